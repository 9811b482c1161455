"""Arrange something ahead for some pupils: each has a plan of the register, and nobody the law leaves out is in it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.law.plain_words import counted
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.audit.actions import record_event
from onroll.service.planned_attendance.draft import Draft
from onroll.service.planned_attendance.judging import Judged, PupilJudged, judge_draft
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.planned_attendance.refusals import ArrangementRefused, NotAsTheLawAsks
from onroll.service.room_for_words import refuse_too_long


def arrange(
    *,
    school_id: int,
    draft: Draft,
    pupil_ids: Collection[int],
    key: str,
    by: Actor,
    now: dt.datetime,
    leave_out_refused: bool = False,
    counts_instead: bool = False,
) -> Arrangement:
    """Make an arrangement and a plan for each pupil; sent twice with one key, it is made once.

    Pupils the law refuses, and those another plan stands for unless this one `counts_instead`, keep it from being made,
    or are left out with `leave_out_refused`. Raises OutOfScope, ArrangementRefused, TooLong.
    """
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    row = Arrangement(
        school_id=school_id, key=key, made_at=now, made_by_id=by.user_id, made_by_name=by.name, **_kept(draft)
    )
    refuse_too_long(row)
    with transaction.atomic():
        if (there := Arrangement.objects.filter(school_id=school_id, key=key).first()) is not None:
            return there
        judged = judge_draft(school_id, draft, pupil_ids, now=now)
        chosen = _chosen(judged, leave_out_refused, counts_instead)
        row.save(force_insert=True)
        _plan(row, judged.draft, chosen, counts_instead, by, now)
        record_event(
            "planned.arranged", by=by, now=now, school_id=school_id, subject_type="arrangement", subject_id=row.pk,
            title=row.title, pupils=len(chosen), code=draft.asks.code,
        )  # fmt: skip
    return row


def _kept(draft: Draft) -> dict[str, object]:
    kept = dataclasses.asdict(draft)
    del kept["mondays"]
    return {
        name: str(value.strip()) if isinstance(value, str) and name != "activity" else value
        for name, value in kept.items()
    }


def _chosen(judged: Judged, leave_out_refused: bool, counts_instead: bool) -> list[PupilJudged]:
    if judged.faults:
        raise NotAsTheLawAsks(judged.faults)
    if not judged.pupils:
        raise ArrangementRefused("Choose at least one pupil.")
    chosen = judged.to_arrange(counts_instead=counts_instead)
    left = len(judged.pupils) - len(chosen)
    if left and not leave_out_refused:
        raise ArrangementRefused(
            f"Nothing can be arranged for {counted(left, 'pupil')} of these. Leave them out, or change what is arranged."
        )
    if not chosen:
        raise ArrangementRefused("Nothing can be arranged for any of these pupils, so nothing was.")
    return chosen


def _plan(
    row: Arrangement,
    draft: Draft,
    chosen: list[PupilJudged],
    counts_instead: bool,
    by: Actor,
    now: dt.datetime,
) -> None:
    asks = draft.asks
    made = [
        ArrangedPupil(
            school_id=row.school_id,
            arrangement=row,
            pupil=one.pupil,
            plan=make_plan(
                school_id=row.school_id,
                pupil_id=one.pupil.pk,
                kind=asks.plan,
                code=asks.code,
                first_day=draft.first_day,
                last_day=draft.last_day,
                session=draft.session,
                weekdays=draft.weekdays,
                week=draft.week,
                mondays=draft.mondays,
                note=draft.note[:300],
                counts_instead=counts_instead,
                by=by,
                now=now,
            ),
        )
        for one in chosen
    ]
    ArrangedPupil.objects.bulk_create(made)

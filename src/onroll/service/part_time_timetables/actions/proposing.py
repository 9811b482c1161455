"""Propose a part-time timetable, or one that goes on from another; or withdraw a proposal that nobody needs any more."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.part_time_timetables.keeping import keep, timetable_of
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent, TimetablePlan
from onroll.service.part_time_timetables.proposal import Proposal, days_of
from onroll.service.part_time_timetables.queries.timetables import Line, line_of, standing_rows
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.weekly import sessions_out_of
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import refuse_too_long

Kind = TimetableEvent.Kind
#: So soon after one has ended, another is that one going on, and wants its reasons. Ours, in days.
GOES_ON_WITHIN = 28


def propose_timetable(
    *, school_id: int, pupil_id: int, proposal: Proposal, key: str, by: Actor, now: dt.datetime
) -> PartTimeTimetable:
    """Keep a proposed timetable, which stands only once it is agreed; sent twice with one key, it is kept once.

    Raises OutOfScope, TimetableRefusal, TooLong.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    with transaction.atomic():
        if (there := PartTimeTimetable.objects.filter(school_id=school_id, key=key).first()) is not None:
            return there
        first_day, last_day, first_review_on = days_of(proposal, pupil, school_id, now.date())
        row = PartTimeTimetable(
            school_id=school_id,
            pupil=pupil,
            reason=proposal.reason,
            words=proposal.words.strip(),
            first_day=first_day,
            last_day=last_day,
            sessions_out=sessions_out_of(proposal.out),
            responsible=proposal.responsible.strip(),
            safety=proposal.safety.strip(),
            support=proposal.support.strip(),
            aim=proposal.aim.strip(),
            pupil_view=proposal.pupil_view.strip(),
            lead=proposal.lead.strip(),
            why_so_long=proposal.why_so_long.strip(),
            first_review_on=first_review_on,
            extends_id=proposal.extends_id,
            extension_reasons=proposal.extension_reasons.strip(),
            key=key,
            made_at=now,
            made_by_id=by.user_id,
            made_by_name=by.name,
        )
        refuse_too_long(row)
        _refuse_beside_others(row, now.date())
        row.save(force_insert=True)
        record_event(
            "timetables.proposed", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
            timetable=row.pk, first_day=row.first_day.isoformat(), last_day=row.last_day.isoformat(),
        )  # fmt: skip
    return row


def drop_timetable(*, school_id: int, timetable_id: int, by: Actor, now: dt.datetime) -> None:
    """Withdraw a proposal that does not stand yet. Raises OutOfScope, TimetableRefusal."""
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if TimetablePlan.objects.filter(timetable=timetable).exists():
            raise TimetableRefusal("This timetable stands, so it is ended and not withdrawn.")
        keep(timetable, Kind.DROPPED, by=by, now=now)
        record_event(
            "timetables.dropped", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=timetable.pupil_id,
            timetable=timetable.pk,
        )  # fmt: skip


def _refuse_beside_others(row: PartTimeTimetable, today: dt.date) -> None:
    """Refuse a second timetable for the same days, and one that goes on from another without saying why."""
    rows = standing_rows(row.school_id).filter(pupil=row.pupil)
    lines = [line_of(one, on=today) for one in rows]
    others = [one for one in lines if one.timetable.pk != row.extends_id]
    for other in others:
        first, last = other.timetable.first_day, other.timetable.last_day
        if other.state.is_open and first <= row.last_day and last >= row.first_day:
            raise TimetableRefusal(
                f"There is a part-time timetable from {day_in_words(first)} to {day_in_words(last)} already. End it, withdraw "
                "it, or let this one go on from it."
            )
    if row.extends_id is not None:
        _refuse_extension(row, next((one for one in lines if one.timetable.pk == row.extends_id), None))
        return
    since = row.first_day - dt.timedelta(days=GOES_ON_WITHIN)
    for other in others:
        if other.ran_until is not None and since <= other.ran_until < row.first_day:
            raise TimetableRefusal(
                f"One ended on {day_in_words(other.ran_until)}. No plan goes on beyond its end: open that one and extend it, "
                "with reasons and a fresh agreement."
            )


def _refuse_extension(row: PartTimeTimetable, before: Line | None) -> None:
    if before is None or before.ran_until is None:
        raise TimetableRefusal(
            "The timetable that this one goes on from is not this pupil’s, or never stood."
        )
    if row.first_day <= before.ran_until:
        raise TimetableRefusal(
            f"The timetable agreed runs to {day_in_words(before.ran_until)}. Begin this one after that day.",
            field="first_day-day",
        )

"""Exclusions as told, and a plan for those that are still to run, so that registers come pre-filled."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.law.code_uses import CODE_OF_EXCLUSION
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.models import Exclusion
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School

_PLANNED_AS = CODE_OF_EXCLUSION.newest.value


def land_exclusions(found: Assessment, school: School, *, by: Actor, now: dt.datetime) -> None:
    """Keep new and changed exclusions; plan code E for the days still to come of a suspension. Past days are as entered."""
    compared = found.comparisons.get("exclusions")
    if compared is None:
        return
    refs = SchoolRecord(school, now.date()).pupil_refs()
    by_ref = {ref: pk for pk, ref in refs.items()}
    for record in (*compared.new, *(change.record for change in compared.changed)):
        pupil_id = by_ref[found.known.refs_by_upn[record["upn"]]]
        Exclusion.objects.update_or_create(
            school=school,
            pupil_id=pupil_id,
            first_day=record["start_date"],
            category=record["category"],
            defaults={
                "last_day": record["end_date"],
                "sessions": record["sessions"],
                "reason_code": record["reason_code"] or "",
            },
        )
        if (
            record["category"] == Exclusion.Category.SUSPENSION
            and record["end_date"]
            and record["end_date"] >= now.date()
        ):
            _plan(school.pk, pupil_id, record["start_date"], record["end_date"], by, now)


def _plan(
    school_id: int, pupil_id: int, first_day: dt.date, last_day: dt.date, by: Actor, now: dt.datetime
) -> None:
    spell = Enrolment.objects.filter(
        Q(last_day=None) | Q(last_day__gte=max(first_day, now.date())),
        school_id=school_id,
        pupil_id=pupil_id,
        starting_day__lte=last_day,
    ).first()
    if spell is None:
        return
    first_day = max(first_day, now.date(), spell.starting_day)
    last_day = min(last_day, spell.last_day or last_day)
    planned = Plan.objects.filter(
        school_id=school_id, pupil_id=pupil_id, kind=Plan.Kind.EXCLUSION, last_day=last_day, cancelled_at=None
    )
    if not planned.exists():
        make_plan(
            school_id=school_id,
            pupil_id=pupil_id,
            kind=Plan.Kind.EXCLUSION,
            code=_PLANNED_AS,
            first_day=first_day,
            last_day=last_day,
            note="Suspended, by the school's own file",
            # A suspension goes before whatever was planned for its days.
            counts_instead=True,
            by=by,
            now=now,
        )

"""Record a suspension or permanent exclusion, shorten it, cancel it, and keep what was done about it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onroll.law.code_uses import CODE_OF_EXCLUSION
from onroll.law.exclusion_cancelling import may_cancel
from onroll.law.exclusions import ExclusionKind, within_the_year
from onroll.law.plain_words import day_in_words
from onroll.law.school_time import Span
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan, shorten_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.audit.actions import record_event
from onroll.service.exclusions.days import (
    AHEAD,
    count_days,
    days_already,
    days_elsewhere_said,
    days_of,
    days_out,
)
from onroll.service.exclusions.ending import last_day_on_roll, with_end
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import refuse_too_long

#: What a person records.
BY_HAND = (ExclusionStep.Kind.PROVISION, ExclusionStep.Kind.GOVERNORS, ExclusionStep.Kind.MEETING)


def exclude(
    *,
    school_id: int,
    pupil_id: int,
    kind: str,
    first_day: dt.date | None,
    last_day: dt.date | None,
    reason: str,
    key: str,
    by: Actor,
    now: dt.datetime,
    days_elsewhere: int | None = 0,
    counts_instead: bool = False,
) -> Exclusion:
    """Record an exclusion and plan its sessions; sent twice with one key, it is recorded once.

    A first day or a number of days elsewhere that nobody gave is None, and refused.
    Raises OutOfScope, ExclusionRefused, PlanRefused, PlansOverlap where another plan stands, and TooLong.
    """
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    faults = _faults(kind, first_day, last_day, reason, days_elsewhere)
    if faults or first_day is None or days_elsewhere is None:
        raise ExclusionRefused(faults=faults)
    last = None if kind == ExclusionKind.PERMANENT else last_day
    with transaction.atomic():
        if (there := Exclusion.objects.filter(school_id=school_id, key=key).first()) is not None:
            return there
        _refuse_days(school_id, pupil.pk, ExclusionKind(kind), first_day, last, days_elsewhere)
        _refuse_another(school_id, pupil.pk, first_day, last)
        row = Exclusion(
            school_id=school_id, pupil=pupil, kind=kind, first_day=first_day, last_day=last, reason=reason.strip(),
            days_elsewhere=days_elsewhere, key=key, made_at=now, made_by_id=by.user_id, made_by_name=by.name,
        )  # fmt: skip
        row.plan = _plan(row, counts_instead, by, now)
        refuse_too_long(row)
        row.save(force_insert=True)
        _event("excluded", row, by, now, kind=kind, first_day=first_day.isoformat())
    return row


def _faults(
    kind: str, first: dt.date | None, last: dt.date | None, reason: str, days_elsewhere: int | None
) -> dict[str, str]:
    faults = {}
    if kind not in set(ExclusionKind):
        faults["kind"] = "Choose whether it is a suspension or permanent."
    if first is None:
        faults["first_day-day"] = "Enter the first day."
    if kind != ExclusionKind.PERMANENT and last is None:
        faults["last_day-day"] = "Give the last day of the suspension."
    if not reason.strip():
        faults["reason"] = "Give the reason: the parents are told it."
    if days_elsewhere is None:
        faults["days_elsewhere"] = (
            "Give the school days suspended from other schools as a whole number, such as 4, or 0 where there were none."
        )
    return faults


def shorten(
    *, school_id: int, exclusion_id: int, last_day: dt.date, why: str, by: Actor, now: dt.datetime
) -> None:
    """Bring the last day of a suspension forward; what was entered stands. Raises OutOfScope, ExclusionRefused."""
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    with transaction.atomic():
        row = _standing(school_id, exclusion_id)
        if row.last_day is None or not row.first_day <= last_day < row.last_day:
            raise ExclusionRefused(
                f"Give a last day from {day_in_words(row.first_day)} on, and before the one it has."
                if row.last_day
                else "A permanent exclusion has no last day to shorten. Cancel it where the pupil comes back."
            )
        _step(row, ExclusionStep.Kind.SHORTENED, last_day, why, by, now)
        if row.plan.cancelled_at is None and last_day < row.plan.last_day:
            shorten_plan(school_id=school_id, plan_id=row.plan_id, last_day=last_day, by=by, now=now)
        row.last_day = last_day
        row.save(update_fields=["last_day"])
        _event("step", row, by, now, step="shortened")


def cancel_exclusion(*, school_id: int, exclusion_id: int, why: str, by: Actor, now: dt.datetime) -> None:
    """Cancel an exclusion: its plan ends; what it entered is for a person to amend.

    Raises OutOfScope, and ExclusionRefused, also once the governing board has met on it.
    """
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    if not why.strip():
        raise ExclusionRefused("Say why it is cancelled: whoever reads the record later asks.")
    with transaction.atomic():
        row = _standing(school_id, exclusion_id)
        _refuse_cancelling(row, now.date())
        row.cancelled_at, row.cancelled_by_name, row.cancelled_why = now, by.name, why.strip()
        refuse_too_long(row)
        row.save(update_fields=["cancelled_at", "cancelled_by_name", "cancelled_why"])
        if row.plan.cancelled_at is None:
            cancel_plan(school_id=school_id, plan_id=row.plan_id, by=by, now=now)
        _event("cancelled", row, by, now)


def record_step(
    *, school_id: int, exclusion_id: int, kind: str, on: dt.date, words: str, by: Actor, now: dt.datetime
) -> None:
    """Keep that education was arranged, or the meeting held. Raises OutOfScope, ExclusionRefused, TooLong."""
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    if kind not in BY_HAND:
        raise ExclusionRefused("Choose what was done.")
    if kind != ExclusionStep.Kind.PROVISION and on > now.date():
        raise ExclusionRefused("The meeting is recorded once it was held. Give the day it was.")
    with transaction.atomic():
        row = _standing(school_id, exclusion_id)
        _step(row, kind, on, words, by, now)
        _event("step", row, by, now, step=kind)


def _refuse_days(
    school_id: int,
    pupil_id: int,
    kind: ExclusionKind,
    first_day: dt.date,
    last_day: dt.date | None,
    days_elsewhere: int,
) -> None:
    last = last_day or first_day + dt.timedelta(days=AHEAD)
    if last < first_day or (last - first_day).days > AHEAD:
        raise ExclusionRefused(
            "It ends before it starts, or months later. Check both days.", field="last_day-day"
        )
    calendar = calendar_of(school_id, first_day, last + dt.timedelta(days=AHEAD))
    if not calendar.is_school_day(first_day):
        raise ExclusionRefused(
            f"The school holds no session on {day_in_words(first_day)}. Give the first school day of it.",
            field="first_day-day",
        )
    if last_day is None:
        return
    days = count_days(kind, Span(first_day, last), calendar, permanent=False)
    finding = within_the_year(
        days_already=days_already(school_id, pupil_id, first_day)
        + max(days_elsewhere, days_elsewhere_said(school_id, pupil_id, first_day)),
        days=len(days.school_days),
        on=first_day,
    )
    if not finding.met:
        raise ExclusionRefused(f"{' '.join(finding.reasons)} Make it shorter.", field="last_day-day")


def _refuse_another(school_id: int, pupil_id: int, first_day: dt.date, last_day: dt.date | None) -> None:
    """Refuse days of which another standing exclusion of the pupil has any: each day is counted and told once."""
    standing = Exclusion.objects.filter(school_id=school_id, pupil_id=pupil_id, cancelled_at__isnull=True)
    others = with_end(standing).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first_day))
    other = (others if last_day is None else others.filter(first_day__lte=last_day)).first()
    if other is None:
        return
    if other.last_day is None:
        said = f"This pupil is permanently excluded from {day_in_words(other.first_day)}. Cancel that first."
    else:
        days = f"from {day_in_words(other.first_day)} to {day_in_words(other.last_day)}"
        said = (
            f"This pupil is suspended already, {days}. Give other days, or shorten or cancel that one first."
        )
    raise ExclusionRefused(said, field="first_day-day")


def _refuse_cancelling(row: Exclusion, on: dt.date) -> None:
    met = row.steps.filter(kind=ExclusionStep.Kind.GOVERNORS).exists()
    finding = may_cancel(
        days_out=row.days_elsewhere + days_out(row.school_id, row.pupil_id, row.first_day, before=on),
        board_has_met=met and days_of(row).consideration.may_reinstate,
        on=on,
    )
    if not finding.met:
        raise ExclusionRefused(f"This can no longer be cancelled. {' '.join(finding.reasons)}")


def _plan(row: Exclusion, counts_instead: bool, by: Actor, now: dt.datetime) -> Plan:
    return make_plan(
        school_id=row.school_id,
        pupil_id=row.pupil_id,
        kind=Plan.Kind.EXCLUSION,
        code=CODE_OF_EXCLUSION.on(row.first_day),
        first_day=row.first_day,
        last_day=row.last_day or _planned_until(row),
        counts_instead=counts_instead,
        by=by,
        now=now,
    )


def _planned_until(row: Exclusion) -> dt.date:
    """Return until when a permanent exclusion is planned: no further than the pupil is on roll."""
    far = row.first_day + dt.timedelta(days=AHEAD)
    last = last_day_on_roll(row.school_id, row.pupil_id, row.first_day)
    return min(far, last) if last and last >= row.first_day else far


def _standing(school_id: int, exclusion_id: int) -> Exclusion:
    rows = Exclusion.objects.select_for_update(of=("self",)).select_related("plan")
    row = rows.filter(pk=exclusion_id, school_id=school_id, cancelled_at__isnull=True).first()
    if row is None:
        raise ExclusionRefused("This is cancelled already, or is not this school’s. Nothing has changed.")
    return row


def _step(row: Exclusion, kind: str, on: dt.date, words: str, by: Actor, now: dt.datetime) -> None:
    if not words.strip():
        raise ExclusionRefused("Say what was arranged, said or decided.")
    step = ExclusionStep(
        school_id=row.school_id, exclusion=row, kind=kind, on=on, words=words.strip(), made_at=now, made_by_name=by.name
    )  # fmt: skip
    refuse_too_long(step)
    step.save(force_insert=True)


def _event(name: str, row: Exclusion, by: Actor, now: dt.datetime, **details: object) -> None:
    record_event(
        f"exclusions.{name}", by=by, now=now, school_id=row.school_id, subject_type="pupil", subject_id=row.pupil_id,
        exclusion=row.pk, **details,
    )  # fmt: skip

"""Tell each parent of an exclusion in writing: its days, why, and on which days the child is theirs to keep from public places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onroll.law.plain_words import day_in_words, listed
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.asking import Asked, ask_to_send
from onroll.service.exclusions.days import ExclusionDays, days_of
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.exclusions.refusals import ExclusionRefused

TEMPLATES = {"suspension": "suspended", "permanent": "excluded-permanently"}


def tell_parents_of_exclusion(
    *, school_id: int, exclusion_id: int, channel: str, by: Actor, now: dt.datetime
) -> Asked:
    """Ask for the letter to every parent who may be told; asked twice for the same days, it goes once.

    Raises OutOfScope, ExclusionRefused, MessageRefused (Education and Inspections Act 2006, section 104).
    """
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    row = Exclusion.objects.filter(pk=exclusion_id, school_id=school_id, cancelled_at__isnull=True).first()
    if row is None:
        raise ExclusionRefused("This is cancelled, or is not this school’s, so there is nothing to tell.")
    return ask_to_send(
        school_id=school_id,
        template=TEMPLATES[row.kind],
        pupil_id=row.pupil_id,
        about=about(row),
        channel=channel,
        facts=facts_of(row, days_of(row)),
        by=by,
        now=now,
    )


def about(row: Exclusion) -> str:
    """Return what its letter is about: shortened, it is told again."""
    return f"exclusion {row.pk} until {row.last_day or 'permanent'}"


def facts_of(row: Exclusion, days: ExclusionDays) -> dict[str, str]:
    """Return what the letter says beside names."""
    said = {"excluded_because": row.reason, "public_place_days": _in_words(days.public_place_days)}
    if row.last_day is None:
        return said | {"excluded_from": _day(row.first_day)}
    back = _day(days.back_on) if days.back_on else "the next school day"
    return said | {
        "excluded_days": _span(row.first_day, row.last_day),
        "excluded_education": _education(row, days),
        "back_on": back,
    }


def _education(row: Exclusion, days: ExclusionDays) -> str:
    """Say what work is set, and what education follows: as recorded last, or that the school will write."""
    if days.provision is None:
        return "We will set work for " + ("this day." if len(days.school_days) == 1 else "these days.")
    starts = days.provision.first_day
    arranged = row.steps.filter(kind=ExclusionStep.Kind.PROVISION).last()
    follows = (
        f"From {_day(starts)} this is the full-time education: {arranged.words.rstrip('.')}."
        if arranged
        else f"From {_day(starts)} there is other full-time education, and we will write to you about it."
    )
    before = [day for day in days.school_days if day < starts]
    return (
        f"We will set work for the school days before {day_in_words(starts)}. {follows}"
        if before
        else follows
    )


def _in_words(days: Sequence[dt.date]) -> str:
    return listed([day_in_words(one) for one in days], "and") if days else "no school day"


def _day(day: dt.date) -> str:
    return f"{day:%A} {day_in_words(day)}"


def _span(first: dt.date, last: dt.date) -> str:
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"

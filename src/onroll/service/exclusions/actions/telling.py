"""Tell each parent of an exclusion in writing: its days, why, and on which days the child is theirs to keep from public places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from onroll.law.exclusion_consideration import Board
from onroll.law.plain_words import counted, day_in_words, listed
from onroll.service.absence_notices.telling_of import CANCELLED
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.asking import Asked, ask_to_send
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.templates import LETTER
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.exclusions.days import ExclusionDays, days_of
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.exclusions.refusals import ExclusionRefused

#: The letter of a suspension, by what the governing board does about it.
TEMPLATES = {
    Board.READS: "suspended",
    Board.CONSIDERS_IF_ASKED: "suspended-over-five-days",
    Board.CONSIDERS: "suspended-over-fifteen-days",
}
PERMANENT = "excluded-permanently"
IS_CANCELLED = "exclusion-cancelled"


def tell_parents_of_exclusion(
    *,
    school_id: int,
    exclusion_id: int,
    by: Actor,
    now: dt.datetime,
    channel: str = AS_WISHED,
    instead: Mapping[int, str] | None = None,
) -> Asked:
    """Ask for the letter to every parent who may be told; asked twice for the same days, it goes once.

    Of one that is cancelled the letter says so, to whoever was told of it. Raises OutOfScope, ExclusionRefused,
    MessageRefused (Education and Inspections Act 2006, section 104).
    """
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    row = Exclusion.objects.filter(pk=exclusion_id, school_id=school_id).first()
    if row is None or (row.cancelled_at is not None and not parents_were_told(row)):
        raise ExclusionRefused(
            "This is cancelled and no parent was told of it, or it is not this school’s, so there is nothing to tell."
        )
    days = days_of(row)
    return ask_to_send(
        school_id=school_id,
        template=template_of(row, days),
        pupil_id=row.pupil_id,
        about=about(row),
        channel=channel,
        instead=instead,
        usual=LETTER,
        facts=facts_of(row, days),
        by=by,
        now=now,
    )


def template_of(row: Exclusion, days: ExclusionDays) -> str:
    """Return which letter the parents have."""
    if row.cancelled_at is not None:
        return IS_CANCELLED
    return PERMANENT if row.last_day is None else TEMPLATES[days.consideration.board]


def parents_were_told(row: Exclusion) -> bool:
    """Say whether anything was written to a parent about an exclusion before it was cancelled."""
    return Message.objects.filter(
        school_id=row.school_id,
        pupil_id=row.pupil_id,
        about__startswith=f"exclusion {row.pk} until ",
        recipient_kind=Message.RecipientKind.PARENT,
    ).exists()


def about(row: Exclusion) -> str:
    """Return what is told of it: shortened or cancelled, it is told again."""
    if row.cancelled_at is not None:
        return f"exclusion {row.pk} {CANCELLED}"
    return f"exclusion {row.pk} until {row.last_day or 'permanent'}"


def facts_of(row: Exclusion, days: ExclusionDays) -> dict[str, str]:
    """Return what the letter says beside names."""
    if row.cancelled_at is not None:
        return {"excluded_what": what_of(row, days), "cancelled_because": row.cancelled_why}
    said = {
        "excluded_because": row.reason,
        "public_place_days": _in_words(days.public_place_days),
        "considered_by": _considered_by(days),
    }
    if row.last_day is None:
        return said | {"excluded_from": _day(row.first_day), "excluded_education": _from_the_authority(days)}
    back = _day(days.back_on) if days.back_on else "the next school day"
    return said | {
        "excluded_days": _how_long(row.first_day, row.last_day, days),
        "excluded_education": _education(row, days),
        "back_on": back,
    }


def what_of(row: Exclusion, days: ExclusionDays) -> str:
    """Say in a sentence or two what others are told: that a pupil is suspended or excluded, or that this is cancelled."""
    if row.cancelled_at is not None:
        what = f"suspension {_span(row.first_day, row.last_day)}" if row.last_day else "permanent exclusion"
        return f"The {what} is cancelled."
    if row.last_day is None:
        what = f"The pupil is permanently excluded from school from {_day(row.first_day)}."
    else:
        what = f"The pupil is suspended from school for {_how_long(row.first_day, row.last_day, days)}."
    if days.provision is None:
        return what
    return f"{what} Other full-time education is due from {_day(days.provision.first_day)}, by {days.provision.by}."


def _considered_by(days: ExclusionDays) -> str:
    within = f"within {counted(days.consideration.school_days or 0, 'school day')}"
    return f"{within}, by {_day(days.consider_by)}" if days.consider_by else within


def _from_the_authority(days: ExclusionDays) -> str:
    starts = f"From {_day(days.provision.first_day)}" if days.provision else "From the sixth school day on"
    return (
        f"{starts} the local authority must arrange other full-time education, and will write to you. We will set work "
        "for the school days before that."
    )


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


def _how_long(first: dt.date, last: dt.date, days: ExclusionDays) -> str:
    """Write how many school days a suspension is, and from when to when: it stands after “for”, a school's own words too."""
    if first == last:
        return f"one day, {day_in_words(first)}"
    many = counted(len(days.school_days), "school day") if days.school_days else "the days"
    return f"{many}{',' if days.school_days else ''} {_span(first, last)}"


def _span(first: dt.date, last: dt.date) -> str:
    if first == last:
        return f"of {day_in_words(first)}"
    return f"from {day_in_words(first)} to {day_in_words(last)}"

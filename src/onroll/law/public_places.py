"""Excluded pupils in public places: a scheme of its own, apart from the framework for absence.

It has no threshold, no limit in three years and no support first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import EDUCATION_AND_INSPECTIONS_ACT_2006, PENALTY_NOTICES_2007
from onroll.law.penalty_notice_amounts import Amounts
from onroll.law.points import Point, find_all
from onroll.law.rules import rule
from onroll.law.school_time import SchoolCalendar, Span

_FROM_2007 = date(2007, 9, 1)
_FROM_2013 = date(2013, 9, 1)
_REVIEWED_ON = date(2026, 11, 28)

DUTY = EDUCATION_AND_INSPECTIONS_ACT_2006.at("103")
DAYS_TOLD = EDUCATION_AND_INSPECTIONS_ACT_2006.at("104")
PENALTY_NOTICE = EDUCATION_AND_INSPECTIONS_ACT_2006.at("105")
AMOUNTS = PENALTY_NOTICES_2007.at(
    "4(1)",
    note="The amendment of 19 August 2024 keeps this paragraph for these notices alone, and its amounts.",
)
APART = EDUCATION_AND_INSPECTIONS_ACT_2006.unconfirmed(
    "105", "That the threshold, the limit in three years and support first do not apply was not read."
)

SCHOOL_DAYS_OF_DUTY = Dated(
    "First school days of an exclusion on which a parent must keep the child out of public places",
    steps=[From(_FROM_2007, 5, DUTY)],
    reviewed_on=_REVIEWED_ON,
)
NOTICE_AMOUNTS = Dated(
    "Pounds for a notice about an excluded child in a public place: paid early, and in full",
    steps=[From(_FROM_2013, Amounts(60, 120), AMOUNTS)],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class DaysOfDuty:
    """The school days of an exclusion that the parent is responsible for."""

    days: tuple[date, ...]
    citations: tuple[Citation, ...]


@rule(
    "public_places.days_of_duty",
    title="On which days a parent keeps an excluded child out of public places",
    says=(
        "During the first five school days of each exclusion, or all of a shorter one, a parent must see that "
        "the child is not in a public place in school hours."
    ),
    first_day=_FROM_2007,
    cites=(DUTY,),
)
def days_of_duty(exclusion: Span, calendar: SchoolCalendar) -> DaysOfDuty:
    """Answer the first five school days of an exclusion, or all of a shorter one.

    Raises `NoRuleInForce` before 1 September 2007.
    """
    most = SCHOOL_DAYS_OF_DUTY.on(exclusion.first_day)
    return DaysOfDuty(calendar.days_between(exclusion.first_day, exclusion.last_day)[:most], (DUTY,))


@rule(
    "public_places.offence",
    title="Whether a parent let an excluded child be in a public place",
    says=(
        "A parent commits an offence where the excluded child is in a public place in school hours, on a day "
        "the parent was told of in writing, without reasonable justification. A notice of £60, or £120, may "
        "be issued. The threshold, the limit in three years and support first do not apply."
    ),
    first_day=_FROM_2007,
    cites=(DUTY, DAYS_TOLD, PENALTY_NOTICE, APART),
)
def offence(
    *,
    on: date,
    days: Iterable[date],
    in_public_place: bool | None,
    in_school_hours: bool | None,
    reasonable_justification: bool | None,
    told_in_writing: bool | None,
) -> Finding:
    """Find whether there was an offence on a day, for which a notice may be issued; None is not known.

    `days` are those of `days_of_duty`. The school must have told the parent in writing which they are.
    """
    return find_all(
        "public_places.offence",
        (
            Point(on in set(days), "the day is one of those the parent is responsible for", "the school"),
            Point(in_public_place, "the child was in a public place", "the person who saw the child"),
            Point(in_school_hours, "it was in school hours", "the person who saw the child"),
            Point(
                None if reasonable_justification is None else not reasonable_justification,
                "there was no reasonable justification",
                "a parent",
            ),
            Point(
                told_in_writing, "the school told the parent in writing which days these are", "the school"
            ),
        ),
        (DUTY, DAYS_TOLD, PENALTY_NOTICE, APART),
    )

"""Suspension and exclusion: who provides education from the sixth day, and how many days there may be in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onroll.law.citation import Citation, Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.exclusion_finality import PUPIL_EXCLUSIONS_2012
from onroll.law.finding import Finding
from onroll.law.instruments import (
    EDUCATION_ACT_1996,
    EDUCATION_AND_INSPECTIONS_ACT_2006,
    SUSPENSION_AND_EXCLUSION_2022,
)
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule
from onroll.law.school_time import NoSessionThatDay, SchoolCalendar, Span

_FROM_2007 = date(2007, 9, 1)
_FROM_2012 = date(2012, 9, 1)
_REVIEWED_ON = date(2026, 11, 28)
_ONE_DAY = timedelta(days=1)

EXCLUDED_PUPILS_2007 = Instrument(
    name="Education (Provision of Full-Time Education for Excluded Pupils) (England) Regulations 2007",
    short_name="Education of Excluded Pupils Regulations 2007",
    link="https://www.legislation.gov.uk/uksi/2007/1870",
    in_force_from=_FROM_2007,
    strength=Strength.LAW,
    divisions="regulation",
)
EXCLUDED_PUPILS_2014 = Instrument(
    name="Education (Provision of Full-Time Education for Excluded Pupils) (England) (Amendment) Regulations 2014",
    short_name="Education of Excluded Pupils Amendment Regulations 2014",
    link="https://www.legislation.gov.uk/uksi/2014/3216",
    in_force_from=date(2015, 1, 5),
    strength=Strength.LAW,
    divisions="regulation",
)
BY_THE_SCHOOL = EDUCATION_AND_INSPECTIONS_ACT_2006.at("100")
BY_THE_AUTHORITY = EDUCATION_ACT_1996.at("19(3A)")
SIXTH_DAY = EXCLUDED_PUPILS_2007.at("3 and 4")
ONE_RUN = EXCLUDED_PUPILS_2014.at("2")
NOT_ASKED_FOR = EXCLUDED_PUPILS_2007.at("5(2)")
REINTEGRATION = SUSPENSION_AND_EXCLUSION_2022.at(
    "27",
    note="By its number in the edition in force in January 2025: the school plans for the return. A meeting is one way to do "
    "it, and no law asks for one.",
)
LIMIT = PUPIL_EXCLUSIONS_2012.at(
    "22",
    note="Of an academy. The same power of a maintained school is regulation 4, of a pupil referral unit 13.",
)
DAYS_BEFORE_CANCELLING = SUSPENSION_AND_EXCLUSION_2022.at(
    "13", note="As a guide for practitioners restates the edition of September 2023."
)

SCHOOL_DAY_OF_PROVISION = Dated(
    "School day of an exclusion from which full-time education must be provided",
    steps=[From(_FROM_2007, 6, SIXTH_DAY)],
    reviewed_on=_REVIEWED_ON,
)
COUNTED_AS_ONE_RUN = Dated(
    "Whether suspensions with no school day between them are counted as one towards the day of education",
    steps=[From(_FROM_2007, False, SIXTH_DAY), From(EXCLUDED_PUPILS_2014.in_force_from, True, ONE_RUN)],
    reviewed_on=_REVIEWED_ON,
)
MOST_SCHOOL_DAYS = Dated(
    "Most school days of suspension of a pupil in a school year",
    steps=[From(_FROM_2012, 45, LIMIT)],
    reviewed_on=_REVIEWED_ON,
)


class ExclusionKind(StrEnum):
    """Whether the pupil comes back."""

    SUSPENSION = "suspension"
    PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class Provision:
    """From which day education is provided, by whom, and the codes until then and where it is attended."""

    first_day: date
    by: str
    code_until_then: str
    codes_where_attended: tuple[str, ...]
    citation: Citation


@rule(
    "exclusions.provision_from",
    title="From which day an excluded pupil must be given education, and by whom",
    says=(
        "From the sixth school day of an exclusion the pupil must have full-time education: from the school "
        "during a suspension, from the local authority after a permanent exclusion and during a suspension from a "
        "pupil referral unit. Until then the school sets work and the code is E; after that, the code of the place "
        "attended. From 5 January 2015 suspensions with no school day between them are one unbroken run, counted "
        "from its first day. None need be arranged above or below compulsory school age, nor in year 11 once every "
        "public examination is over: Onroll does not know of examinations."
    ),
    first_day=_FROM_2007,
    cites=(BY_THE_SCHOOL, BY_THE_AUTHORITY, SIXTH_DAY, ONE_RUN, NOT_ASKED_FOR),
)
def provision_from(
    *,
    first_school_day: date,
    kind: ExclusionKind,
    calendar: SchoolCalendar,
    earlier: Iterable[Span] = (),
    from_referral_unit: bool = False,
) -> Provision:
    """Answer the sixth school day of an exclusion, counted from its first school day, and who provides.

    The school provides during a suspension, the local authority after a permanent exclusion or where the pupil is
    suspended from a pupil referral unit. The first five days have code E, with work set. A suspension that ends before
    the sixth day asks for no provision. From 5 January 2015 `earlier` suspensions that lead to this one without a school
    day between are counted with it. Raises
    `NoSessionThatDay`, `CalendarTooShort`, and `NoRuleInForce` before 1 September 2007.
    """
    later = SCHOOL_DAY_OF_PROVISION.on(first_school_day) - 1
    if not calendar.is_school_day(first_school_day):
        raise NoSessionThatDay(
            f"The school holds no session on {day_in_words(first_school_day)}. Count from the first school day of "
            "the exclusion."
        )
    permanent = kind is ExclusionKind.PERMANENT
    alone = permanent or not COUNTED_AS_ONE_RUN.on(first_school_day)
    start = first_school_day if alone else _start_of_run(first_school_day, earlier, calendar)
    by_authority = permanent or from_referral_unit
    return Provision(
        max(first_school_day, calendar.nth_school_day_after(start, later)),
        "the local authority" if by_authority else "the school",
        "E",
        ("K", "D") if by_authority else ("B", "D"),
        BY_THE_AUTHORITY if by_authority else BY_THE_SCHOOL,
    )


def _start_of_run(first_school_day: date, earlier: Iterable[Span], calendar: SchoolCalendar) -> date:
    """Answer the first school day of the suspensions that lead to a day with no school day between them."""
    start = first_school_day
    for span in sorted(earlier, key=lambda one: one.first_day, reverse=True):
        days = calendar.days_between(span.first_day, start - _ONE_DAY)
        if days and days[-1] <= span.last_day:
            start = days[0]
    return start


@rule(
    "exclusions.within_the_year",
    title="Whether a suspension keeps within the days of a school year",
    says=(
        "A pupil may be suspended for at most forty-five school days in a school year, counted over all "
        "schools together. Days out of school before a suspension is cancelled count."
    ),
    first_day=_FROM_2012,
    cites=(LIMIT, DAYS_BEFORE_CANCELLING),
)
def within_the_year(*, days_already: int, days: int, on: date) -> Finding:
    """Find whether a suspension keeps within the most school days of the school year, at every school together.

    `days_already` are the school days suspended earlier in the school year. Raises `NoRuleInForce` before
    1 September 2012, and `ValueError` for days below 0.
    """
    if days_already < 0 or days < 0:
        raise ValueError("Give the school days as whole numbers from 0.")
    most = MOST_SCHOOL_DAYS.on(on)
    total = days_already + days
    return Finding(
        "exclusions.within_the_year",
        total <= most,
        (
            f"{counted(total, 'school day')} of suspension in the school year of {day_in_words(on)}; "
            f"at most {most} are allowed.",
        ),
        (LIMIT,),
        facts={"days": total, "most": most},
        would_change=("Days of suspension at another school in the same school year.",)
        if total <= most
        else ("A shorter suspension, or an earlier one that was cancelled before its days were over.",),
    )

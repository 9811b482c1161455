"""Orders: education supervision, parenting, and school attendance.

School attendance orders are as they stand until the Children's Wellbeing and Schools Act 2026 recasts them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from onroll.law.anniversaries import months_after
from onroll.law.citation import Citation
from onroll.law.dated import Announced, Dated, From
from onroll.law.finding import Finding
from onroll.law.home_education import WELLBEING_AND_SCHOOLS_2026
from onroll.law.instruments import (
    CHILDREN_ACT_1989,
    EDUCATION_ACT_1996,
    SENTENCING_ACT_2020,
)
from onroll.law.points import Point, find_all
from onroll.law.rules import rule
from onroll.law.school_time import Span

_FROM_1991 = date(1991, 10, 14)
_FROM_1996 = date(1996, 11, 1)
_FROM_2020 = date(2020, 12, 1)
_REVIEWED_ON = date(2026, 11, 28)
_ONE_DAY = timedelta(days=1)

SUPERVISION = CHILDREN_ACT_1989.at("36")
SUPERVISION_SCHEDULE = CHILDREN_ACT_1989.at("36 and Schedule 3, Part 3")
PARENTING = SENTENCING_ACT_2020.at(
    "365 to 375",
    note="Their greatest length was read of the Sentencing Council's page on these orders, not of the Act.",
)
PARENTING_PROGRAMME = SENTENCING_ACT_2020.unconfirmed(
    "365 to 375",
    "The length of the programme was read of the section that this took the place of (Crime and Disorder Act 1998, section "
    "8(4)) and of a council.",
)
ATTENDANCE_NOTICE = EDUCATION_ACT_1996.at("437(1) to (2)")
ATTENDANCE_ORDER = EDUCATION_ACT_1996.at("437(3)")

RECAST = WELLBEING_AND_SCHOOLS_2026.unconfirmed("39 to 41", "Time limits and penalties were not read.")

SUPERVISION_MONTHS = Dated(
    "Months an education supervision order lasts",
    steps=[From(_FROM_1991, 12, SUPERVISION_SCHEDULE)],
    reviewed_on=_REVIEWED_ON,
)
MONTHS_TO_APPLY_TO_EXTEND = Dated(
    "Last months of an education supervision order in which an extension may be applied for",
    steps=[From(_FROM_1991, 3, SUPERVISION_SCHEDULE)],
    reviewed_on=_REVIEWED_ON,
)
MOST_YEARS_OF_EXTENSION = Dated(
    "Most years of one extension of an education supervision order",
    steps=[From(_FROM_1991, 3, SUPERVISION_SCHEDULE)],
    reviewed_on=_REVIEWED_ON,
)
MOST_MONTHS_OF_PARENTING_ORDER = Dated(
    "Most months of the requirements of a parenting order",
    steps=[From(_FROM_2020, 12, PARENTING)],
    reviewed_on=_REVIEWED_ON,
)
MOST_MONTHS_OF_PARENTING_PROGRAMME = Dated(
    "Most months of the counselling or guidance programme of a parenting order",
    steps=[From(_FROM_2020, 3, PARENTING_PROGRAMME)],
    reviewed_on=_REVIEWED_ON,
)
DAYS_TO_SATISFY = Dated(
    "Fewest days, from the day of service, in which a parent must satisfy the authority of a suitable education",
    steps=[From(_FROM_1996, 15, ATTENDANCE_NOTICE)],
    reviewed_on=_REVIEWED_ON,
    announced=[
        Announced(
            15,
            RECAST,
            "The preliminary notice of the 2026 Act takes the place of this one on a day still to be appointed.",
        )
    ],
)
SUPERVISORS_TASKS = Dated(
    "What follows from an education supervision order",
    steps=[
        From(
            _FROM_1991,
            (
                "the supervisor advises, assists and befriends the child and the parents, and gives directions",
                "a parent who persistently fails to comply with directions commits an offence",
                "where the child persistently fails to comply, children's services look into the child's circumstances",
            ),
            CHILDREN_ACT_1989.unconfirmed(
                "36 and Schedule 3, Part 3",
                "Paragraph 18, the offence, was read; paragraph 19, on the child who does not comply, was not.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class SupervisionOrder:
    """The first term of an education supervision order, and when an extension may be applied for."""

    runs: Span
    extension_may_be_applied_for: Span
    citations: tuple[Citation, ...]


@rule(
    "orders.education_supervision",
    title="How long an education supervision order runs",
    says="An education supervision order lasts a year. An extension is applied for in its last three months.",
    first_day=_FROM_1991,
    cites=(SUPERVISION_SCHEDULE,),
)
def education_supervision(made_on: date) -> SupervisionOrder:
    """Answer the days of an order made on a day: a year, and its last three months for an extension."""
    ends = months_after(made_on, SUPERVISION_MONTHS.on(made_on))
    opens = months_after(ends, -MONTHS_TO_APPLY_TO_EXTEND.on(made_on))
    last_day = ends - _ONE_DAY
    return SupervisionOrder(Span(made_on, last_day), Span(opens, last_day), (SUPERVISION_SCHEDULE,))


@rule(
    "orders.supervision_extension",
    title="Whether an education supervision order may be extended",
    says=(
        "An education supervision order may be extended, on an application in its last three months, by up to "
        "three years at a time."
    ),
    first_day=_FROM_1991,
    cites=(SUPERVISION_SCHEDULE,),
)
def supervision_extension(*, last_day: date, applied_on: date, years: int) -> Finding:
    """Find whether an extension by some years, applied for on a day, is within the rule.

    It is applied for in the last three months of the order and is of up to three years at a time.
    """
    opens = months_after(last_day + _ONE_DAY, -MONTHS_TO_APPLY_TO_EXTEND.on(applied_on))
    most = MOST_YEARS_OF_EXTENSION.on(applied_on)
    return find_all(
        "orders.supervision_extension",
        (
            Point(
                opens <= applied_on <= last_day,
                "the application is made in the last three months of the order",
                "the local authority",
            ),
            Point(0 < years <= most, f"the extension is of at most {most} years", "the court"),
        ),
        (SUPERVISION_SCHEDULE,),
    )


@rule(
    "orders.supervision_may_be_sought",
    title="Whether an education supervision order may be sought",
    says=(
        "An authority may apply for an education supervision order for a child of compulsory school age who "
        "is not being properly educated, after consulting social services. There is none for a child in care."
    ),
    first_day=_FROM_1991,
    cites=(SUPERVISION,),
)
def supervision_may_be_sought(
    *, of_compulsory_school_age: bool | None, not_properly_educated: bool | None, in_care: bool | None
) -> Finding:
    """Find whether an authority may apply for an order; None is not known. There is none for a child in care."""
    authority = "the local authority"
    return find_all(
        "orders.supervision_may_be_sought",
        (
            Point(of_compulsory_school_age, "the child is of compulsory school age", authority),
            Point(not_properly_educated, "the child is not being properly educated", authority),
            Point(
                None if in_care is None else not in_care,
                "the child is not in the care of a local authority",
                authority,
            ),
        ),
        (SUPERVISION,),
    )


@rule(
    "orders.parenting",
    title="Whether the lengths of a parenting order are lawful",
    says=(
        "The requirements of a parenting order last at most twelve months, and its counselling or guidance "
        "programme at most three."
    ),
    first_day=_FROM_2020,
    cites=(PARENTING, PARENTING_PROGRAMME),
)
def parenting(*, months: int, programme_months: int, made_on: date) -> Finding:
    """Find whether the requirements and the programme are within the months there are for them.

    Raises `NoRuleInForce` before 1 December 2020.
    """
    most = MOST_MONTHS_OF_PARENTING_ORDER.on(made_on)
    most_of_programme = MOST_MONTHS_OF_PARENTING_PROGRAMME.on(made_on)
    return find_all(
        "orders.parenting",
        (
            Point(0 < months <= most, f"the requirements run for at most {most} months", "the court"),
            Point(
                0 <= programme_months <= most_of_programme,
                f"the programme runs for at most {most_of_programme} months",
                "the court",
            ),
        ),
        (PARENTING, PARENTING_PROGRAMME),
    )


@rule(
    "orders.satisfy_by",
    title="The earliest last day to satisfy an authority before a school attendance order",
    says=(
        "Before an attendance order the authority gives notice, and the parent has at least fifteen days, "
        "beginning with the day of service, to satisfy it that the child has a suitable education."
    ),
    first_day=_FROM_1996,
    cites=(ATTENDANCE_NOTICE,),
)
def satisfy_by(served_on: date) -> date:
    """Answer the earliest last day that a notice may give: the fifteenth, beginning with the day of service."""
    return served_on + timedelta(days=DAYS_TO_SATISFY.on(served_on) - 1)


@rule(
    "orders.school_attendance",
    title="Whether a school attendance order must be served",
    says=(
        "The authority must serve an order naming a school where the child is of compulsory school age, the "
        "time of its notice is over, the parent has not satisfied it, and it is expedient that the child "
        "attend school. A pupil may not be deleted from the school that an order in force names."
    ),
    first_day=_FROM_1996,
    cites=(ATTENDANCE_NOTICE, ATTENDANCE_ORDER),
)
def school_attendance(
    *,
    of_compulsory_school_age: bool | None,
    period_over: bool | None,
    authority_satisfied: bool | None,
    expedient_to_attend_school: bool | None,
) -> Finding:
    """Find whether the authority must serve an order naming a school; None is not known.

    A pupil may not be deleted from the school that an order in force names.
    """
    authority = "the local authority"
    return find_all(
        "orders.school_attendance",
        (
            Point(of_compulsory_school_age, "the child is of compulsory school age", authority),
            Point(period_over, "the period of the notice is over", authority),
            Point(
                None if authority_satisfied is None else not authority_satisfied,
                "the parent has not satisfied the authority of a suitable education",
                authority,
            ),
            Point(expedient_to_attend_school, "it is expedient that the child attend school", authority),
        ),
        (ATTENDANCE_NOTICE, ATTENDANCE_ORDER),
    )

"""The offences of non-attendance: what each is, how long there is to prosecute, and what defeats it."""

from dataclasses import dataclass
from datetime import date

from onroll.law.anniversaries import months_after
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import (
    CHILDREN_ACT_1989,
    EDUCATION_ACT_1996,
    EDUCATION_AND_INSPECTIONS_ACT_2006,
    MAGISTRATES_COURTS_ACT_1980,
    ONROLL,
    SENTENCING_ACT_2020,
)
from onroll.law.points import Point, find_all
from onroll.law.rules import rule

_FROM_1996 = date(1996, 11, 1)
_FROM_2001 = date(2001, 3, 1)
_FROM_2007 = date(2007, 9, 1)
_REVIEWED_ON = date(2026, 11, 28)

NOT_ATTENDING_REGULARLY = EDUCATION_ACT_1996.at("444(1)").with_note(
    "“Regularly” is in accordance with the rules of the school: Isle of Wight Council v Platt [2017] UKSC 28."
)
KNOWINGLY_NOT_CAUSING = EDUCATION_ACT_1996.at("444(1A)")
EXCEPTIONS = EDUCATION_ACT_1996.at("444(2A) to (3D)")
TRAVELLING_TRADE = EDUCATION_ACT_1996.at("444(6)")
WHO_PROSECUTES = EDUCATION_ACT_1996.at("446")
ORDER_CONSIDERED = EDUCATION_ACT_1996.at("447")
BOARDERS = EDUCATION_ACT_1996.unconfirmed("444(7)", "The test for boarders was not read.")
TIME_LIMIT = MAGISTRATES_COURTS_ACT_1980.at("127(1)")

MONTHS_TO_PROSECUTE = Dated(
    "Months from the last day of an offence in which the information must be laid",
    steps=[From(date(1981, 7, 6), 6, TIME_LIMIT)],
    reviewed_on=_REVIEWED_ON,
)
MONTHS_TO_WARN_AT = Dated(
    "Months after the last day of an offence at which Onroll warns that time is running out",
    steps=[From(date(1981, 7, 6), 5, ONROLL.at("warning of time limits"))],
    reviewed_on=_REVIEWED_ON,
)
ATTENDANCES_OF_A_TRAVELLING_CHILD = Dated(
    "Attendances in twelve months that a travelling child must have made",
    steps=[From(_FROM_1996, 200, TRAVELLING_TRADE)],
    reviewed_on=_REVIEWED_ON,
)
AGE_OF_A_TRAVELLING_CHILD = Dated(
    "Age from which a travelling child must have made those attendances",
    steps=[From(_FROM_1996, 6, TRAVELLING_TRADE)],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence, its greatest fine in pounds and its longest imprisonment in months."""

    name: str
    words: str
    fine: int
    months_of_prison: int
    citation: Citation

    def __str__(self) -> str:
        prison = f" or {self.months_of_prison} months in prison, or both" if self.months_of_prison else ""
        return f"{self.words}: a fine of up to £{self.fine:,}{prison}"


_OFFENCES = (
    Offence(
        "not_attending", "a registered pupil fails to attend regularly", 1_000, 0, NOT_ATTENDING_REGULARLY
    ),
    Offence(
        "not_attending_knowingly",
        "a parent knows that the child fails to attend and fails to cause attendance",
        2_500,
        3,
        KNOWINGLY_NOT_CAUSING,
    ),
    Offence(
        "school_attendance_order",
        "a parent fails to comply with a school attendance order",
        1_000,
        0,
        EDUCATION_ACT_1996.at("443(4)"),
    ),
    Offence(
        "public_place",
        "an excluded child is in a public place in school hours",
        1_000,
        0,
        EDUCATION_AND_INSPECTIONS_ACT_2006.at("103"),
    ),
    Offence(
        "registers",
        "a proprietor breaks the regulations on registers",
        200,
        0,
        EDUCATION_ACT_1996.unconfirmed("434(6)", "The level of the fine was not read."),
    ),
    Offence(
        "supervision_directions",
        "a parent persistently fails to comply with directions under an education supervision order",
        1_000,
        0,
        CHILDREN_ACT_1989.at("Schedule 3, paragraph 18"),
    ),
    Offence(
        "parenting_order",
        "a parent fails to comply with a parenting order",
        1_000,
        0,
        SENTENCING_ACT_2020.at(
            "365 to 375",
            note="The fine was read of the Sentencing Council's page on these orders, not of the Act.",
        ),
    ),
)


OFFENCES = Dated(
    "The offences, and the greatest penalty for each",
    steps=[From(_FROM_2007, _OFFENCES, NOT_ATTENDING_REGULARLY)],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """The last day to lay an information, and the day to warn from."""

    lay_information_by: date
    warn_on: date
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class AttendanceLimb:
    """Whether the attendance limb of the travelling-trade defence is met; None where it does not apply."""

    met: bool | None
    reason: str
    citations: tuple[Citation, ...]


@rule(
    "offences.greatest_penalty",
    title="The greatest penalty for an offence",
    says=(
        "Not attending regularly: £1,000. Knowing of it and failing to cause attendance: £2,500, three months "
        "in prison, or both. Not complying with an attendance order, a parenting order or a supervisor's "
        "directions, or letting an excluded child be in a public place: £1,000. Breach of the rules on "
        "registers, by the proprietor: £200."
    ),
    first_day=_FROM_2007,
    cites=tuple(one.citation for one in _OFFENCES),
)
def greatest_penalty(name: str, *, on: date) -> Offence:
    """Answer an offence by its name, with its greatest fine and longest imprisonment.

    Raises `LookupError` for an offence there is not, and `NoRuleInForce` before 1 September 2007.
    """
    known = {one.name: one for one in OFFENCES.on(on)}
    if name not in known:
        raise LookupError(f"No offence is called {name}. Choose one of {', '.join(known)}.")
    return known[name]


@rule(
    "offences.time_limit",
    title="Until when a prosecution may be begun",
    says=(
        "Proceedings are begun within six months of the last day of the offence: by the same day number six "
        "months on, or that month's end. Onroll warns at five months."
    ),
    first_day=MONTHS_TO_PROSECUTE.first_day,
    cites=(TIME_LIMIT,),
)
def time_limit(last_offence_on: date) -> TimeLimit:
    """Answer the last day to lay an information: the same day number six months on, or that month's end.

    The day of the offence is left out of the count.
    """
    return TimeLimit(
        months_after(last_offence_on, MONTHS_TO_PROSECUTE.on(last_offence_on)),
        months_after(last_offence_on, MONTHS_TO_WARN_AT.on(last_offence_on)),
        (TIME_LIMIT,),
    )


@rule(
    "offences.travelling_trade_defence",
    title="Whether a travelling child has attended often enough for the defence",
    says=(
        "From the age of six a travelling child must have made at least two hundred attendances in the twelve "
        "months that end with the day proceedings are begun. A school day is two. It is part of a defence and "
        "no limit on code T."
    ),
    first_day=_FROM_1996,
    cites=(TRAVELLING_TRADE,),
)
def travelling_trade_defence(*, age: int, attendances_in_twelve_months: int) -> AttendanceLimb:
    """Answer whether the attendance limb is met. It does not apply under six.

    The twelve months end with the day proceedings are begun; a school day is two attendances. Raises `ValueError`
    below 0.
    """
    if age < 0 or attendances_in_twelve_months < 0:
        raise ValueError("Give the age and the attendances as whole numbers from 0.")
    needed = ATTENDANCES_OF_A_TRAVELLING_CHILD.newest.value
    applies_from = AGE_OF_A_TRAVELLING_CHILD.newest.value
    if age < applies_from:
        return AttendanceLimb(
            None,
            f"The {needed} attendances are asked only of a child of {applies_from} or over.",
            (TRAVELLING_TRADE,),
        )
    return AttendanceLimb(
        attendances_in_twelve_months >= needed,
        f"{attendances_in_twelve_months} attendances in the twelve months; the defence needs {needed}.",
        (TRAVELLING_TRADE,),
    )


@rule(
    "offences.travelling_trade",
    title="Whether the travelling-trade defence is made out",
    says=(
        "A parent is not guilty where the child has no fixed abode, the parent's trade or business requires "
        "travel, the child attended as regularly as that permits and, from six years of age, made two hundred "
        "attendances in the twelve months before proceedings. All must hold."
    ),
    first_day=_FROM_1996,
    cites=(TRAVELLING_TRADE,),
)
def travelling_trade(
    *,
    no_fixed_abode: bool | None,
    trade_requires_travel: bool | None,
    attended_as_trade_permits: bool | None,
    age: int,
    attendances_in_twelve_months: int,
) -> Finding:
    """Find whether the whole defence of section 444(6) is made out; None is not known."""
    limb = travelling_trade_defence(age=age, attendances_in_twelve_months=attendances_in_twelve_months)
    points = [
        Point(no_fixed_abode, "the child has no fixed abode", "a parent"),
        Point(
            trade_requires_travel,
            "the parent's trade or business requires travel from place to place",
            "a parent",
        ),
        Point(
            attended_as_trade_permits,
            "the child attended as regularly as that trade or business permits",
            "the school",
        ),
    ]
    if limb.met is not None:
        points.append(Point(limb.met, "the child made enough attendances in the twelve months", "the school"))
    return find_all("offences.travelling_trade", points, (TRAVELLING_TRADE,))


@rule(
    "offences.exceptions",
    title="Whether a statutory exception answers the absence",
    says=(
        "The offence does not stand where the absence is answered by sickness or an unavoidable cause (for "
        "the parent to prove), leave, a day of religious observance, a failure of the authority's travel "
        "duty, or a travelling trade. The answer is yes where none of them applies."
    ),
    first_day=_FROM_1996,
    cites=(EXCEPTIONS, TRAVELLING_TRADE),
)
def exceptions(
    *,
    sickness_or_unavoidable_cause: bool | None,
    leave: bool | None,
    religious_day: bool | None,
    travel_duty_failed: bool | None,
    travelling_trade: bool | None,
) -> Finding:
    """Find whether no statutory exception answers the absence, so that the offence stands; None is not known.

    The parent must prove sickness or unavoidable cause. Met means that no exception applies.
    """
    answers = (
        (sickness_or_unavoidable_cause, "sickness or an unavoidable cause", "a parent"),
        (leave, "leave", "the school"),
        (religious_day, "a day set apart by the parent's religious body", "a parent"),
        (travel_duty_failed, "a failure of the authority's duty on travel", "the local authority"),
        (travelling_trade, "the parent's travelling trade or business", "a parent"),
    )
    return find_all(
        "offences.exceptions",
        (
            Point(_not(applies), f"the absence is not answered by {what}", who)
            for applies, what, who in answers
        ),
        (EXCEPTIONS, TRAVELLING_TRADE),
    )


@rule(
    "offences.before_prosecution",
    title="What must stand before a prosecution is begun",
    says=(
        "Only the local authority prosecutes, within six months, where no statutory exception answers the "
        "absence, the evidence is sufficient, it is in the public interest, an education supervision order "
        "was considered first, and no penalty notice for the offence may still be paid. All must hold."
    ),
    first_day=_FROM_2001,
    cites=(NOT_ATTENDING_REGULARLY, WHO_PROSECUTES, ORDER_CONSIDERED, TIME_LIMIT),
)
def before_prosecution(
    *,
    on: date,
    last_offence_on: date,
    by_authority: bool | None,
    no_exception_applies: bool | None,
    evidence_sufficient: bool | None,
    in_the_public_interest: bool | None,
    supervision_order_considered: bool | None,
    notice_period_over: bool | None = True,
) -> Finding:
    """Find whether a prosecution under section 444 may be begun on a day; None is not known.

    `notice_period_over` is that no penalty notice for the offence may still be paid.
    """
    limit = time_limit(last_offence_on)
    authority = "the local authority"
    return find_all(
        "offences.before_prosecution",
        (
            Point(
                on <= limit.lay_information_by,
                "the six months for laying an information are not over",
                authority,
            ),
            Point(by_authority, "the local authority prosecutes", authority),
            Point(no_exception_applies, "no statutory exception answers the absence", authority),
            Point(evidence_sufficient, "the evidence makes conviction more likely than not", authority),
            Point(in_the_public_interest, "prosecution is in the public interest", authority),
            Point(
                supervision_order_considered, "an education supervision order was considered first", authority
            ),
            Point(notice_period_over, "no penalty notice for the offence may still be paid", authority),
        ),
        (NOT_ATTENDING_REGULARLY, WHO_PROSECUTES, ORDER_CONSIDERED, TIME_LIMIT),
        facts={"lay_information_by": limit.lay_information_by},
    )


@rule(
    "offences.boarder",
    title="Whether a boarder failed to attend regularly",
    says=(
        "A boarder fails to attend regularly who is absent for part of a term without leave, and neither "
        "sickness nor an unavoidable cause prevented attendance."
    ),
    first_day=_FROM_1996,
    cites=(BOARDERS,),
)
def boarder(
    *, absent_in_term: bool | None, leave: bool | None, sickness_or_unavoidable_cause: bool | None
) -> Finding:
    """Find whether a boarder failed to attend regularly: absent in term without leave, sickness or such a cause."""
    return find_all(
        "offences.boarder",
        (
            Point(absent_in_term, "the boarder was absent for part of a term", "the school"),
            Point(_not(leave), "the boarder was absent without leave", "the school"),
            Point(
                _not(sickness_or_unavoidable_cause),
                "neither sickness nor an unavoidable cause prevented attendance",
                "a parent",
            ),
        ),
        (BOARDERS,),
    )


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer

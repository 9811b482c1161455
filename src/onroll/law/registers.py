"""Taking the attendance register: arrival, closing, and absence not yet explained."""

from dataclasses import dataclass
from datetime import date, time

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From, NoRuleInForce
from onroll.law.faults import Fault
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words, time_in_words
from onroll.law.rules import rule
from onroll.law.school_time import NoSessionThatDay, SchoolCalendar, Session

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 22)

ARRIVAL = PUPIL_REGISTRATION_2024.at("10(2)")
REASON_NOT_ESTABLISHED = PUPIL_REGISTRATION_2024.at("10(7) to (9)")

LONGEST_OPEN = Dated(
    "Minutes for which a register may stay open",
    steps=[
        From(
            _FROM_2024,
            30,
            WORKING_TOGETHER_2024.unconfirmed(
                "chapter 8",
                "Thirty minutes is confirmed; whether they run from the start of the "
                "session or of the lesson in which the register is taken is not.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
REGISTER_CLOSES = LONGEST_OPEN.newest.citation

UNEXPLAINED_SCHOOL_DAYS = Dated(
    "School days after a session by which code N must be replaced",
    steps=[
        From(
            _FROM_2024,
            5,
            REASON_NOT_ESTABLISHED.with_note(
                "Page 20 of the July 2026 guidance says working days; the Regulations "
                "and page 96 say school days, which is followed here."
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
CODE_WHEN_NEVER_EXPLAINED = Dated(
    "Code that replaces N when the reason was never established",
    steps=[From(_FROM_2024, "O", REASON_NOT_ESTABLISHED)],
    reviewed_on=_REVIEWED_ON,
)

PRESENT_CODES = {Session.AM: "/", Session.PM: "\\"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """The code for an arrival. `allowed` is False where the register is open too long."""

    code: str
    allowed: bool
    reason: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class UnexplainedUntil:
    """The last lawful day for code N, and the code that must follow it."""

    due_on: date
    then: str
    citation: Citation


@rule(
    "registers.entry_for_arrival",
    title="The code for a pupil by the time of arrival",
    says=(
        "Present at or before the register opens; late, L, up to and at closing; U after it, unless another "
        "code fits; N where the pupil has not come. The register may stay open for at most thirty minutes, as "
        "long each session."
    ),
    first_day=_FROM_2024,
    cites=(ARRIVAL, REGISTER_CLOSES),
)
def entry_for_arrival(
    session: Session,
    opened: time,
    closed: time,
    arrived: time | None,
    *,
    on: date | None = None,
) -> Arrival:
    """Answer the code for a pupil who arrived at a time, or has not arrived (None).

    At or before opening the pupil is present; up to and at closing, late (L); after
    closing, U. `on` is the session's day; left out, today's rule is used. Raises
    `ValueError` where the register closes before it opens.
    """
    day = on or LONGEST_OPEN.newest.day
    faults = faults_of_register_times(opened, closed, on=day)
    if faults and faults[0].name == "register_closes_before_it_opens":
        raise ValueError(faults[0].message)
    code, reason = _code_and_reason(session, opened, closed, arrived)
    return Arrival(
        code,
        allowed=not faults,
        reason=" ".join([reason, *(fault.message for fault in faults)]),
        citations=(ARRIVAL, *(fault.citation for fault in faults)),
    )


def faults_of_register_times(opens: time, closes: time, *, on: date) -> tuple[Fault, ...]:
    """Find what is wrong with the times a register opens and closes on a day."""
    open_for = minutes_between(opens, closes)
    if open_for < 0:
        return (
            Fault(
                "register_closes_before_it_opens",
                f"The register cannot close at {time_in_words(closes)}, before it opens at "
                f"{time_in_words(opens)}. Give a closing time after the opening time.",
                ARRIVAL,
            ),
        )
    longest = LONGEST_OPEN.step_on(on)
    if longest is None or open_for <= longest.value:
        return ()
    return (
        Fault(
            "register_open_too_long",
            f"A register may stay open for at most {counted(longest.value, 'minute')}; "
            f"from {time_in_words(opens)} to {time_in_words(closes)} is {counted(open_for, 'minute')}. "
            "Close it sooner.",
            longest.citation,
        ),
    )


@rule(
    "registers.unexplained_until",
    title="The last day on which an absence may stay unexplained",
    says=(
        "Code N may stand until the fifth school day after the session's day, which both sessions of the day "
        "share. Then it must be replaced by the reason, or by O."
    ),
    first_day=UNEXPLAINED_SCHOOL_DAYS.first_day,
    cites=(REASON_NOT_ESTABLISHED,),
)
def unexplained_until(session_on: date, calendar: SchoolCalendar) -> UnexplainedUntil:
    """Answer the last lawful day for code N: the fifth school day after the session's.

    Both sessions of a day share it. Raises `NoSessionThatDay`, `CalendarTooShort`, and
    `NoRuleInForce` for a session before 19 August 2024.
    """
    school_days = UNEXPLAINED_SCHOOL_DAYS.on(session_on)
    if not calendar.is_school_day(session_on):
        raise NoSessionThatDay(
            f"The school holds no session on {day_in_words(session_on)}. Choose a "
            "school day, or mend the calendar."
        )
    return UnexplainedUntil(
        calendar.nth_school_day_after(session_on, school_days),
        CODE_WHEN_NEVER_EXPLAINED.on(session_on),
        UNEXPLAINED_SCHOOL_DAYS.citation_on(session_on),
    )


def is_overdue(session_on: date, calendar: SchoolCalendar, *, on: date) -> bool:
    """Answer whether code N for a session has stood longer than it may, on a day."""
    try:
        school_days = UNEXPLAINED_SCHOOL_DAYS.on(session_on)
    except NoRuleInForce:
        return False
    return calendar.school_days_since(session_on, on) > school_days


def minutes_between(earlier: time, later: time) -> int:
    """Count the whole minutes from one time of day to another; negative if reversed."""
    return (later.hour - earlier.hour) * 60 + later.minute - earlier.minute


def _code_and_reason(session: Session, opened: time, closed: time, arrived: time | None) -> tuple[str, str]:
    if arrived is None:
        return "N", "The pupil has not arrived and the reason is not established yet."
    if arrived <= opened:
        return PRESENT_CODES[session], (
            f"The pupil was there at {time_in_words(opened)}, when the register opened."
        )
    if arrived <= closed:
        return "L", (
            f"The pupil arrived at {time_in_words(arrived)}, after the register opened at "
            f"{time_in_words(opened)} and before it closed at {time_in_words(closed)}."
        )
    return "U", (
        f"The pupil arrived at {time_in_words(arrived)}, after the register closed at "
        f"{time_in_words(closed)}. Use another code if one fits."
    )

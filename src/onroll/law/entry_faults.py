"""What is wrong with one attendance entry, judged before it is made.

Every way of writing an entry asks the same judge: taking a register, a plan, a closure,
an import, a bulk edit, a correction. Judges are small and listed at the end.
"""

from collections.abc import Callable
from datetime import date, time
from typing import NamedTuple

from onroll.law.attendance_codes import (
    NotInForce,
    UnknownCode,
    citation_of_codes,
    code_on,
)
from onroll.law.code_meaning import CodeMeaning, Pupils
from onroll.law.dated import Dated, From
from onroll.law.dual_registration import MOBILE_CHILD
from onroll.law.faults import Fault
from onroll.law.instruments import (
    EDUCATION_ACT_1996,
    ONROLL,
    PUPIL_REGISTRATION_2024,
    WORKING_TOGETHER_2024,
)
from onroll.law.plain_words import day_in_words, listed, time_in_words
from onroll.law.register_cover import BUT_BOARDERS, EVERY_PUPIL_ON_ROLL, leaves_out
from onroll.law.registers import ARRIVAL, REGISTER_CLOSES, faults_of_register_times
from onroll.law.rules import rule
from onroll.law.school_time import Session

ONE_CODE_A_SESSION = PUPIL_REGISTRATION_2024.at("10(2) to (4)")
SCHOOL_DAY = EDUCATION_ACT_1996.unconfirmed(
    "579(1)", "The meaning of school day is confirmed; the section is not."
)
NOT_IN_ADVANCE = WORKING_TOGETHER_2024.unconfirmed(
    "chapter 8", "The list of codes that may be entered in advance."
)
PROSPECTIVE_PUPIL = WORKING_TOGETHER_2024.at("chapter 8, code Z")
PLANNED_CLOSURE = WORKING_TOGETHER_2024.at("chapter 8, code #")
CODES_BY_ROLE = ONROLL.at("codes by role")

MOST_MINUTES_LATE = Dated(
    "Minutes late beyond which a number is taken for a slip: longer than any session",
    steps=[From(date(2006, 9, 1), 300, ONROLL.at("minutes late"))],
    reviewed_on=date(2026, 11, 22),
)


class ProposedEntry(NamedTuple):
    """An attendance entry that somebody is about to make, with the facts it is judged by.

    `is_of_compulsory_school_age` is the pupil's on the day, and `is_mobile_child` what the admission register says;
    None where it is not known.
    `boards` is True for a pupil who is a boarder on the day.
    `session_begun` is False for an entry in advance. `planned_closure` is True where
    the calendar plans no session for this pupil then. `already_entered` is True where
    the session has an entry, so that only an amendment will do. `arrived_at` is the
    time of arrival, or failing that the moment of the entry on the day; the three times
    are None where the clock is not to be asked. `codes_role_may_use` is None where the
    role may use every code.
    """

    code: str
    on: date
    session: Session
    note: str = ""
    minutes_late: int | None = None
    is_of_compulsory_school_age: bool | None = None
    on_roll: bool = True
    session_held: bool = True
    session_begun: bool = True
    planned_closure: bool = False
    already_entered: bool = False
    arrived_at: time | None = None
    register_opens: time | None = None
    register_closes: time | None = None
    codes_role_may_use: frozenset[str] | None = None
    boards: bool = False
    is_mobile_child: bool | None = None


@rule(
    "registers.entry",
    title="What an attendance entry must and must not be",
    says=(
        "An entry is one code of the day's table, for a session the school holds and a pupil on roll. It must "
        "fit the half of the day and the pupil's age, be T only for a mobile child, carry its note or leave where the code needs one, and "
        "not be made ahead, unless the absence is planned; a presence never is."
    ),
    first_day=date(2024, 8, 19),
    cites=(ONE_CODE_A_SESSION, EVERY_PUPIL_ON_ROLL, BUT_BOARDERS, MOBILE_CHILD, REGISTER_CLOSES),
)
def faults_of_entry(entry: ProposedEntry) -> tuple[Fault, ...]:
    """Find everything wrong with a proposed entry; nothing wrong is an empty tuple."""
    try:
        meaning = code_on(entry.code, entry.on)
    except UnknownCode as unknown:
        return (Fault("code_unknown", str(unknown), citation_of_codes(entry.on)),)
    except NotInForce as not_in_force:
        citation = citation_of_codes(entry.on)
        return (Fault("code_not_in_force", str(not_in_force), citation),)
    faults = []
    for judge in JUDGES:
        fault = judge(entry, meaning)
        if fault is not None:
            faults.append(fault)
    return tuple(faults)


def already_entered(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse a second code for one session."""
    if not entry.already_entered:
        return None
    return Fault(
        "already_entered",
        f"The {entry.session} session of {day_in_words(entry.on)} has an entry. A pupil "
        "has one code a session. Amend the entry, and give the reason.",
        ONE_CODE_A_SESSION,
    )


def outside_the_roll(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse an entry for a pupil not on roll, and code Z for one who is."""
    if meaning.code == "Z":
        if not entry.on_roll:
            return None
        return Fault(
            "pupil_already_on_roll",
            f"Code Z is for before the starting day, and this pupil is on roll on "
            f"{day_in_words(entry.on)}. Choose the code for what happened.",
            PROSPECTIVE_PUPIL,
        )
    if entry.on_roll:
        return None
    return Fault(
        "pupil_not_on_roll",
        f"This pupil is not on roll on {day_in_words(entry.on)}. Only pupils on the "
        "admission register have attendance entries. Check the starting day.",
        EVERY_PUPIL_ON_ROLL,
    )


def of_a_boarder(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse an entry for a boarder, whom the register does not cover."""
    if not entry.on_roll or not leaves_out(entry.boards, on=entry.on):
        return None
    return Fault(
        "pupil_boards",
        f"This pupil boards on {day_in_words(entry.on)}, and the attendance register covers every pupil but "
        "boarders. Leave the entry out; for a day pupil, amend the admission register first.",
        BUT_BOARDERS,
    )


def outside_the_calendar(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse an entry where no session is held, and code # where one is."""
    if meaning.code == "#":
        if entry.planned_closure:
            return None
        return Fault(
            "closure_not_planned",
            f"Code # is for a planned closure, and the calendar plans none for the "
            f"{entry.session} session of {day_in_words(entry.on)}. Add the closure to "
            "the calendar, or use Y4 if the school had to close.",
            PLANNED_CLOSURE,
        )
    if entry.session_held and not entry.planned_closure:
        return None
    return Fault(
        "session_not_held",
        f"The school holds no {entry.session} session on {day_in_words(entry.on)}. "
        "Entries are made for sessions the school holds. Choose another day, or mend "
        "the calendar.",
        SCHOOL_DAY,
    )


def not_for_this_role(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse a code that the role of whoever enters it may not use."""
    may_use = entry.codes_role_may_use
    if may_use is None or meaning.code in may_use:
        return None
    cure = (
        f"Use one of {' '.join(sorted(may_use))}, or ask the attendance officer."
        if may_use
        else "Ask the attendance officer."
    )
    return Fault(
        "code_not_for_role",
        f"Your role may not enter code {meaning.code} ({meaning.title}). {cure}",
        CODES_BY_ROLE,
    )


def not_for_this_session(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse / in the afternoon and \\ in the morning."""
    if meaning.session is None or meaning.session == entry.session:
        return None
    other = "\\" if meaning.code == "/" else "/"
    return Fault(
        "code_of_other_session",
        f"Code {meaning.code} is for the {meaning.session} session and this is {entry.session}. Use {other}.",
        ARRIVAL,
    )


def in_advance(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse a code before its session begins, unless it is one that can be planned."""
    if entry.session_begun or meaning.may_be_planned:
        return None
    return Fault(
        "entered_in_advance",
        f"Code {meaning.code} says what happened, and the {entry.session} session of "
        f"{day_in_words(entry.on)} has not begun. Enter it when the register is taken.",
        NOT_IN_ADVANCE,
    )


def note_missing(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse B, K and Y7 without a note."""
    if not meaning.note_required or entry.note.strip():
        return None
    return Fault(
        "note_missing",
        f"Code {meaning.code} needs a note. {meaning.conditions[0]}",
        meaning.citation,
    )


def wrong_school_age(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse C2 and T outside compulsory school age, and X within it."""
    if meaning.pupils is Pupils.ANY or entry.is_of_compulsory_school_age is None:
        return None
    for_compulsory = meaning.pupils is Pupils.OF_COMPULSORY_SCHOOL_AGE
    if for_compulsory == entry.is_of_compulsory_school_age:
        return None
    is_or_not = "is" if entry.is_of_compulsory_school_age else "is not"
    return Fault(
        "wrong_school_age",
        f"Code {meaning.code} is only for {meaning.pupils}, and this pupil {is_or_not} "
        f"of compulsory school age on {day_in_words(entry.on)}. "
        f"{_INSTEAD_BY_AGE[meaning.code]}",
        meaning.citation,
    )


_INSTEAD_BY_AGE = {
    "C2": "Use X for a session that is not timetabled.",
    "T": "Use C where leave was given.",
    "X": "Use C2 where a part-time timetable is agreed.",
}


def not_a_mobile_child(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse T for a pupil whom the admission register does not call a mobile child."""
    if not meaning.mobile_child_required or entry.is_mobile_child is not False:
        return None
    return Fault(
        "not_a_mobile_child",
        f"Code {meaning.code} is for a mobile child alone, and the admission register does not say that this pupil is "
        "one. Amend it under Roll where it is so; otherwise use C where leave was given, or the code for what happened.",
        meaning.citation,
    )


def late_by_the_clock(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse L after the register closed, and U before."""
    arrived, closes = entry.arrived_at, entry.register_closes
    if arrived is None or closes is None:
        return None
    if meaning.code == "L" and arrived > closes:
        return Fault(
            "late_after_closing",
            f"Code L is for arriving before the register closes. It closed at "
            f"{time_in_words(closes)} and this is {time_in_words(arrived)}. Use U, or another code if "
            "one fits.",
            ARRIVAL,
        )
    if meaning.code == "U" and arrived <= closes:
        return Fault(
            "late_before_closing",
            f"Code U is for arriving after the register has closed. It closes at "
            f"{time_in_words(closes)} and this is {time_in_words(arrived)}. Use L.",
            ARRIVAL,
        )
    return None


def minutes_unexpected(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse minutes late with any code but L and U, and minutes no session has."""
    minutes = entry.minutes_late
    if minutes is None:
        return None
    if not meaning.minutes_may_be_given:
        return Fault(
            "minutes_without_lateness",
            f"Minutes late go with code {listed('LU')}, not with {meaning.code}. Leave "
            "the minutes out, or change the code.",
            ARRIVAL,
        )
    most = MOST_MINUTES_LATE.newest
    if 0 <= minutes <= most.value:
        return None
    return Fault(
        "minutes_improbable",
        f"{minutes} minutes late cannot be right. Give a number from 0 to {most.value}.",
        most.citation,
    )


def register_times(entry: ProposedEntry, meaning: CodeMeaning) -> Fault | None:
    """Refuse an entry in a register that is open too long."""
    opens, closes = entry.register_opens, entry.register_closes
    if opens is None or closes is None:
        return None
    return next(iter(faults_of_register_times(opens, closes, on=entry.on)), None)


Judge = Callable[[ProposedEntry, CodeMeaning], Fault | None]

JUDGES: tuple[Judge, ...] = (
    already_entered,
    outside_the_roll,
    of_a_boarder,
    outside_the_calendar,
    not_for_this_role,
    not_for_this_session,
    in_advance,
    note_missing,
    wrong_school_age,
    not_a_mobile_child,
    late_by_the_clock,
    minutes_unexpected,
    register_times,
)

"""The returns a school makes to its local authority: what triggers each, what it holds, who is exempt, when it is due.

The authority is the one that maintains the school, or for any other school the one it is situated in (regulation 3(1)).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from onroll.law.absence_runs import longest_run, run_of_absence
from onroll.law.attendance_entries import SessionEntry
from onroll.law.citation import Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding, Missing
from onroll.law.instruments import PUPIL_REGISTRATION_2006, PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.plain_words import counted, day_in_words, listed
from onroll.law.rules import rule
from onroll.law.school_age import compulsory_school_age
from onroll.law.school_time import SchoolCalendar, Session

_FROM_2024 = date(2024, 8, 19)
_REVIEWED_ON = date(2026, 11, 28)

PUPIL_REGISTRATION_AMENDMENT_2016 = Instrument(
    name="Education (Pupil Registration) (England) (Amendment) Regulations 2016",
    short_name="Pupil Registration Amendment Regulations 2016",
    link="https://www.legislation.gov.uk/uksi/2016/792",
    in_force_from=date(2016, 9, 1),
    strength=Strength.LAW,
    divisions="regulation",
)

NEW_PUPIL = PUPIL_REGISTRATION_2024.at("13(1) to (3)")
DELETION = PUPIL_REGISTRATION_2024.at("13(4)")
DELETION_DUE = PUPIL_REGISTRATION_2024.at(
    "13(5) and (6)", note="As councils restate them: by when it is made, and the exemption of leavers."
)
ATTENDANCE = PUPIL_REGISTRATION_2024.unconfirmed("13", "The number of the paragraph on attendance returns.")
SICKNESS = PUPIL_REGISTRATION_2024.unconfirmed(
    "13",
    "That the fifteen may be together or in sum, and that one return is made of a continuous illness in a school year, was "
    "read of a council. The number of the paragraph was not, nor that they are school days.",
)
EARLIER_SCHOOL = PUPIL_REGISTRATION_2024.unconfirmed(
    "13",
    "Whether days of illness at an earlier school count towards the fifteen. The return is of pupils this school records as ill, "
    "so they are shown beside its own days and not counted.",
)
MONTHLY = WORKING_TOGETHER_2024.at("returns to the local authority", note="As a council restates it.")
MEDICAL_CONDITIONS = WORKING_TOGETHER_2024.unconfirmed(
    "pupils with medical conditions", "The words of the section on support and on coming back."
)
THE_AUTHORITY = PUPIL_REGISTRATION_2024.at("3(1)")

NEW_PUPIL_DAYS = Dated(
    "Calendar days after the day of entry by whose end the new pupil return is due",
    steps=[
        From(
            PUPIL_REGISTRATION_AMENDMENT_2016.in_force_from,
            5,
            PUPIL_REGISTRATION_AMENDMENT_2016.at("5"),
        ),
        From(_FROM_2024, 5, NEW_PUPIL),
    ],
    reviewed_on=_REVIEWED_ON,
)
ATTENDANCE_RUN = Dated(
    "School days of continuous absence at which an attendance return is due",
    steps=[
        From(PUPIL_REGISTRATION_2006.in_force_from, 10, PUPIL_REGISTRATION_2006.at("12(1)")),
        From(_FROM_2024, 10, ATTENDANCE),
    ],
    reviewed_on=_REVIEWED_ON,
)
CODES_OF_THE_RUN = Dated(
    "Codes, one of which every session of that absence has",
    steps=[
        From(
            PUPIL_REGISTRATION_2006.in_force_from,
            frozenset("GNOU"),
            PUPIL_REGISTRATION_2006.at(
                "12(1)",
                note="Absence not treated as authorised (regulation 6(2)), whose codes in the guidance are these four.",
            ),
        ),
        From(_FROM_2024, frozenset("GNOU"), ATTENDANCE),
    ],
    reviewed_on=_REVIEWED_ON,
)
ATTENDANCE_RETURNS_A_MONTH = Dated(
    "Attendance returns a calendar month, at the least",
    steps=[From(_FROM_2024, 1, MONTHLY)],
    reviewed_on=_REVIEWED_ON,
)
SICKNESS_DAYS = Dated(
    "School days of sickness, had or expected, at which a sickness return is due",
    steps=[From(_FROM_2024, 15, SICKNESS)],
    reviewed_on=_REVIEWED_ON,
)

ILLNESS = "I"
_JULY = 7

DELETION_RETURN_CONTENTS = (
    "the pupil's full name",
    "the pupil's address",
    "the full name and address of each parent the pupil normally lives with",
    "at least one emergency number for each of them",
    "what a parent has said of a new address or another school (regulation 8(3)), if anything",
    "the ground for deletion",
)
NEW_PUPIL_RETURN_CONTENTS = ("everything the admission register holds of the pupil",)
ATTENDANCE_RETURN_CONTENTS = (
    "the pupil's full name and address",
    "the cause of the absence, if it is known",
)
SICKNESS_RETURN_CONTENTS = ("the pupil's full name and address",)


@rule(
    "returns.new_pupil",
    title="Whether a new pupil return is due, and by when",
    says=(
        "A return with all that the register holds is due by the end of the fifth day after a name is "
        "entered, in days of the calendar. A pupil of the most junior class who starts on the first day of "
        "the school year is exempt, unless the authority had asked before the name was entered."
    ),
    first_day=NEW_PUPIL_DAYS.first_day,
    cites=(NEW_PUPIL, THE_AUTHORITY),
)
def new_pupil_return(
    *,
    entered_on: date,
    starting_day: date,
    school_year_starts: date,
    most_junior_class: bool,
    authority_asked_on: date | None = None,
) -> Finding:
    """Find whether a return is due for a pupil whose name was entered. The fact is `due_on`.

    A pupil of the most junior class who starts on the first day of the school year is exempt, unless the name was
    entered after the day on which the authority asked for such returns.
    """
    exempt = most_junior_class and starting_day == school_year_starts
    asked = authority_asked_on is not None and entered_on > authority_asked_on
    if exempt and not asked:
        return Finding(
            "returns.new_pupil",
            False,
            ("The pupil joined the most junior class on the first day of the school year.",),
            (NEW_PUPIL,),
            facts={"due_on": None},
            would_change=("The authority asking for returns before a name is entered.",),
        )
    due_on = entered_on + timedelta(days=NEW_PUPIL_DAYS.on(entered_on))
    return Finding(
        "returns.new_pupil",
        True,
        (
            f"The name was entered on {day_in_words(entered_on)}; the return is due by the end of "
            f"{day_in_words(due_on)}.",
        ),
        (NEW_PUPIL_DAYS.citation_on(entered_on), THE_AUTHORITY),
        facts={"due_on": due_on},
        would_change=("A starting day on the first day of the school year, in the most junior class.",),
    )


@rule(
    "returns.deletion",
    title="Whether a deletion return is due, and by when",
    says=(
        "A return is due when a ground is met, at the latest with the deletion, and gives the pupil, the "
        "parents, what is known of a move or another school, and the ground. Leavers of the most senior class "
        "at the end of the school year are exempt, unless the authority has asked."
    ),
    first_day=_FROM_2024,
    cites=(DELETION, DELETION_DUE),
)
def deletion_return(
    *,
    deleted_on: date,
    ground_met_on: date,
    most_senior_class: bool,
    school_year_last_day: date,
    authority_asked: bool,
) -> Finding:
    """Find whether a return is due for a name deleted. The fact is `due_on`.

    It is due as soon as the ground is met. A pupil of the most senior class deleted on or after the last day of the
    school year is exempt, unless the authority has asked.
    """
    exempt = most_senior_class and deleted_on >= school_year_last_day
    if exempt and not authority_asked:
        return Finding(
            "returns.deletion",
            False,
            (
                f"The pupil left the most senior class at the end of the school year, on {day_in_words(school_year_last_day)}.",
            ),
            (DELETION_DUE,),
            facts={"due_on": None},
            would_change=("The authority asking for returns.",),
        )
    return Finding(
        "returns.deletion",
        True,
        (
            f"The ground was met on {day_in_words(ground_met_on)}: the return is due then, and before the deletion.",
        ),
        (DELETION, DELETION_DUE),
        facts={"due_on": ground_met_on},
        would_change=("The ground turning out not to be met: then the name stays.",),
    )


@rule(
    "returns.attendance",
    title="Whether an attendance return is due",
    says=(
        "A return names pupils of compulsory school age who fail to attend regularly, or have ten school days "
        "in a row with G, N, O or U in every session. It is made at least once a month. What regular "
        "attendance is has no number in law: the authority says."
    ),
    first_day=_FROM_2024,
    cites=(ATTENDANCE, MONTHLY),
)
def attendance_return(
    entries: Iterable[tuple[date, Session, str]],
    calendar: SchoolCalendar,
    *,
    as_at: date,
    born: date,
    fails_to_attend_regularly: bool = False,
) -> Finding:
    """Find whether a return is due by a run of ten school days. The facts are `run_days` and `days`.

    School days with G, N, O or U in every session held make a run; it makes a return due by its days of compulsory
    school age alone. What it is to fail to attend regularly has no number in law: pass what the local code says.
    """
    age = compulsory_school_age(born)
    codes = CODES_OF_THE_RUN.on(as_at)
    placed = [SessionEntry(*entry) for entry in entries]
    absent = [entry for entry in placed if entry.code in codes]
    run = longest_run(calendar, absent, as_at=as_at, counts=_any)
    of_age = longest_run(calendar, absent, as_at=as_at, counts=lambda entry: entry.on in age)
    needed = ATTENDANCE_RUN.on(as_at)
    met = len(of_age) >= needed or fails_to_attend_regularly
    reasons = [
        f"The longest run of school days with {listed(sorted(codes))} in every session is "
        f"{counted(len(run), 'school day')}; a return is due at {needed}."
    ]
    if len(of_age) < len(run):
        reasons.append(
            f"Within compulsory school age the longest is {counted(len(of_age), 'school day')}: no other day counts."
        )
    if fails_to_attend_regularly:
        reasons.append("The pupil fails to attend regularly by what the authority takes that to be.")
    return Finding(
        "returns.attendance",
        met,
        tuple(reasons),
        (ATTENDANCE, MONTHLY),
        facts={"run_days": len(run), "days": run},
        entries=tuple(entry for entry in placed if entry.on in run),
        would_change=("An amendment that breaks the run, or of what is known of regular attendance.",)
        if met
        else (
            f"{counted(needed - len(of_age), 'more school day')} of the run.",
            "The local code on regular attendance.",
        ),
    )


@rule(
    "returns.sickness",
    title="Whether a sickness return is due",
    says=(
        "A return is due for a pupil of compulsory school age with code I who has missed, or is expected to "
        "miss, fifteen school days in the school year. A run is enough by itself; where only the sum reaches "
        "fifteen, a person decides whether it is one illness. One return for each period of sickness."
    ),
    first_day=_FROM_2024,
    cites=(SICKNESS,),
)
def sickness_return(
    entries: Iterable[tuple[date, Session, str]],
    calendar: SchoolCalendar,
    *,
    as_at: date,
    born: date | None = None,
    expected_further_days: int = 0,
    is_one_illness: bool | None = None,
) -> Finding:
    """Find whether a return is due for sickness had or expected. The facts are `days`, `run_days` and `decide`.

    It is due for a run of fifteen school days, or a run that still lasts and reaches fifteen with those expected.
    Where only the sum reaches fifteen, a person decides whether it is one illness; `is_one_illness` is that decision.
    Only the school year of the day counts; it is taken to begin in August at the earliest.
    """
    year_began = date(as_at.year if as_at.month > _JULY else as_at.year - 1, _JULY + 1, 1)
    age = None if born is None else compulsory_school_age(born)
    ill = [
        SessionEntry(on, session, code)
        for on, session, code in entries
        if code == ILLNESS and year_began <= on <= as_at and (age is None or on in age)
    ]
    longest = longest_run(calendar, ill, as_at=as_at, counts=_any)
    lasting = run_of_absence(calendar, ill, as_at=as_at, counts=_any)
    needed = SICKNESS_DAYS.on(as_at)
    days = len(ill) // 2
    by_run = len(longest) >= needed or len(lasting) + expected_further_days >= needed
    decide = not by_run and days + expected_further_days >= needed
    met = by_run or (is_one_illness if decide else False)
    words = f"{counted(days, 'day')} of illness, the longest run {counted(len(longest), 'school day')}"
    if expected_further_days:
        words += f", and {counted(expected_further_days, 'more day')} expected"
    return Finding(
        "returns.sickness",
        met,
        (f"{words}. A return is due at {needed}.",),
        (SICKNESS,),
        facts={"days": days, "run_days": len(longest), "decide": decide and is_one_illness is None},
        entries=tuple(ill),
        missing=(Missing("Whether it is one illness", "a person the school authorises"),)
        if met is None
        else (),
        would_change=()
        if met is None
        else ("An amendment of a session with code I.",)
        if met
        else (
            f"{counted(max(1, needed - days - expected_further_days), 'more day')} of illness, had or expected.",
        ),
    )


def _any(_: SessionEntry) -> bool:
    return True

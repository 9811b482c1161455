"""How many sessions a school year must hold."""

from datetime import date

from onroll.law.citation import Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.plain_words import counted
from onroll.law.rules import rule
from onroll.law.school_time import AcademicYear, SchoolCalendar

SCHOOL_DAY_AND_YEAR_1999 = Instrument(
    name="Education (School Day and School Year) (England) Regulations 1999",
    short_name="School Day and School Year Regulations 1999",
    link="https://www.legislation.gov.uk/uksi/1999/3181",
    in_force_from=date(2000, 1, 1),
    strength=Strength.LAW,
    divisions="regulation",
)
LENGTH_OF_SCHOOL_WEEK = Instrument(
    name="Length of the school week: minimum expectation",
    short_name="Length of the school week",
    link="https://www.gov.uk/government/publications/length-of-the-school-week-minimum-expectation",
    in_force_from=date(2022, 7, 1),
    strength=Strength.ADVICE,
)
LENGTH_OF_WEEK = LENGTH_OF_SCHOOL_WEEK.unconfirmed("the expectation", "The number and its day were not read.")

LEAST_SESSIONS = Dated(
    "Sessions for which a maintained school must meet in a school year",
    steps=[
        From(
            SCHOOL_DAY_AND_YEAR_1999.in_force_from,
            380,
            SCHOOL_DAY_AND_YEAR_1999.unconfirmed(
                "3", "The number is confirmed; the regulation's number is not."
            ),
        )
    ],
    reviewed_on=date(2026, 11, 22),
)
HOURS_A_WEEK = Dated(
    "Hours of a school week, at least, that mainstream state-funded schools are expected to have",
    steps=[From(date(2024, 9, 1), 32.5, LENGTH_OF_WEEK)],
    reviewed_on=date(2026, 11, 22),
)


@rule(
    "school_year.sessions",
    title="Whether a school year holds enough sessions",
    says=(
        "A maintained school holds at least 380 sessions in a school year. Sessions lost to what nobody could "
        "help need making up only where that is practicable."
    ),
    first_day=LEAST_SESSIONS.first_day,
    cites=(LEAST_SESSIONS.newest.citation,),
)
def enough_sessions(calendar: SchoolCalendar, year: AcademicYear) -> Finding:
    """Find whether a maintained school's calendar holds the sessions a year must have.

    Sessions lost to what nobody could help need making up only where that is practicable.
    """
    least = LEAST_SESSIONS.on(year.first_day)
    held = sum(1 for _ in calendar.sessions_between(year.first_day, year.last_day))
    words = counted(held, "session")
    reason = (
        f"The calendar of {year.name} holds {words}; a maintained school must hold at least {least}."
        if held < least
        else f"The calendar of {year.name} holds {words}, and {least} are needed."
    )
    return Finding(
        "school_year.sessions",
        held >= least,
        (reason,),
        (LEAST_SESSIONS.citation_on(year.first_day),),
        facts={"held": held, "least": least},
        would_change=("A change of the calendar.",),
    )

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
    in_force_from=date(1999, 12, 23),
    strength=Strength.LAW,
    divisions="regulation",
)
SCHOOL_DAY_AND_YEAR_2010 = Instrument(
    name="Education (School Day and School Year) (England) (Amendment) Regulations 2010",
    short_name="School Day and School Year Amendment Regulations 2010",
    link="https://www.legislation.gov.uk/uksi/2010/604",
    in_force_from=date(2010, 4, 1),
    strength=Strength.LAW,
    divisions="regulation",
)
SCHOOL_DAY_AND_YEAR_2021 = Instrument(
    name="Education (School Day and School Year) (England) (Coronavirus) (Amendment) Regulations 2021",
    short_name="School Day and School Year Amendment Regulations 2021",
    link="https://www.legislation.gov.uk/uksi/2021/541",
    in_force_from=date(2021, 6, 1),
    strength=Strength.LAW,
    divisions="regulation",
)
LENGTH_OF_SCHOOL_WEEK = Instrument(
    name="Length of the school week: minimum expectation",
    short_name="Length of the school week",
    link="https://www.gov.uk/government/publications/length-of-the-school-week-minimum-expectation",
    in_force_from=date(2023, 7, 17),
    strength=Strength.ADVICE,
)
LENGTH_OF_WEEK = LENGTH_OF_SCHOOL_WEEK.at("the expectation")

LEAST_SESSIONS = Dated(
    "Sessions for which a maintained school must meet in a school year",
    steps=[
        From(
            SCHOOL_DAY_AND_YEAR_1999.in_force_from,
            380,
            SCHOOL_DAY_AND_YEAR_1999.at("3(2)"),
        ),
        From(date(2011, 9, 1), 378, SCHOOL_DAY_AND_YEAR_2010.at("2(2)")),
        From(date(2012, 9, 1), 380, SCHOOL_DAY_AND_YEAR_1999.at("3(2)")),
        From(
            date(2021, 9, 1),
            378,
            SCHOOL_DAY_AND_YEAR_2021.unconfirmed(
                "2", "The number was read of a digest; the provision was not."
            ),
        ),
        From(
            date(2022, 9, 1),
            380,
            SCHOOL_DAY_AND_YEAR_1999.at(
                "3(2)", note="Whether 2022/23 had fewer for the bank holidays of that year was not read."
            ),
        ),
    ],
    reviewed_on=date(2026, 11, 28),
)
HOURS_A_WEEK = Dated(
    "Hours of a school week, at least, that mainstream state-funded schools are expected to have",
    steps=[From(date(2024, 9, 1), 32.5, LENGTH_OF_WEEK)],
    reviewed_on=date(2026, 11, 28),
)


@rule(
    "school_year.sessions",
    title="Whether a school year holds enough sessions",
    says=(
        "A maintained school holds at least 380 sessions in a school year; in 2011/12 and 2021/22 it was 378. Sessions lost to what nobody could "
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

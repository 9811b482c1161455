"""A row an enrolment: every figure of one pupil at one school.

`persistent` and `severe` are judged by the threshold in force on the last day of the period, and are None where nothing was
possible or no threshold was in force.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onroll.analysis.reference.counting import count, percent
from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.runs import longest_run_days
from onroll.analysis.reference.threshold import Standing, standings


@dataclass(frozen=True, slots=True)
class EnrolmentFigures:
    """What `pupils.csv` says of one enrolment, and the sessions without a code that can be used."""

    school: str
    pupil: str
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    attendance_percent: Decimal | None
    persistent: bool | None
    severe: bool | None
    unauthorised_in_ten_school_weeks: int | None
    threshold_first_met_on: date | None
    longest_run_days: int
    late_sessions: int
    minutes_late: int
    missing: int


def figures(tables: Tables) -> list[EnrolmentFigures]:
    """Work out the figures of every enrolment, by school and pupil."""
    by_pupil = standings(tables)
    return [_figures(tables, enrolment, by_pupil[enrolment.pupil]) for enrolment in tables.enrolments]


def _figures(tables: Tables, enrolment: Enrolment, standing: Standing) -> EnrolmentFigures:
    on = tables.period.last_day
    counts = count(tables.used_in_period(enrolment))
    return EnrolmentFigures(
        school=enrolment.school,
        pupil=enrolment.pupil,
        possible=counts.possible,
        attended=counts.attended,
        authorised=counts.authorised,
        unauthorised=counts.unauthorised,
        attendance_percent=percent(counts.attended, counts.possible),
        persistent=counts.persistent(on),
        severe=counts.severe(on),
        unauthorised_in_ten_school_weeks=standing.in_window,
        threshold_first_met_on=standing.first_met_on,
        longest_run_days=longest_run_days(tables, enrolment),
        late_sessions=counts.late_sessions,
        minutes_late=counts.minutes_late,
        missing=len(tables.missing(enrolment)),
    )

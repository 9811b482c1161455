"""The pupils behind a figure, each with what they add to its numerator and denominator."""

from typing import NamedTuple

from onroll.analysis.behind.asked import Asked, NoSuchFigure, in_group
from onroll.analysis.behind.entries import UNAUTHORISED, of_sessions, rows_behind
from onroll.analysis.behind.movers import movers_behind
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.measures.definitions import ENROLMENTS, GAPS, NEAR, RUNS, THRESHOLD, WEEKS, Periods
from onroll.analysis.measures.long_periods import is_near
from onroll.analysis.measures.over_groups import Queried
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.returns import ATTENDANCE_RUN

_THRESHOLDS = {"persistent": PERSISTENT_ABSENCE, "severe": SEVERE_ABSENCE}


class PupilBehind(NamedTuple):
    """One enrolment: what it adds to the figure, and its own sessions behind that.

    `absent` are absences; of runs and of the threshold of a notice, which are made of those alone, absences without authority.
    """

    school: str
    pupil: str
    numerator: int
    denominator: int
    absent: int
    possible: int


def pupils_behind(engine: Engine, scope: Scope, asked: Asked) -> list[PupilBehind]:
    """Answer the enrolments of a figure's group that its two numbers are made of, after their schools were counted together.

    Their numerators and denominators add up to the figure's. Raises `NoSuchFigure` for a measure that is not given for the period.
    """
    if of_sessions(asked.measure) == asked.measure:
        return _of_sessions(engine, scope, asked)
    return enrolments_behind(engine, scope, asked)


def enrolments_behind(engine: Queried, scope: Scope, asked: Asked) -> list[PupilBehind]:
    """Answer the same of a figure that is not of sessions, from what each enrolment came to. Raises `NoSuchFigure`."""
    if asked.definition.periods is Periods.BETWEEN:
        rows = engine.rows(f"{movers_behind(scope, asked)} ORDER BY numerator DESC, school, pupil")
        return [PupilBehind(school, pupil, *map(int, counts)) for school, pupil, *counts in rows]
    period = asked.long_period(scope)
    if period is None:
        raise NoSuchFigure(f"“{asked.definition.title}” is not given for “{asked.period}”.")
    above, below = _counted(scope, asked.measure)
    absent = period.of_enrolment("unauthorised")
    if of_sessions(asked.measure) != UNAUTHORISED:
        absent = f"({period.of_enrolment('authorised')} + {absent})"
    rows = engine.rows(
        f"SELECT school, pupil, CAST({above} AS BIGINT) AS numerator, CAST({below} AS BIGINT) AS denominator, "
        f"absent, possible FROM ({_enrolments(period, asked, absent)}) AS e "
        f"WHERE {above} <> 0 OR {below} <> 0 ORDER BY numerator DESC, school, pupil"
    )
    return [PupilBehind(school, pupil, *map(int, counts)) for school, pupil, *counts in rows]


def _of_sessions(engine: Engine, scope: Scope, asked: Asked) -> list[PupilBehind]:
    rows = engine.rows(
        "SELECT school, pupil, CAST(sum(numerator) AS BIGINT) AS numerator, "
        "CAST(sum(denominator) AS BIGINT) AS denominator "
        f"FROM ({rows_behind(engine, scope, asked)}) AS r GROUP BY school, pupil "
        "HAVING sum(numerator) > 0 OR sum(denominator) > 0 ORDER BY numerator DESC, school, pupil"
    )
    return [
        PupilBehind(school, pupil, int(above), int(below), int(above), int(below))
        for school, pupil, above, below in rows
    ]


def _enrolments(period: LongPeriod, asked: Asked, absent: str) -> str:
    return (
        f"SELECT e.school, e.pupil, {period.of_enrolment('possible')} AS possible, {absent} AS absent, "
        "e.missing, e.held, e.weeks_broken, e.weeks_possible, e.longest_run_days, e.first_met_on, "
        "row_number() OVER (PARTITION BY e.pupil ORDER BY e.school) AS place "
        f"FROM enrolments e WHERE {in_group(asked, of='e')}"
    )


def _counted(scope: Scope, measure: str) -> tuple[str, str]:
    """Spell what an enrolment adds above and below the line of a measure that is not of sessions."""
    if measure == GAPS.name:
        return "missing", "held"
    if measure == WEEKS.name:
        return "weeks_broken", "weeks_possible"
    counted = "CASE WHEN possible > 0 THEN 1 ELSE 0 END"
    if measure == RUNS.name:
        days = ATTENDANCE_RUN.find(scope.on)
        ran = "FALSE" if days is None else f"possible > 0 AND longest_run_days >= {days}"
        return f"CASE WHEN {ran} THEN 1 ELSE 0 END", counted
    if measure == THRESHOLD.name:
        # A pupil of two schools is one pupil.
        first = "place = 1"
        return (
            f"CASE WHEN {first} AND first_met_on IS NOT NULL THEN 1 ELSE 0 END",
            f"CASE WHEN {first} THEN 1 ELSE 0 END",
        )
    return _beyond(scope, measure, counted)


def _beyond(scope: Scope, measure: str, counted: str) -> tuple[str, str]:
    if measure not in {one.name for one in (*ENROLMENTS, *NEAR)}:
        raise NoSuchFigure(f"“{measure}” cannot be opened.")
    name = measure.rpartition("_")[2]
    per_cent = _THRESHOLDS[name].find(scope.on)
    if measure.startswith("near_"):
        near = "FALSE" if per_cent is None else is_near("e", per_cent)
        return f"CASE WHEN {near} THEN 1 ELSE 0 END", counted
    above = "FALSE" if per_cent is None else f"possible > 0 AND absent * 100 >= possible * {per_cent}"
    if measure == name:
        return f"CASE WHEN {above} THEN 1 ELSE 0 END", counted
    theirs = f"CASE WHEN {above} THEN absent ELSE 0 END"
    if measure.startswith("absent_of_"):
        return theirs, "absent"
    return theirs, f"CASE WHEN {above} THEN possible ELSE 0 END"

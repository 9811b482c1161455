"""The entries behind a figure, pupil by pupil: which it counts, which it does not, and why."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from onroll.analysis.behind.asked import (
    LAST_SCHOOL_WEEKS,
    Asked,
    denominator,
    from_day,
    in_group,
    in_period,
    is_left_out,
    numerator,
)
from onroll.analysis.codes import every_code
from onroll.analysis.counting import weeks
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine, literal, literals
from onroll.analysis.measures.definitions import FAMILIES, GAPS, LATENESS, RUNS, SESSIONS, THRESHOLD

_ABSENCE, UNAUTHORISED = "absence_percent", "unauthorised"
_OF_SESSIONS = {measure.name for measure in (*SESSIONS, *FAMILIES, LATENESS)}


class Why(StrEnum):
    """Why an entry of the period is, or is not, in the figure."""

    NUMERATOR = "counted in the part and the whole"
    DENOMINATOR = "counted in the whole alone"
    NOT_POSSIBLE = "no possible session for the pupil"
    NO_ENTRY = "no entry made"
    UNKNOWN = "not a national code"
    LEFT_OUT = "left out of six half terms"
    SET_ASIDE = "could not be so, and is set aside"


class EntryBehind(NamedTuple):
    """One session of one pupil, and what it adds to the figure's two numbers."""

    date: date
    session: str
    code: str
    minutes_late: int | None
    numerator: int
    denominator: int
    why: Why


def of_sessions(measure: str) -> str:
    """Answer the measure of sessions whose entries show how a measure came about."""
    if measure in _OF_SESSIONS or measure.startswith("code "):
        return measure
    return UNAUTHORISED if measure in (RUNS.name, THRESHOLD.name) else _ABSENCE


def rows_behind(engine: Engine, scope: Scope, asked: Asked, *, where: str = "1 = 1") -> str:
    """Spell a query of the usable entries of a figure's period and group, with what each adds to it."""
    measure = of_sessions(asked.measure)
    # A school left before the figures' first day is none of theirs, and its sessions count towards the threshold all the same.
    joined = "LEFT JOIN" if asked.period == LAST_SCHOOL_WEEKS else "JOIN"
    return (
        "SELECT u.school, u.pupil, u.date, u.session, u.code, u.minutes_late, "
        f"{_how_it_counts(measure, is_left_out(scope, asked), asked)} FROM used u "
        f"LEFT JOIN codes c ON c.code = u.code AND c.stretch = {stretch_of(scope.stretches, 'u.date')} "
        f"{joined} enrolled e ON e.school = u.school AND e.pupil = u.pupil "
        "LEFT JOIN enrolment_groups g ON g.school = u.school AND g.pupil = u.pupil "
        "LEFT JOIN school_weeks_marked m ON m.school = u.school "
        f"AND m.week = {weeks.week(engine, scope, 'u.date')} "
        f"WHERE u.date >= {literal(from_day(scope, asked))} AND ({in_period(engine, scope, asked)}) "
        f"AND {in_group(asked).replace('g.school', 'u.school')} AND {where}"
    )


def entries_behind(
    engine: Engine, scope: Scope, asked: Asked, *, school: str, pupil: str
) -> list[EntryBehind]:
    """Answer a pupil's sessions of the figure's period, in order, after the pupil's school was counted by itself.

    Sessions held without an entry, and entries set aside, are among them. Of measures that count pupils, weeks or runs, they
    are the sessions those were made from: absences, or unauthorised ones.
    """
    whose = f"u.school = {literal(school)} AND u.pupil = {literal(pupil)}"
    if asked.measure == GAPS.name:
        rows = engine.rows(f"{_gaps(engine, scope, asked, whose)} ORDER BY date, session")
    else:
        rows = engine.rows(
            f"SELECT date, session, code, minutes_late, numerator, denominator, why FROM "
            f"({rows_behind(engine, scope, asked, where=whose)}) AS r "
            f"UNION ALL {_unused(engine, scope, asked, whose)} ORDER BY date, session"
        )
    return [
        EntryBehind(
            day,
            session,
            code,
            None if minutes is None else int(minutes),
            int(above),
            int(below),
            Why(why),
        )
        for day, session, code, minutes, above, below, why in rows
    ]


def _how_it_counts(measure: str, left_out: str, asked: Asked) -> str:
    if asked.period == LAST_SCHOOL_WEEKS:
        # No other sessions are of the period; and of those before the year there are no codes here to ask.
        return f"1 AS numerator, 1 AS denominator, {literal(Why.NUMERATOR)} AS why"
    return (
        f"CASE WHEN {left_out} THEN 0 ELSE coalesce({numerator(measure)}, 0) END AS numerator, "
        f"CASE WHEN {left_out} THEN 0 ELSE coalesce({denominator(measure)}, 0) END AS denominator, "
        f"{_why(measure, left_out)} AS why"
    )


def _why(measure: str, left_out: str) -> str:
    return (
        f"CASE WHEN u.code = '' THEN {literal(Why.NO_ENTRY)} "
        f"WHEN u.code NOT IN ({literals(every_code())}) THEN {literal(Why.UNKNOWN)} "
        f"WHEN {left_out} THEN {literal(Why.LEFT_OUT)} "
        f"WHEN c.possible = 0 THEN {literal(Why.NOT_POSSIBLE)} "
        f"WHEN {numerator(measure)} > 0 THEN {literal(Why.NUMERATOR)} "
        f"ELSE {literal(Why.DENOMINATOR)} END"
    )


def _unused(engine: Engine, scope: Scope, asked: Asked, whose: str) -> str:
    """Spell the sessions that no usable entry fills: set aside, or held without one."""
    key = " AND ".join(f"x.{name} = u.{name}" for name in ("school", "pupil", "date", "session"))
    week = weeks.week(engine, scope, "u.date")
    days = f"u.date >= {literal(from_day(scope, asked))} AND ({in_period(engine, scope, asked)}) AND {whose}"
    marked = f"LEFT JOIN school_weeks_marked m ON m.school = u.school AND m.week = {week}"
    return (
        "SELECT DISTINCT u.date, u.session, u.code, u.minutes_late, 0, 0, "
        f"{literal(Why.SET_ASIDE)} FROM marks u LEFT JOIN used x ON {key} {marked} "
        f"WHERE x.school IS NULL AND {days} "
        "UNION ALL SELECT u.date, u.session, '', CAST(NULL AS BIGINT), 0, 0, "
        f"{literal(Why.NO_ENTRY)} FROM ({HELD}) AS u "
        f"LEFT JOIN marks x ON {key} {marked} WHERE x.school IS NULL AND {days}"
    )


#: The sessions a school held while a pupil was on its roll.
HELD = (
    "SELECT r.school, r.pupil, h.date, h.session FROM on_roll r JOIN held h ON h.school = r.school "
    "AND h.date BETWEEN r.first_day AND r.last_day"
)


def _gaps(engine: Engine, scope: Scope, asked: Asked, whose: str) -> str:
    """Spell the sessions held while the pupil was on roll; those without a usable code are above the line."""
    key = " AND ".join(f"x.{name} = u.{name}" for name in ("school", "pupil", "date", "session"))
    is_gap = f"(x.school IS NULL OR x.code NOT IN ({literals(every_code())}))"
    return (
        f"SELECT u.date, u.session, coalesce(x.code, '') AS code, x.minutes_late, "
        f"CASE WHEN {is_gap} THEN 1 ELSE 0 END, 1, "
        f"CASE WHEN {is_gap} THEN {literal(Why.NUMERATOR)} ELSE {literal(Why.DENOMINATOR)} END "
        f"FROM ({HELD}) AS u LEFT JOIN used x ON {key} "
        f"WHERE u.date BETWEEN {literal(scope.first_day)} AND {literal(scope.on)} AND {whose}"
    )

"""The pupils behind a figure, from what was kept of each: without counting an entry again, where what is kept says enough."""

from collections.abc import Callable

from onroll.analysis.behind.asked import LAST_SCHOOL_WEEKS, Asked, in_group
from onroll.analysis.behind.entries import of_sessions
from onroll.analysis.behind.pupils import PupilBehind, enrolments_behind
from onroll.analysis.counting.scope import Scope
from onroll.analysis.kept.days_of_codes import pupils_by_days
from onroll.analysis.kept.sqlite_engine import SQLiteEngine
from onroll.analysis.measures.definitions import LATENESS, SESSIONS, Periods

_SUMS = {measure.name: (measure.numerator, measure.denominator) for measure in SESSIONS} | {
    LATENESS.name: (LATENESS.numerator, LATENESS.denominator)
}
_WEEK, _UNTIL, _WEEKS = "week ", "until ", "weeks "


def pupils_kept_behind(engine: SQLiteEngine, scope: Scope, asked: Asked) -> list[PupilBehind] | None:
    """Answer the same as `pupils_behind`: from sums where they say enough, which is soonest, or else from the days of each code. None of minutes late
    in other parts of weeks, and of each pupil's last school weeks: their entries have to be counted again.

    Raises `NoSuchFigure` for a measure that is not given for the period.
    """
    if of_sessions(asked.measure) != asked.measure or asked.definition.periods is Periods.BETWEEN:
        return enrolments_behind(engine, scope, asked)
    sums = _SUMS.get(asked.measure)
    long = asked.long_period(scope)
    if sums is None or (long is None and not asked.period.startswith((_WEEK, _UNTIL, _WEEKS))):
        if asked.measure == LATENESS.name or asked.period == LAST_SCHOOL_WEEKS:
            return None
        return pupils_by_days(engine, scope, asked, in_group(asked, of="e"))
    if long is not None:
        above, below = (_spelled(name, long.of_enrolment) for name in sums)
        source = f"SELECT e.school, e.pupil, {above} AS above, {below} AS below FROM enrolments e WHERE {in_group(asked, of='e')}"
    else:
        above, below = (f"sum({_spelled(name, 'w.{}'.format)})" for name in sums)
        source = (
            f"SELECT e.school, e.pupil, {above} AS above, {below} AS below FROM weeks w "
            f"JOIN enrolments e ON e.school = w.school AND e.pupil = w.pupil WHERE {in_group(asked, of='e')} "
            f"AND {_weeks(asked.period)} GROUP BY e.school, e.pupil"
        )
    rows = engine.rows(
        f"SELECT school, pupil, above, below FROM ({source}) AS s WHERE above > 0 OR below > 0 "
        "ORDER BY above DESC, school, pupil"
    )
    return [
        PupilBehind(school, pupil, int(part), int(whole), int(part), int(whole))
        for school, pupil, part, whole in rows
    ]


def _spelled(name: str, column: Callable[[str], str]) -> str:
    return f"({column('authorised')} + {column('unauthorised')})" if name == "absent" else column(name)


def _weeks(period: str) -> str:
    """Spell whether a week is of the period; what follows its name was found to be days before."""
    first, _, last = period.partition(" ")[2].partition(" ")
    if period.startswith(_UNTIL):
        return f"w.week <= '{first}'"
    return f"w.week BETWEEN '{first}' AND '{last or first}'"

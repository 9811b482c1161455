"""Which sessions each school of a batch held, by its calendar where it has one, else by its entries.

A calendar speaks for a school from the first to the last day it lists for it, and only where it lists a session that is
school. Elsewhere a session was held if an entry of it is not blank and not one that says there was none.
"""

from onroll.analysis.codes import QUIET_CODES
from onroll.analysis.engine import Engine, literals

_NO_SESSION = literals(("", *QUIET_CODES))


def make_calendar(engine: Engine, *, given: bool) -> None:
    """Make `calendar_spans` and `calendar_held` of the calendar, or empty ones where none was given."""
    source = "calendar" if given else f"({_EMPTY})"
    engine.make(
        "calendar_spans",
        f"SELECT school, min(date) AS first_day, max(date) AS last_day FROM {source} GROUP BY school "
        "HAVING max(CASE WHEN kind = 'school' THEN 1 ELSE 0 END) = 1",
    )
    engine.make("calendar_held", f"SELECT DISTINCT school, date, session FROM {source} WHERE kind = 'school'")


_EMPTY = "SELECT '' AS school, DATE '2000-01-01' AS date, '' AS session, '' AS kind WHERE 1 = 0"


def make_held(engine: Engine, schools: str, on: str) -> None:
    """Make `held`, `held_days` and `not_school` for a batch, from its `written` and the calendar.

    `schools` spells which schools the batch is of; `not_school` are the sessions with entries that the calendar says
    were not held.
    """
    engine.make(
        "held",
        f"SELECT school, date, session FROM calendar_held WHERE {schools} AND date <= {on} UNION ALL "
        "SELECT DISTINCT w.school, w.date, w.session FROM written w LEFT JOIN calendar_spans c "
        "ON c.school = w.school AND w.date BETWEEN c.first_day AND c.last_day "
        f"WHERE w.code NOT IN ({_NO_SESSION}) AND c.school IS NULL",
    )
    engine.make(
        "held_days",
        "SELECT school, date, sessions, row_number() OVER (PARTITION BY school ORDER BY date) AS place FROM "
        "(SELECT school, date, CAST(count(*) AS BIGINT) AS sessions FROM held GROUP BY school, date) AS d",
    )
    engine.make(
        "not_school",
        "SELECT DISTINCT w.school, w.date, w.session FROM written w JOIN calendar_spans c "
        "ON c.school = w.school AND w.date BETWEEN c.first_day AND c.last_day "
        "LEFT JOIN held h ON h.school = w.school AND h.date = w.date AND h.session = w.session "
        f"WHERE h.school IS NULL AND w.code NOT IN ({_NO_SESSION})",
    )

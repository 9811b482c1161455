"""Which sessions each school of a batch held, by its calendar where that speaks, else by its entries.

A calendar that lists sessions of school speaks for the school from the first to the last day it lists: what it does not list
in there was not held. One that lists days off alone speaks of those alone. Elsewhere a session was held if an entry of
it is not blank and not one that says there was none.
"""

from onroll.analysis.codes import QUIET_CODES
from onroll.analysis.engine import Engine, literals

_NO_SESSION = literals(("", *QUIET_CODES))
_EMPTY = "SELECT '' AS school, DATE '2000-01-01' AS date, '' AS session, '' AS kind WHERE 1 = 0"


def make_calendar(engine: Engine, *, given: bool) -> None:
    """Make `calendar_spans`, `calendar_held` and `days_off` of the calendar, or empty ones where none was given."""
    source = "calendar" if given else f"({_EMPTY}) AS c"
    engine.make(
        "calendar_spans",
        f"SELECT school, min(date) AS first_day, max(date) AS last_day FROM {source} GROUP BY school "
        "HAVING max(CASE WHEN kind = 'school' THEN 1 ELSE 0 END) = 1",
    )
    engine.make("calendar_held", f"SELECT DISTINCT school, date, session FROM {source} WHERE kind = 'school'")
    engine.make(
        "days_off",
        f"SELECT DISTINCT c.school, c.date, c.session FROM {'calendar' if given else f'({_EMPTY})'} AS c "
        "LEFT JOIN calendar_spans s ON s.school = c.school WHERE s.school IS NULL",
    )


def make_held(engine: Engine, schools: str, first_seen: str, on: str) -> None:
    """Make `held`, `held_days` and `held_blocks` for a batch, from what was `said` and the calendar; `schools` spells which schools it is of."""
    engine.make(
        "entered",
        "SELECT w.school, d.date, w.session FROM (SELECT school, block, session, bit_or(days) AS days "
        f"FROM said WHERE code NOT IN ({_NO_SESSION}) GROUP BY school, block, session) AS w "
        "JOIN days_of_blocks d ON d.block = w.block WHERE (w.days & d.bit) <> 0",
    )
    engine.make(
        "held",
        f"SELECT school, date, session FROM calendar_held WHERE {schools} AND date BETWEEN {first_seen} AND {on} UNION ALL "
        f"SELECT w.school, w.date, w.session FROM entered w {_SAID} "
        "WHERE c.school IS NULL AND o.school IS NULL",
    )
    engine.make(
        "held_days",
        "SELECT school, date, sessions, row_number() OVER (PARTITION BY school ORDER BY date) AS place FROM "
        "(SELECT school, date, CAST(count(*) AS BIGINT) AS sessions FROM held GROUP BY school, date) AS d",
    )
    engine.make(
        "held_blocks",
        "SELECT h.school, d.block, h.session, bit_or(d.bit) AS days FROM held h JOIN days_of_blocks d ON d.date = h.date "
        "GROUP BY h.school, d.block, h.session",
    )


def make_not_school(engine: Engine) -> None:
    """Make `not_school` for a batch: the sessions with entries that the calendar says were not held."""
    engine.make(
        "not_school",
        f"SELECT w.school, w.date, w.session FROM entered w {_SAID} "
        "LEFT JOIN held h ON h.school = w.school AND h.date = w.date AND h.session = w.session "
        "WHERE (c.school IS NOT NULL OR o.school IS NOT NULL) AND h.school IS NULL",
    )


_SAID = (
    "LEFT JOIN calendar_spans c ON c.school = w.school AND w.date BETWEEN c.first_day AND c.last_day "
    "LEFT JOIN days_off o ON o.school = w.school AND o.date = w.date AND o.session = w.session"
)

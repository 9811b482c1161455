"""Who met the threshold at which a penalty notice must be considered, and when first, across schools and years.

The weeks are each pupil's own school weeks, in order. The count is the law's (`onroll.law.penalty_notices`), put as
one window: a session meets the threshold if the ninth session before it lies within ten school weeks.
"""

from onroll.analysis.counting import weeks
from onroll.analysis.counting.blocks import day_by_day, with_codes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal
from onroll.law.penalty_notices import THRESHOLD_SESSIONS


def keep_weeks(engine: Engine, scope: Scope) -> None:
    """Add a batch's pupils' school weeks, and their sessions of unauthorised absence, to those of the whole."""
    gathered = weeks.gathered(engine, scope)
    engine.make("school_weeks", f"SELECT school, {gathered} FROM held GROUP BY school")
    own = ", ".join(f"s.w{number} & h.w{number} AS w{number}" for number in range(scope.week_numbers))
    engine.append(
        "all_weeks", f"SELECT s.pupil, {own} FROM stays s JOIN school_weeks h ON h.school = s.school"
    )
    if scope.threshold is None:
        return
    engine.append(
        "all_unauthorised",
        f"SELECT * FROM ({day_by_day(with_codes(scope.threshold_codes), 'pupil, session')}) AS u "
        f"WHERE date >= {literal(THRESHOLD_SESSIONS.first_day)}",
    )


def make_thresholds(engine: Engine, scope: Scope) -> None:
    """Make `thresholds`: each pupil's sessions in the last ten school weeks, and the first day it was met, or NULL."""
    if scope.threshold is None:
        engine.make(
            "thresholds",
            "SELECT pupil, CAST(NULL AS BIGINT) AS sessions, CAST(NULL AS DATE) AS first_met_on FROM all_weeks WHERE 1 = 0",
        )
        return
    _make_own_weeks(engine, scope)
    _make_placed(engine, scope)
    needed, window = scope.threshold
    engine.make(
        "towards",
        f"SELECT pupil, CAST(sum(CASE WHEN place > total - {window} THEN 1 ELSE 0 END) AS BIGINT) AS sessions, "
        "count(*) AS ever FROM placed GROUP BY pupil",
    )
    engine.make(
        "thresholds",
        "SELECT t.pupil, t.sessions, m.first_met_on FROM towards t LEFT JOIN ("
        f"SELECT pupil, min(CASE WHEN place - earlier < {window} THEN date END) AS first_met_on FROM "
        f"(SELECT p.pupil, p.date, p.place, lag(p.place, {needed - 1}) OVER "
        "(PARTITION BY p.pupil ORDER BY p.date) AS earlier FROM placed p "
        f"JOIN towards t ON t.pupil = p.pupil WHERE t.ever >= {needed}) AS p GROUP BY pupil) AS m ON m.pupil = t.pupil",
    )


def _make_placed(engine: Engine, scope: Scope) -> None:
    """Make `placed`: each session that counts, with the place of its week among the pupil's own.

    Only a pupil of several schools may have a session twice.
    """
    number = weeks.week(engine, scope, "u.date")
    rows = (
        f"SELECT{{}} u.pupil, u.date, u.session, CAST({weeks.place(engine, scope, number, of='w')} AS INTEGER) AS place, "
        "CAST(w.total AS INTEGER) AS total FROM all_unauthorised u "
        "JOIN (SELECT * FROM own_weeks WHERE schools {}) AS w ON w.pupil = u.pupil LEFT JOIN of_age a ON a.pupil = u.pupil "
        f"WHERE {weeks.holds(engine, scope, number, of='w')} "
        "AND (a.pupil IS NULL OR u.date BETWEEN a.first_day AND a.last_day)"
    )
    engine.make("placed", f"{rows.format('', '= 1')} UNION ALL {rows.format(' DISTINCT', '> 1')}")
    # Of a country, each would take gigabytes.
    for table in ("all_unauthorised", "all_weeks", "own_weeks"):
        engine.drop(table)


def _make_own_weeks(engine: Engine, scope: Scope) -> None:
    gathered = ", ".join(f"bit_or({name}) AS {name}" for name in weeks.columns(scope))
    engine.make(
        "own_weeks",
        f"SELECT *, {weeks.counted(scope)} AS total FROM "
        f"(SELECT pupil, {gathered}, count(*) AS schools FROM all_weeks GROUP BY pupil) AS w",
    )

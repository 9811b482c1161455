"""What is wrong with the rows of a batch, counted where they stand: school, day, session and code."""

from onroll.analysis.codes import QUIET_CODES, codes_of_one_session, every_code
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine, literal, literals

UNKNOWN_CODE = "unknown_code"
DUPLICATE = "duplicate"
NOT_IN_FORCE = "not_in_force"
IMPOSSIBLE = "impossible"
FAULTS = (UNKNOWN_CODE, DUPLICATE, NOT_IN_FORCE, IMPOSSIBLE)


def add_faults(engine: Engine, scope: Scope) -> None:
    """Add the batch's faults to `faults`: rows by fault, school, day, session and code, of the figures' days."""
    since = f"w.date >= {literal(scope.first_day)}"
    known = literals(every_code())
    columns = "w.school, w.date, w.session, w.code, w.written AS rows_found"
    engine.append(
        "faults",
        f"SELECT {literal(UNKNOWN_CODE)} AS fault, {columns} FROM written w "
        f"WHERE {since} AND w.code <> '' AND w.code NOT IN ({known}) "
        f"UNION ALL SELECT {literal(NOT_IN_FORCE)}, {columns} FROM written w "
        f"JOIN codes c ON c.code = w.code AND c.stretch = {stretch_of(scope.stretches, 'w.date')} "
        f"WHERE {since} AND NOT c.in_force "
        f"UNION ALL SELECT {literal(IMPOSSIBLE)}, {columns} FROM written w LEFT JOIN not_school s "
        "ON s.school = w.school AND s.date = w.date AND s.session = w.session "
        f"WHERE {since} AND ({_of_the_other_half()} OR "
        f"(s.school IS NOT NULL AND w.code NOT IN ({literals(('', *QUIET_CODES))})))",
    )
    if engine.rows("SELECT 1 FROM stays WHERE written <> seen LIMIT 1"):
        engine.append(
            "faults",
            f"SELECT {literal(DUPLICATE)}, school, date, session, '' AS code, "
            "CAST(sum(written - 1) AS BIGINT) AS rows_found FROM doubled w "
            f"WHERE {since} GROUP BY school, date, session",
        )


def _of_the_other_half() -> str:
    return " OR ".join(
        f"(w.code = {literal(code)} AND w.session = {literal(session)})"
        for code, session in codes_of_one_session()
    )

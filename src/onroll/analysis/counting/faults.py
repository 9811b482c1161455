"""What is wrong with the rows of a batch: counted, or counted where they stand by school, day, session and code."""

from onroll.analysis.codes import QUIET_CODES, codes_of_one_session, every_code
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine, literal, literals

UNKNOWN_CODE = "unknown_code"
DUPLICATE = "duplicate"
NOT_IN_FORCE = "not_in_force"
IMPOSSIBLE = "impossible"
FAULTS = (UNKNOWN_CODE, DUPLICATE, NOT_IN_FORCE, IMPOSSIBLE)

_KNOWN = literals(every_code())
_IS_UNKNOWN = f"w.code <> '' AND w.code NOT IN ({_KNOWN})"
_SAYS_SESSION = f"w.code NOT IN ({literals(('', *QUIET_CODES))})"


def locate_faults(engine: Engine, scope: Scope, *, leaves_out: bool) -> None:
    """Add the batch's faults to `faults`: rows by fault, school, day, session and code, of the figures' days."""
    since = f"w.date >= {literal(scope.first_day)}"
    columns = "w.school, w.date, w.session, w.code, w.written AS rows_found"
    engine.append(
        "faults",
        f"SELECT {literal(UNKNOWN_CODE)} AS fault, {columns} FROM written w WHERE {since} AND {_IS_UNKNOWN} "
        f"UNION ALL SELECT {literal(NOT_IN_FORCE)}, {columns} FROM written w "
        f"JOIN codes c ON c.code = w.code AND c.stretch = {stretch_of(scope.stretches, 'w.date')} "
        f"WHERE {since} AND NOT c.in_force "
        f"UNION ALL SELECT {literal(IMPOSSIBLE)}, {columns} FROM written w WHERE {since} AND ({_of_the_other_half()}) "
        f"UNION ALL SELECT {literal(IMPOSSIBLE)}, {columns} FROM written w JOIN not_school s "
        "ON s.school = w.school AND s.date = w.date AND s.session = w.session "
        f"WHERE {since} AND NOT ({_of_the_other_half()}) AND {_SAYS_SESSION}",
    )
    if leaves_out:
        engine.append(
            "faults",
            f"SELECT {literal(DUPLICATE)}, school, date, session, '' AS code, "
            "CAST(sum(written - 1) AS BIGINT) AS rows_found FROM doubled w "
            f"WHERE {since} GROUP BY school, date, session",
        )


def count_faults(engine: Engine, scope: Scope, *, leaves_out: bool) -> None:
    """Add no more than the number of the batch's rows with each fault to `faults`."""
    rows = "CAST(coalesce(sum(w.written), 0) AS BIGINT) AS rows_found"
    said = "FROM said w JOIN blocks b ON b.block = w.block AND b.is_counted"
    since = f"w.date >= {literal(scope.first_day)}"
    engine.append(
        "faults",
        f"SELECT {literal(UNKNOWN_CODE)} AS fault, {rows} {said} WHERE {_IS_UNKNOWN} "
        f"UNION ALL SELECT {literal(NOT_IN_FORCE)}, {rows} {said} "
        "JOIN codes_of_blocks c ON c.code = w.code AND c.block = w.block WHERE NOT c.in_force",
    )
    if leaves_out:
        engine.append(
            "faults",
            f"SELECT {literal(DUPLICATE)}, CAST(coalesce(sum(written - 1), 0) AS BIGINT) AS rows_found "
            f"FROM doubled w WHERE {since} "
            f"UNION ALL SELECT {literal(IMPOSSIBLE)}, CAST(count(*) AS BIGINT) FROM affected_marks w "
            "LEFT JOIN not_school s ON s.school = w.school AND s.date = w.date AND s.session = w.session "
            f"WHERE {since} AND ({_of_the_other_half()} OR (s.school IS NOT NULL AND {_SAYS_SESSION}))",
        )


def _of_the_other_half() -> str:
    return " OR ".join(
        f"(w.code = {literal(code)} AND w.session = {literal(session)})"
        for code, session in codes_of_one_session()
    )

"""Every session missing and every entry at fault, pupil by pupil: what stands behind the counts of quality."""

from datetime import date
from typing import NamedTuple

from onroll.analysis.behind.entries import HELD, Why
from onroll.analysis.codes import every_code
from onroll.analysis.counting.faults import DUPLICATE
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal, literals

_KEY = ("school", "pupil", "date", "session")


class Gap(NamedTuple):
    """A session held while a pupil was on roll that has no usable code, the code that stands there, and why it is none."""

    school: str
    pupil: str
    date: date
    session: str
    code: str
    why: Why


class AtFault(NamedTuple):
    """A pupil's rows of one session with a fault; of duplicates, those beyond the first."""

    fault: str
    school: str
    pupil: str
    date: date
    session: str
    code: str
    rows: int


def gaps(engine: Engine, scope: Scope) -> list[Gap]:
    """Answer the sessions missing of the schools counted last, in order; as many of each enrolment as its `missing`."""
    key = ", ".join(_KEY)
    rows = engine.rows(
        "SELECT u.school, u.pupil, u.date, u.session, coalesce(nullif(x.code, ''), m.code, ''), "
        f"CASE WHEN x.code <> '' THEN {literal(Why.UNKNOWN)} WHEN m.code <> '' THEN {literal(Why.SET_ASIDE)} "
        f"ELSE {literal(Why.NO_ENTRY)} END FROM ({HELD}) AS u LEFT JOIN used x ON {_same('x')} "
        f"LEFT JOIN (SELECT {key}, max(code) AS code FROM marks GROUP BY {key}) AS m ON {_same('m')} "
        f"WHERE u.date BETWEEN {literal(scope.first_day)} AND {literal(scope.on)} "
        f"AND (x.school IS NULL OR x.code NOT IN ({literals(every_code())})) ORDER BY 1, 2, 3, 4"
    )
    return [
        Gap(school, pupil, day, session, code, Why(why)) for school, pupil, day, session, code, why in rows
    ]


def at_fault(engine: Engine, scope: Scope) -> list[AtFault]:
    """Answer the rows at fault of the schools counted last, in order; as many of each day and code as `faults` has."""
    key = ", ".join(f"m.{name}" for name in _KEY)
    same = "f.school = m.school AND f.date = m.date AND f.session = m.session"
    since = f"m.date BETWEEN {literal(scope.first_day)} AND {literal(scope.on)}"
    rows = engine.rows(
        f"SELECT f.fault, {key}, m.code, count(*) FROM marks m JOIN faults f ON {same} AND f.code = m.code "
        f"WHERE f.fault <> {literal(DUPLICATE)} AND {since} GROUP BY f.fault, {key}, m.code "
        f"UNION ALL SELECT {literal(DUPLICATE)}, {key}, '', count(*) - 1 FROM marks m "
        f"WHERE {since} GROUP BY {key} HAVING count(*) > 1 ORDER BY 1, 2, 3, 4, 5, 6"
    )
    return [
        AtFault(fault, school, pupil, day, session, code, int(found))
        for fault, school, pupil, day, session, code, found in rows
    ]


def _same(other: str) -> str:
    return " AND ".join(f"{other}.{name} = u.{name}" for name in _KEY)

"""The rows of a batch of schools that can be used: a row a session, duplicates and impossible ones left out.

Enrolments whose rows are all usable, nearly everybody, are counted from the days of their codes. Of the rest, the affected, the rows
themselves are looked at again.
"""

from onroll.analysis.codes import QUIET_CODES, codes_of_one_session
from onroll.analysis.counting.blocks import SUMS, bit_of, block_of, day_number, weeks_of, with_ends
from onroll.analysis.counting.held import make_not_school
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal, literals
from onroll.analysis.tables import SESSIONS

_KEY = "school, pupil, date, session"
_HAS_NO_KEY = " AND ".join(f"d.{name} = r.{name}" for name in _KEY.split(", "))
_COLUMNS = "school, pupil, date, session, code, minutes_late"
_SAME_ENROLMENT = "a.school = r.school AND a.pupil = r.pupil"
_QUIET = literals(("", *QUIET_CODES))


def look_through(engine: Engine, scope: Scope) -> None:
    """Make what is known of a batch's rows as they stand: `days_by_code`, `said`, `days_by_block` and `stays`, from `marks`.

    `days_by_code` has a row for each pupil, school, block, session and code, `said` counts rows and pupils by all but the pupil,
    and `stays` has a row for each pupil and school.
    """
    engine.make("days_by_code", _days_by_code(engine, scope, of="marks"))
    engine.make(
        "said",
        "SELECT school, block, session, code, CAST(sum(written) AS BIGINT) AS written, count(*) AS pupils, "
        "bit_or(days) AS days FROM days_by_code GROUP BY school, block, session, code",
    )
    engine.make("days_by_block", _days_by_block(of="days_by_code"))
    own = ", ".join(
        f"bit_or(CASE WHEN week_number = {number} THEN weeks * first_week_bit ELSE 0 END) AS w{number}"
        for number in range(scope.week_numbers)
    )
    engine.make(
        "stays",
        "SELECT school, pupil, CAST(sum(written) AS BIGINT) AS written, CAST(sum(bit_count(days)) AS BIGINT) AS seen, "
        f"{engine.day('min(first)')} AS first_row, {engine.day('max(last)')} AS last_row, {own} FROM "
        f"(SELECT d.*, {weeks_of('days')} AS weeks FROM ({with_ends(engine, 'days_by_block', 'school, pupil, written')}) AS d) AS d "
        "GROUP BY school, pupil",
    )


def _days_by_code(engine: Engine, scope: Scope, *, of: str) -> str:
    """Spell the one pass that looks at every row of every pupil."""
    return (
        f"SELECT school, pupil, {block_of(engine, scope, 'day', 'date')} AS block, session, code, "
        f"CAST(count(*) AS BIGINT) AS written, bit_or({bit_of(engine, 'day')}) AS days FROM "
        f"(SELECT school, pupil, session, code, date, {day_number(engine, scope, 'date')} AS day FROM {of}) AS m "
        # What differs most comes first: DuckDB tells two keys apart by it, and that is felt in every row.
        "GROUP BY pupil, 3, code, session, school"
    )


def _days_by_block(*, of: str) -> str:
    """Spell what each enrolment's days in a block and session come to; the days of each sum as bits."""
    tests = {"coded": "c.place IS NOT NULL"} | {name: f"c.place = {place}" for place, name in enumerate(SUMS)}
    sums = ", ".join(
        f"bit_or(CASE WHEN {test} THEN d.days ELSE 0 END) AS {name}" for name, test in tests.items()
    )
    return (
        "SELECT d.school, d.pupil, d.block, d.session, CAST(sum(d.written) AS BIGINT) AS written, "
        f"bit_or(d.days) AS days, {sums} FROM {of} d "
        "LEFT JOIN codes_of_blocks c ON c.block = d.block AND c.code = d.code "
        "GROUP BY d.pupil, d.block, d.session, d.school"
    )


def is_untidy(engine: Engine) -> bool:
    """Answer whether a word of the batch has spaces round it or is NULL: the few different ones are in two tables."""
    words = [("said", name) for name in ("school", "session", "code")] + [("stays", "pupil")]
    return any(_exists(engine, table, f"{name} IS NULL OR {name} <> trim({name})") for table, name in words)


def has_bad_keys(engine: Engine) -> bool:
    """Answer whether a row of the batch has no school, pupil or day, or a session that is neither AM nor PM."""
    return _exists(
        engine, "said", f"school = '' OR block IS NULL OR session NOT IN ({literals(SESSIONS)})"
    ) or _exists(engine, "stays", "pupil = ''")


def keep_usable(engine: Engine, scope: Scope) -> bool:
    """Keep a batch's usable rows; answer whether any row is left out.

    `used` are the rows, `used_by_code` and `used_by_block` the days they come to. Where every row is usable, they are what was
    looked through.
    """
    make_not_school(engine)
    if not _make_affected(engine):
        engine.view("used", f"SELECT {_COLUMNS} FROM marks")
        engine.view("used_by_code", "SELECT * FROM days_by_code")
        engine.view("used_by_block", "SELECT * FROM days_by_block")
        return False
    engine.make("affected_marks", f"SELECT r.* FROM marks r JOIN affected a ON {_SAME_ENROLMENT}")
    _make_doubled(engine)
    engine.make("mended", _mended())
    engine.make("mended_by_code", _days_by_code(engine, scope, of="mended"))
    engine.view("used", _but_for_affected("marks", "mended", _COLUMNS))
    columns = "school, pupil, block, session, code, written, days"
    engine.view("used_by_code", _but_for_affected("days_by_code", "mended_by_code", columns))
    engine.make("used_by_block", _days_by_block(of="used_by_code"))
    return True


def _make_affected(engine: Engine) -> bool:
    """Make `affected`, the enrolments that have a row left out; answer whether there are any."""
    found: list[str] = []
    if _exists(engine, "stays", "written <> seen"):
        found.append("SELECT school, pupil FROM stays WHERE written <> seen")
    if _exists(engine, "said", f"NOT ({_of_its_own_half(of='')})"):
        found.append(f"SELECT r.school, r.pupil FROM days_by_code r WHERE NOT ({_of_its_own_half()})")
    if _exists(engine, "not_school"):
        found.append(
            "SELECT r.school, r.pupil FROM days_by_code r JOIN (SELECT n.school, d.block, n.session, bit_or(d.bit) AS days "
            "FROM not_school n JOIN days_of_blocks d ON d.date = n.date GROUP BY n.school, d.block, n.session) AS n "
            "ON n.school = r.school AND n.block = r.block AND n.session = r.session "
            f"WHERE (r.days & n.days) <> 0 AND r.code NOT IN ({_QUIET})"
        )
    if not found:
        return False
    engine.make("affected", f"SELECT DISTINCT school, pupil FROM ({' UNION ALL '.join(found)}) AS a")
    return _exists(engine, "affected")


def _make_doubled(engine: Engine) -> None:
    """Make `doubled`: each session with more rows than one, and what they come to."""
    engine.make(
        "doubled",
        "SELECT r.school, r.pupil, r.date, r.session, CAST(count(*) AS BIGINT) AS written, min(r.code) AS code, "
        "min(r.code) = max(r.code) AS agree, CASE WHEN min(r.minutes_late) = max(r.minutes_late) "
        "THEN min(r.minutes_late) END AS minutes_late FROM affected_marks r "
        "GROUP BY r.school, r.pupil, r.date, r.session HAVING count(*) > 1",
    )


def _mended() -> str:
    """Spell the usable rows of the affected. Of sessions whose rows agree, there is one."""
    cells = "r.school, r.pupil, r.date, r.session, r.code, r.minutes_late"
    held = (
        "LEFT JOIN not_school s ON s.school = r.school AND s.date = r.date AND s.session = r.session "
        f"AND r.code NOT IN ({_QUIET})"
    )
    may_be = f"s.school IS NULL AND {_of_its_own_half()}"
    return (
        f"SELECT {cells} FROM affected_marks r LEFT JOIN doubled d ON {_HAS_NO_KEY} {held} "
        f"WHERE d.school IS NULL AND {may_be} "
        f"UNION ALL SELECT {cells} FROM doubled r {held} WHERE r.agree AND {may_be}"
    )


def _but_for_affected(table: str, instead: str, columns: str) -> str:
    kept = ", ".join(f"r.{name}" for name in columns.split(", "))
    return (
        f"SELECT {kept} FROM {table} r LEFT JOIN affected a ON {_SAME_ENROLMENT} WHERE a.school IS NULL "
        f"UNION ALL SELECT {columns} FROM {instead}"
    )


def _of_its_own_half(of: str = "r.") -> str:
    return " AND ".join(
        f"NOT ({of}code = {literal(code)} AND {of}session = {literal(session)})"
        for code, session in codes_of_one_session()
    )


def _exists(engine: Engine, table: str, where: str = "1 = 1") -> bool:
    return bool(engine.rows(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1"))

"""The rows of a batch of schools that can be used: a row a session, duplicates and impossible ones left out."""

from onroll.analysis.codes import QUIET_CODES, codes_of_one_session, present_codes
from onroll.analysis.counting import weeks
from onroll.analysis.counting.halves import half_day
from onroll.analysis.counting.held import make_held
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine, literal, literals
from onroll.analysis.tables import SESSIONS

_KEY = "school, pupil, date, session"
_HAS_NO_KEY = " AND ".join(f"d.{name} = r.{name}" for name in _KEY.split(", "))


def look_through(engine: Engine, scope: Scope, schools: str) -> None:
    """Make what is known of a batch's rows as they stand: `written`, `held`, `stretched` and `stays`, from `marks`.

    `written` counts rows by school, day, session and code; `stays` has a row for each pupil and school.
    """
    engine.make(
        "written",
        "SELECT school, date, session, code, CAST(count(*) AS BIGINT) AS written FROM marks "
        "GROUP BY school, date, session, code",
    )
    make_held(engine, schools, literal(scope.first_seen), literal(scope.on))
    make_stretched(engine, scope, "stretched", of="marks")
    gathered = ", ".join(f"bit_or(w{number}) AS w{number}" for number in range(scope.week_numbers))
    engine.make(
        "stays",
        "SELECT school, pupil, CAST(sum(written) AS BIGINT) AS written, CAST(sum(seen) AS BIGINT) AS seen, "
        f"min(first_row) AS first_row, max(last_row) AS last_row, {gathered} FROM stretched GROUP BY school, pupil",
    )


def make_stretched(engine: Engine, scope: Scope, table: str, *, of: str) -> None:
    """Make a table of rows by pupil, school and stretch: how many there are, how many say present, and their weeks.

    This is the one pass that looks at every row of every pupil. The rows that do not say present, one in ten, are
    looked at again where their codes matter.
    """
    (morning, am), (afternoon, pm) = present_codes()
    seen = engine.sessions_seen("date", "session", scope.first_number, scope.last_number)
    is_present = f"code IN ({literals((morning, afternoon))})"
    engine.make(
        table,
        f"SELECT school, pupil, {stretch_of(scope.stretches, 'date')} AS stretch, "
        f"CAST(count(*) AS BIGINT) AS written, CAST({seen} AS BIGINT) AS seen, "
        f"CAST(count(*) FILTER (WHERE code = {literal(morning)} AND session = {literal(am)}) AS BIGINT) AS mornings, "
        f"CAST(count(*) FILTER (WHERE code = {literal(afternoon)} AND session = {literal(pm)}) AS BIGINT) "
        "AS afternoons, min(date) AS first_row, max(date) AS last_row, "
        f"{weeks.gathered(engine, scope)}, "
        f"{weeks.gathered(engine, scope, where=is_present, called='p')}, "
        f"bit_or(CASE WHEN {is_present} THEN {half_day(engine, 'date', 'session')} ELSE 0 END) AS halves "
        f"FROM {of} GROUP BY school, pupil, 3",
    )


def is_untidy(engine: Engine) -> bool:
    """Answer whether a word of the batch has spaces round it or is NULL: the few different ones are in two tables."""
    words = [("written", name) for name in ("school", "session", "code")] + [("stays", "pupil")]
    return any(_exists(engine, table, f"{name} IS NULL OR {name} <> trim({name})") for table, name in words)


def has_bad_keys(engine: Engine) -> bool:
    """Answer whether a row of the batch has no school, pupil or day, or a session that is neither AM nor PM."""
    return _exists(
        engine, "written", f"school = '' OR date IS NULL OR session NOT IN ({literals(SESSIONS)})"
    ) or _exists(engine, "stays", "pupil = ''")


def keep_usable(engine: Engine, scope: Scope) -> bool:
    """Keep a batch's usable rows: `used`, `present` by stretch, and `others`; answer whether any row is left out.

    `others` are the usable rows that do not say present. Where every row is usable, `used` is the rows as they stand.
    """
    leaves_out = _make_used(engine)
    if leaves_out:
        make_stretched(engine, scope, "present", of="used")
    else:
        engine.view("present", "SELECT * FROM stretched")
    said_present = literals([code for code, _ in present_codes()])
    engine.make(
        "others",
        "SELECT school, pupil, date, session, code, minutes_late FROM used "
        f"WHERE code NOT IN ({said_present})",
    )
    return leaves_out


def _make_used(engine: Engine) -> bool:
    """Make `used`, and answer whether it leaves any row out."""
    impossible = _exists(engine, "not_school")
    doubled = _exists(engine, "stays", "written <> seen")
    other_half = _exists(engine, "written", f"NOT ({_of_its_own_half(of='')})")
    if not (impossible or doubled or other_half):
        engine.view("used", "SELECT * FROM marks")
        return False
    rows = "SELECT r.school, r.pupil, r.date, r.session, r.code, r.minutes_late FROM marks r"
    if impossible:
        rows += (
            " LEFT JOIN not_school s ON s.school = r.school AND s.date = r.date AND s.session = r.session"
            f" AND r.code NOT IN ({literals(('', *QUIET_CODES))})"
        )
    if doubled:
        _make_doubled(engine)
        rows += f" LEFT JOIN doubled d ON {_HAS_NO_KEY}"
    tests = [_of_its_own_half()]
    tests += ["s.school IS NULL"] if impossible else []
    tests += ["d.school IS NULL"] if doubled else []
    rows += f" WHERE {' AND '.join(tests)}"
    if doubled:
        rows = f"{rows} UNION ALL {_agreeing(impossible=impossible)}"
    engine.make("used", rows)
    return True


def _make_doubled(engine: Engine) -> None:
    """Make `doubled`: each session with more rows than one, and what they come to."""
    engine.make("with_doubles", "SELECT school, pupil FROM stays WHERE written <> seen")
    engine.make(
        "doubled",
        "SELECT r.school, r.pupil, r.date, r.session, CAST(count(*) AS BIGINT) AS written, min(r.code) AS code, "
        "min(r.code) = max(r.code) AS agree, CASE WHEN min(r.minutes_late) = max(r.minutes_late) "
        "THEN min(r.minutes_late) END AS minutes_late FROM marks r "
        "JOIN with_doubles p ON p.school = r.school AND p.pupil = r.pupil "
        "GROUP BY r.school, r.pupil, r.date, r.session HAVING count(*) > 1",
    )


def _agreeing(*, impossible: bool) -> str:
    """Spell the sessions whose rows agree, once each."""
    rows = "SELECT r.school, r.pupil, r.date, r.session, r.code, r.minutes_late FROM doubled r"
    tests = ["r.agree", _of_its_own_half()]
    if impossible:
        rows += (
            " LEFT JOIN not_school s ON s.school = r.school AND s.date = r.date AND s.session = r.session"
            f" AND r.code NOT IN ({literals(('', *QUIET_CODES))})"
        )
        tests.append("s.school IS NULL")
    return f"{rows} WHERE {' AND '.join(tests)}"


def _of_its_own_half(of: str = "r.") -> str:
    return " AND ".join(
        f"NOT ({of}code = {literal(code)} AND {of}session = {literal(session)})"
        for code, session in codes_of_one_session()
    )


def _exists(engine: Engine, table: str, where: str = "1 = 1") -> bool:
    return bool(engine.rows(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1"))

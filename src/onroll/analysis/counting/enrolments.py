"""What each enrolment of a batch comes to: sessions by class, the weeks they are in, missing ones, the longest run of absence."""

from onroll.analysis.codes import unauthorised_codes
from onroll.analysis.counting import weeks
from onroll.analysis.counting.blocks import halves_of, weeks_of
from onroll.analysis.counting.passes import Pass, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine, literal, literals
from onroll.analysis.periods import PARTS_OF, Term

#: The windows of the academic year, each with sums of its own in a row of an enrolment.
PARTS = PARTS_OF[Term.SIX_HALF_TERMS]

_CLASSES = ("possible", "attended", "authorised", "unauthorised")
_LATE = ("late", "minutes_late")
_OF_PARTS = (*_CLASSES, *_LATE)
# The days of each class in a block. Whoever attends or is absent had a possible session.
_DAYS_OF = {
    "possible": "(u.attended | u.authorised | u.unauthorised)",
    "attended": "u.attended",
    "authorised": "u.authorised",
    "unauthorised": "u.unauthorised",
    "late": "u.late",
}
_ABSENT = "(u.authorised | u.unauthorised)"


def part_name(number: int) -> str:
    """Answer the name of a window in the names of columns."""
    return f"part{number}"


def enrolment_columns(scope: Scope, passes: Passes) -> list[str]:
    """Answer the names of what is counted of an enrolment, in order."""
    found = list(_CLASSES)
    if Pass.WEEKS in passes:
        parts = [f"{part_name(number)}_{name}" for number in range(len(PARTS)) for name in _OF_PARTS]
        found += [*_LATE, "weeks_possible", "weeks_broken", *parts, *weeks.columns(scope, "p"), "halves"]
    if Pass.GAPS in passes:
        found += ["missing", "held"]
    if Pass.RUNS in passes:
        found.append("longest_run_days")
    return found


def make_sums(engine: Engine, scope: Scope, passes: Passes) -> None:
    """Make `totals`, each enrolment's sums; and `unauthorised`, its sessions of unauthorised absence row by row."""
    if Pass.WEEKS in passes:
        _make_stretch_totals(engine, scope)
        _make_totals(engine, scope)
    else:
        engine.make(
            "totals",
            f"SELECT u.school, u.pupil, {_sums(_CLASSES)} FROM used_by_block u GROUP BY u.school, u.pupil",
        )
    engine.make(
        "unauthorised",
        f"SELECT school, pupil, date, session, code FROM used WHERE code IN ({literals(unauthorised_codes())})",
    )


def add_enrolments(engine: Engine, scope: Scope, passes: Passes) -> None:
    """Add a row for each enrolment of the batch, with everything counted of it, to `counted`."""
    tables = ["totals"]
    if Pass.GAPS in passes:
        _make_missing(engine, scope)
        tables.append("missing")
    if Pass.RUNS in passes:
        _make_runs(engine, scope)
        tables.append("runs")
    columns = ", ".join(f"coalesce({name}, 0) AS {name}" for name in enrolment_columns(scope, passes))
    joined = " ".join(
        f"LEFT JOIN {table} ON {table}.school = e.school AND {table}.pupil = e.pupil" for table in tables
    )
    engine.append("counted", f"SELECT e.school, e.pupil, e.left_out, {columns} FROM enrolled e {joined}")


def _make_stretch_totals(engine: Engine, scope: Scope) -> None:
    """Make `stretch_totals`: what the days of each enrolment come to in each stretch, before they are spread over columns."""
    number = range(scope.week_numbers)
    held = [
        f"bit_or(CASE WHEN b.week_number = {one} THEN {name} * b.first_week_bit ELSE 0 END) AS {called}{one}"
        for called, name in (("p", "u.weeks_possible"), ("a", "u.weeks_broken"))
        for one in number
    ]
    days = ", ".join(f"u.{name}" for name in ("attended", "authorised", "unauthorised", "late", "minutes"))
    engine.make(
        "stretch_totals",
        f"SELECT u.school, u.pupil, b.stretch, {_sums((*_CLASSES, 'late'))}, "
        f"CAST(sum(coalesce(u.minutes, 0)) AS BIGINT) AS minutes_late, {', '.join(held)}, bit_or(u.halves) AS halves FROM ("
        f"SELECT u.school, u.pupil, u.block, {days}, "
        f"CAST({weeks_of(_DAYS_OF['possible'])} AS BIGINT) AS weeks_possible, "
        f"CAST({weeks_of(_ABSENT)} AS BIGINT) AS weeks_broken, "
        f"CAST({halves_of(_DAYS_OF['possible'], 'u.session')} AS BIGINT) AS halves FROM used_by_block u) AS u "
        "JOIN blocks b ON b.block = u.block WHERE b.is_counted GROUP BY u.school, u.pupil, b.stretch",
    )


def _make_totals(engine: Engine, scope: Scope) -> None:
    """Make `totals`: each enrolment's sums over its stretches, those of each window of the year beside those of all."""
    sums = [f"sum({name}) AS {name}" for name in _OF_PARTS]
    for number, part in enumerate(PARTS):
        inside = [one.number for one in scope.counted if one.year == scope.year and one.part is part]
        test = f"stretch IN ({', '.join(map(str, inside)) or 'NULL'})"
        sums += [
            f"sum(CASE WHEN {test} THEN {name} ELSE 0 END) AS {part_name(number)}_{name}"
            for name in _OF_PARTS
        ]
    whole = ", ".join(_as_whole(one) for one in sums)
    held = ", ".join(
        f"bit_or({name}) AS {name}"
        for name in (*weeks.columns(scope, "p"), *weeks.columns(scope, "a"), "halves")
    )
    engine.make(
        "totals",
        f"SELECT *, {weeks.counted(scope, called='p')} AS weeks_possible, "
        f"{weeks.counted(scope, called='a')} AS weeks_broken FROM "
        f"(SELECT school, pupil, {whole}, {held} FROM stretch_totals GROUP BY school, pupil) AS t",
    )


def _sums(names: tuple[str, ...]) -> str:
    return ", ".join(f"CAST(sum(bit_count({_DAYS_OF[name]})) AS BIGINT) AS {name}" for name in names)


def _as_whole(expression: str) -> str:
    """Spell a sum as a whole number of the usual size: engines widen what they add up."""
    value, _, name = expression.rpartition(" AS ")
    return f"CAST({value} AS BIGINT) AS {name}"


def _make_missing(engine: Engine, scope: Scope) -> None:
    """Make `missing`: sessions held while each pupil was on roll, and those of them without a usable code."""
    first, last = literal(scope.first_day), literal(scope.on)
    engine.make(
        "spans_held",
        "SELECT p.school, p.first_day, p.last_day, CAST(sum(h.sessions) AS BIGINT) AS held FROM "
        "(SELECT DISTINCT school, first_day, last_day FROM on_roll) AS p JOIN held_days h ON h.school = p.school "
        f"AND h.date BETWEEN p.first_day AND p.last_day AND h.date BETWEEN {first} AND {last} "
        "GROUP BY p.school, p.first_day, p.last_day",
    )
    _make_filled(engine)
    engine.make(
        "missing",
        "SELECT o.school, o.pupil, o.held, CAST(o.held - coalesce(f.sessions, 0) AS BIGINT) AS missing FROM "
        "(SELECT r.school, r.pupil, CAST(sum(coalesce(h.held, 0)) AS BIGINT) AS held FROM on_roll r "
        "LEFT JOIN spans_held h ON h.school = r.school AND h.first_day = r.first_day AND h.last_day = r.last_day "
        "GROUP BY r.school, r.pupil) AS o LEFT JOIN filled f ON f.school = o.school AND f.pupil = o.pupil",
    )


def _make_filled(engine: Engine) -> None:
    """Make `filled`: how many of the sessions held while each pupil was on roll have a usable code.

    Only a pupil whose rows go beyond the days on roll has any outside them; of those alone is each day looked at.
    """
    engine.make(
        "held_blocks",
        "SELECT h.school, d.block, h.session, bit_or(d.bit) AS days FROM held h JOIN days_of_blocks d ON d.date = h.date "
        "GROUP BY h.school, d.block, h.session",
    )
    engine.make(
        "strays",
        "SELECT s.school, s.pupil FROM stays s JOIN (SELECT school, pupil, min(first_day) AS first_day, "
        "max(last_day) AS last_day, count(*) AS spans FROM on_roll GROUP BY school, pupil) AS r "
        "ON r.school = s.school AND r.pupil = s.pupil "
        "WHERE s.first_row < r.first_day OR s.last_row > r.last_day OR r.spans > 1",
    )
    held = (
        "JOIN held_blocks h ON h.school = u.school AND h.block = u.block AND h.session = u.session "
        "{} JOIN strays s ON s.school = u.school AND s.pupil = u.pupil"
    )
    engine.make(
        "filled",
        "SELECT u.school, u.pupil, CAST(sum(bit_count(u.coded & h.days)) AS BIGINT) AS sessions FROM used_by_block u "
        f"{held.format('LEFT')} WHERE s.school IS NULL GROUP BY u.school, u.pupil UNION ALL "
        f"SELECT u.school, u.pupil, CAST(count(*) AS BIGINT) FROM used_by_block u {held.format('')} "
        "JOIN days_of_blocks d ON d.block = u.block JOIN on_roll r ON r.school = u.school AND r.pupil = u.pupil "
        "AND d.date BETWEEN r.first_day AND r.last_day WHERE (u.coded & h.days & d.bit) <> 0 GROUP BY u.school, u.pupil",
    )


def _make_runs(engine: Engine, scope: Scope) -> None:
    """Make `runs`: the most school days in a row with every session unauthorised, of runs that reach the figures' days."""
    engine.make(
        "runs",
        "SELECT school, pupil, CAST(max(days) AS BIGINT) AS longest_run_days FROM ("
        "SELECT school, pupil, CAST(count(*) AS BIGINT) AS days, max(date) AS last_day FROM ("
        "SELECT d.school, d.pupil, d.date, d.place - row_number() OVER "
        "(PARTITION BY d.school, d.pupil ORDER BY d.place) AS run FROM ("
        "SELECT u.school, u.pupil, u.date, h.place FROM unauthorised u "
        "JOIN held_days h ON h.school = u.school AND h.date = u.date "
        "GROUP BY u.school, u.pupil, u.date, h.place, h.sessions HAVING count(*) = h.sessions) AS d) AS n "
        f"GROUP BY school, pupil, run) AS r WHERE last_day >= {literal(scope.first_day)} GROUP BY school, pupil",
    )

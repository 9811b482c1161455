"""What each enrolment of a batch comes to: sessions by class, the weeks they are in, missing ones, the longest run of absence."""

from onroll.analysis.codes import late_codes, unauthorised_codes
from onroll.analysis.counting import weeks
from onroll.analysis.counting.blocks import (
    PARTS,
    day_by_day,
    halves_of,
    part_name,
    weeks_of,
    with_codes,
)
from onroll.analysis.counting.passes import Pass, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine, literal, literals
from onroll.analysis.tables import SESSIONS

_CLASSES = ("attended", "authorised", "unauthorised")
_LATE = ("late", "minutes_late")
_OF_PARTS = ("possible", *_CLASSES, *_LATE)
_POSSIBLE = "(u.attended | u.authorised | u.unauthorised)"
_ABSENT = "(u.authorised | u.unauthorised)"


_PARTS = tuple(f"{part_name(number)}_" for number in range(len(PARTS)))


def enrolment_columns(scope: Scope, passes: Passes) -> list[str]:
    """Answer the names of what is counted of an enrolment, in order."""
    found = ["possible", *_CLASSES]
    if Pass.WEEKS in passes:
        found += [*_LATE, "weeks_possible", "weeks_broken", *weeks.columns(scope, "p"), "halves"]
        found += [f"{part}{name}" for part in _PARTS for name in _OF_PARTS]
    if Pass.GAPS in passes:
        found += ["missing", "held"]
    if Pass.RUNS in passes:
        found.append("longest_run_days")
    return found


def make_sums(engine: Engine, scope: Scope, passes: Passes) -> None:
    """Make `totals`, each enrolment's sums, and `late`."""
    _make_totals(engine, scope, passes)
    if Pass.WEEKS in passes:
        _make_late(engine, scope)


def add_enrolments(engine: Engine, scope: Scope, passes: Passes) -> None:
    """Add a row for each enrolment of the batch, with everything counted of it, to `counted`."""
    tables = ["totals", "late"] if Pass.WEEKS in passes else ["totals"]
    if Pass.GAPS in passes:
        _make_missing(engine, scope)
        tables.append("missing")
    if Pass.RUNS in passes:
        _make_runs(engine, scope)
        tables.append("runs")
    wide = weeks.columns(scope, "p")
    # A country has nine million of these rows: no number but of weeks needs more than four bytes.
    columns = ", ".join(
        f"CAST(coalesce({name}, 0) AS {'BIGINT' if name in wide else 'INTEGER'}) AS {name}"
        for name in enrolment_columns(scope, passes)
    )
    joined = " ".join(
        f"LEFT JOIN {table} ON {table}.school = e.school AND {table}.pupil = e.pupil" for table in tables
    )
    engine.append("counted", f"SELECT e.school, e.pupil, e.left_out, {columns} FROM enrolled e {joined}")


def _make_totals(engine: Engine, scope: Scope, passes: Passes) -> None:
    """Make `totals`: each enrolment's sessions by class, in all and in each window of the year, its weeks, and held sessions with a code."""
    every = ("", *_PARTS) if Pass.WEEKS in passes else ("",)
    sums = [
        f"CAST(sum(bit_count(u.{name}{' & b.' + part[:-1] if part else ''})) AS BIGINT) AS {part}{name}"
        for part in every
        for name in _CLASSES
    ]
    named = [f"{' + '.join(f'{part}{name}' for name in _CLASSES)} AS {part}possible" for part in every]
    if Pass.WEEKS in passes:
        for called, days in (("p", _POSSIBLE), ("a", _ABSENT)):
            held = f"CAST({weeks_of(days)} AS BIGINT) * b.first_week_bit"
            sums += [
                f"bit_or(CASE WHEN b.week_number = {number} THEN {held} ELSE 0 END) AS {called}{number}"
                for number in range(scope.week_numbers)
            ]
        sums.append(f"bit_or(CAST({halves_of(_POSSIBLE, 'u.session')} AS BIGINT)) AS halves")
        named.append(f"{weeks.counted(scope, called='p')} AS weeks_possible")
        named.append(f"{weeks.counted(scope, called='a')} AS weeks_broken")
    held = ""
    if Pass.GAPS in passes:
        held = f"LEFT {_HELD}"
        sums.append("CAST(sum(bit_count(u.coded & h.days)) AS BIGINT) AS filled")
    engine.make(
        "totals",
        f"SELECT *, {', '.join(named)} FROM (SELECT u.school, u.pupil, {', '.join(sums)} FROM used_by_block u "
        f"JOIN blocks b ON b.block = u.block {held} GROUP BY u.school, u.pupil) AS t",
    )


def _make_late(engine: Engine, scope: Scope) -> None:
    """Make `late`: each enrolment's late sessions and the minutes written down for them, as `totals` has its sums."""
    whole = ", ".join(_as_whole(f"sum({name}) AS {name}") for name in _LATE)
    for number, part in enumerate(PARTS):
        inside = [one.number for one in scope.counted if one.year == scope.year and one.part is part]
        test = f"stretch IN ({', '.join(map(str, inside)) or 'NULL'})"
        sums = [f"sum(CASE WHEN {test} THEN {name} ELSE 0 END) AS {_PARTS[number]}{name}" for name in _LATE]
        whole += ", " + ", ".join(_as_whole(one) for one in sums)
    engine.make(
        "late",
        f"SELECT school, pupil, {whole} FROM (SELECT school, pupil, {stretch_of(scope.stretches, 'date')} AS stretch, "
        "1 AS late, coalesce(minutes_late, 0) AS minutes_late FROM used "
        f"WHERE code IN ({literals(late_codes())}) AND date >= {literal(scope.first_day)}) AS s GROUP BY school, pupil",
    )


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
    _make_filled_of_strays(engine)
    engine.make(
        "missing",
        "SELECT o.school, o.pupil, o.held, "
        "CAST(o.held - coalesce(CASE WHEN s.school IS NULL THEN t.filled ELSE f.sessions END, 0) AS BIGINT) AS missing FROM "
        "(SELECT r.school, r.pupil, CAST(sum(coalesce(h.held, 0)) AS BIGINT) AS held FROM on_roll r "
        "LEFT JOIN spans_held h ON h.school = r.school AND h.first_day = r.first_day AND h.last_day = r.last_day "
        "GROUP BY r.school, r.pupil) AS o LEFT JOIN totals t ON t.school = o.school AND t.pupil = o.pupil "
        "LEFT JOIN strays s ON s.school = o.school AND s.pupil = o.pupil "
        "LEFT JOIN filled f ON f.school = o.school AND f.pupil = o.pupil",
    )


_HELD = "JOIN held_blocks h ON h.school = u.school AND h.block = u.block AND h.session = u.session"


def _make_filled_of_strays(engine: Engine) -> None:
    """Make `strays`, those whose rows go beyond the days on roll, and `filled`: how many sessions held while one was on roll have a usable code.

    Of everybody else that is every session held with a code; of these alone is each day looked at.
    """
    engine.make(
        "strays",
        "SELECT s.school, s.pupil FROM stays s JOIN (SELECT school, pupil, min(first_day) AS first_day, "
        "max(last_day) AS last_day, count(*) AS spans FROM on_roll GROUP BY school, pupil) AS r "
        "ON r.school = s.school AND r.pupil = s.pupil "
        "WHERE s.first_row < r.first_day OR s.last_row > r.last_day OR r.spans > 1",
    )
    engine.make(
        "filled",
        f"SELECT u.school, u.pupil, CAST(count(*) AS BIGINT) AS sessions FROM used_by_block u {_HELD} "
        "JOIN strays s ON s.school = u.school AND s.pupil = u.pupil "
        "JOIN days_of_blocks d ON d.block = u.block JOIN on_roll r ON r.school = u.school AND r.pupil = u.pupil "
        "AND d.date BETWEEN r.first_day AND r.last_day WHERE (u.coded & h.days & d.bit) <> 0 GROUP BY u.school, u.pupil",
    )


def _make_runs(engine: Engine, scope: Scope) -> None:
    """Make `runs`: the most school days in a row with every session unauthorised, of runs that reach the figures' days."""
    engine.make(
        "unauthorised_days",
        "SELECT u.school, u.pupil, u.block, (u.am | u.pm) & ~((h.am & ~u.am) | (h.pm & ~u.pm)) AS days FROM "
        f"(SELECT school, pupil, block, {_HALVES} FROM {with_codes(unauthorised_codes())} AS x GROUP BY school, pupil, block) AS u "
        f"JOIN (SELECT school, block, {_HALVES} FROM held_blocks GROUP BY school, block) AS h "
        "ON h.school = u.school AND h.block = u.block",
    )
    engine.make(
        "runs",
        "SELECT school, pupil, CAST(max(days) AS BIGINT) AS longest_run_days FROM ("
        "SELECT school, pupil, CAST(count(*) AS BIGINT) AS days, max(date) AS last_day FROM ("
        "SELECT u.school, u.pupil, u.date, h.place - row_number() OVER "
        f"(PARTITION BY u.school, u.pupil ORDER BY h.place) AS run FROM ({day_by_day('unauthorised_days', 'school, pupil')}) AS u "
        "JOIN held_days h ON h.school = u.school AND h.date = u.date) AS n "
        f"GROUP BY school, pupil, run) AS r WHERE last_day >= {literal(scope.first_day)} GROUP BY school, pupil",
    )


_HALVES = ", ".join(
    f"bit_or(CASE WHEN session = {literal(one)} THEN days ELSE 0 END) AS {one.lower()}" for one in SESSIONS
)

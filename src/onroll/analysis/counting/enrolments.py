"""What each enrolment of a batch comes to: sessions by code and class, missing ones, the longest run of absence."""

from onroll.analysis.codes import QUIET_CODES, every_code, present_codes, unauthorised_codes
from onroll.analysis.counting import weeks
from onroll.analysis.counting.halves import half_day
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.stretches import stretch_of
from onroll.analysis.engine import Engine, literal, literals
from onroll.analysis.periods import PARTS_OF, Term

#: The windows of the academic year, each with sums of its own in a row of an enrolment.
PARTS = PARTS_OF[Term.SIX_HALF_TERMS]


def part_name(number: int) -> str:
    """Answer the name of a window in the names of columns."""
    return f"part{number}"


def make_sums(engine: Engine, scope: Scope) -> None:
    """Make `sums`: sessions, minutes and weeks of each pupil, school, stretch and code; and `unauthorised`, row by row."""
    held = ", ".join([*(f"p{number} AS w{number}" for number in range(scope.week_numbers)), "halves"])
    (morning, _), (afternoon, _) = present_codes()
    present = " UNION ALL ".join(
        f"SELECT school, pupil, stretch, {literal(code)} AS code, {column} AS sessions, "
        f"CAST(NULL AS BIGINT) AS minutes, {held} FROM present WHERE {column} > 0"
        for code, column in ((morning, "mornings"), (afternoon, "afternoons"))
    )
    engine.make(
        "sums",
        f"{present} UNION ALL SELECT school, pupil, {stretch_of(scope.stretches, 'date')}, code, "
        f"CAST(count(*) AS BIGINT), CAST(sum(minutes_late) AS BIGINT), {weeks.gathered(engine, scope)}, "
        f"bit_or({half_day(engine, 'date', 'session')}) FROM others "
        f"WHERE code <> '' GROUP BY school, pupil, 3, code",
    )
    engine.make(
        "unauthorised",
        f"SELECT school, pupil, date, session, code FROM others WHERE code IN ({literals(unauthorised_codes())})",
    )


def make_enrolments(engine: Engine, scope: Scope) -> None:
    """Make `batch_enrolments`: a row for each enrolment of the batch, with everything counted of it."""
    _make_totals(engine, scope)
    _make_missing(engine, scope)
    _make_runs(engine, scope)
    school_weeks = weeks.gathered(engine, scope)
    engine.make("school_weeks", f"SELECT school, {school_weeks} FROM held GROUP BY school")
    sums = ", ".join(f"coalesce(t.{name}, 0) AS {name}" for name in totals_columns())
    seen = ", ".join(f"coalesce(t.{name}, 0) AS {name}" for name in possible_columns(scope))
    engine.make(
        "batch_enrolments",
        f"SELECT e.school, e.pupil, e.left_out, {sums}, {seen}, coalesce(m.missing, 0) AS missing, "
        f"coalesce(m.held, 0) AS held, coalesce(r.longest, 0) AS longest_run_days FROM enrolled e "
        "LEFT JOIN totals t ON t.school = e.school AND t.pupil = e.pupil "
        "LEFT JOIN missing m ON m.school = e.school AND m.pupil = e.pupil "
        "LEFT JOIN runs r ON r.school = e.school AND r.pupil = e.pupil",
    )


def possible_columns(scope: Scope) -> list[str]:
    """Answer the names of the columns that say in which weeks and halves of a week an enrolment had a possible session."""
    return [*weeks.columns(scope, "p"), "halves"]


def totals_columns() -> list[str]:
    """Answer the names of an enrolment's sums, in order."""
    parts = [f"{part_name(number)}_{name}" for number in range(len(PARTS)) for name in _OF_PARTS]
    return [*_SUMS, "minutes_late", "weeks_possible", "weeks_broken", *parts]


_OF_PARTS = ("possible", "attended", "authorised", "unauthorised", "late", "minutes_late")
_SUMS = ("possible", "attended", "authorised", "unauthorised", "late", "used")


def _make_totals(engine: Engine, scope: Scope) -> None:
    """Make `totals`: each enrolment's sums over its stretches, those of each window of the year beside those of all."""
    _make_stretch_totals(engine, scope)
    sums = [f"sum({name}) AS {name}" for name in (*_SUMS, "minutes_late")]
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


def _make_stretch_totals(engine: Engine, scope: Scope) -> None:
    """Make `stretch_totals`: what the codes of each enrolment come to in each stretch, before they are spread over columns."""
    sums = [f"sum(s.sessions * c.{name}) AS {name}" for name in _SUMS[:-1]]
    sums.append("sum(s.sessions) AS used")
    sums.append("sum(CASE WHEN c.late = 1 THEN coalesce(s.minutes, 0) ELSE 0 END) AS minutes_late")
    whole = ", ".join(_as_whole(one) for one in sums)
    engine.make(
        "stretch_totals",
        f"SELECT s.school, s.pupil, s.stretch, {whole}, {_weeks_where(scope, 'p', 'c.possible = 1')}, "
        "bit_or(CASE WHEN c.possible = 1 THEN s.halves ELSE 0 END) AS halves, "
        f"{_weeks_where(scope, 'a', 'c.authorised + c.unauthorised = 1')} FROM sums s "
        "JOIN codes c ON c.stretch = s.stretch AND c.code = s.code GROUP BY s.school, s.pupil, s.stretch",
    )


def _weeks_where(scope: Scope, called: str, test: str) -> str:
    return ", ".join(
        f"bit_or(CASE WHEN {test} THEN s.w{number} ELSE 0 END) AS {called}{number}"
        for number in range(scope.week_numbers)
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
    _make_elsewhere(engine, scope)
    engine.make(
        "missing",
        "SELECT o.school, o.pupil, o.held, CAST(o.held - coalesce(t.used, 0) + coalesce(x.sessions, 0) AS BIGINT) "
        "AS missing FROM (SELECT r.school, r.pupil, CAST(sum(coalesce(h.held, 0)) AS BIGINT) AS held FROM on_roll r "
        "LEFT JOIN spans_held h ON h.school = r.school AND h.first_day = r.first_day AND h.last_day = r.last_day "
        "GROUP BY r.school, r.pupil) AS o "
        "LEFT JOIN totals t ON t.school = o.school AND t.pupil = o.pupil "
        "LEFT JOIN elsewhere x ON x.school = o.school AND x.pupil = o.pupil",
    )


def _make_elsewhere(engine: Engine, scope: Scope) -> None:
    """Make `elsewhere`: usable rows that fill no gap, because no session was held or the pupil was not on roll.

    Only the codes that say so are entered where none was held, and they are among the `others`; only a pupil whose
    rows go beyond the days on roll has any outside them. Looking at those rows alone spares a look at all.
    """
    engine.make(
        "strays",
        "SELECT s.school, s.pupil FROM stays s JOIN (SELECT school, pupil, min(first_day) AS first_day, "
        "max(last_day) AS last_day, count(*) AS spans FROM on_roll GROUP BY school, pupil) AS r "
        "ON r.school = s.school AND r.pupil = s.pupil "
        "WHERE s.first_row < r.first_day OR s.last_row > r.last_day OR r.spans > 1",
    )
    has_strays = bool(engine.rows("SELECT 1 FROM strays LIMIT 1"))
    astray = "SELECT u.school, u.pupil, u.date, u.session FROM {} u {} JOIN strays s ON s.school = u.school AND s.pupil = u.pupil "
    rows = f"{astray.format('others', 'LEFT')} WHERE s.school IS NULL AND u.code IN ({literals(QUIET_CODES)})"
    if has_strays:
        rows += f" UNION ALL {astray.format('used', '')} WHERE u.code IN ({literals(every_code())})"
    engine.make(
        "elsewhere",
        f"SELECT u.school, u.pupil, CAST(count(*) AS BIGINT) AS sessions FROM ({rows}) AS u "
        "LEFT JOIN held h ON h.school = u.school AND h.date = u.date AND h.session = u.session "
        "LEFT JOIN on_roll r ON r.school = u.school AND r.pupil = u.pupil "
        "AND u.date BETWEEN r.first_day AND r.last_day "
        f"WHERE u.date >= {literal(scope.first_day)} AND (h.school IS NULL OR r.school IS NULL) "
        "GROUP BY u.school, u.pupil",
    )


def _make_runs(engine: Engine, scope: Scope) -> None:
    """Make `runs`: the most school days in a row with every session unauthorised, of runs that reach the figures' days."""
    engine.make(
        "runs",
        "SELECT school, pupil, CAST(max(days) AS BIGINT) AS longest FROM ("
        "SELECT school, pupil, CAST(count(*) AS BIGINT) AS days, max(date) AS last_day FROM ("
        "SELECT d.school, d.pupil, d.date, d.place - row_number() OVER "
        "(PARTITION BY d.school, d.pupil ORDER BY d.place) AS run FROM ("
        "SELECT u.school, u.pupil, u.date, h.place FROM unauthorised u "
        "JOIN held_days h ON h.school = u.school AND h.date = u.date "
        "GROUP BY u.school, u.pupil, u.date, h.place, h.sessions HAVING count(*) = h.sessions) AS d) AS n "
        f"GROUP BY school, pupil, run) AS r WHERE last_day >= {literal(scope.first_day)} GROUP BY school, pupil",
    )

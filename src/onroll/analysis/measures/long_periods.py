"""The measures of the whole period and of terms: of sessions, of enrolments and of pupils.

Each statement answers every grouping and every period at once: there are few rows, and many questions.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.definitions import GAPS, LATENESS, RUNS, SESSIONS, THRESHOLD, WEEKS, Measure
from onroll.analysis.measures.over_groups import Queried, with_pupils
from onroll.analysis.measures.periods_asked import LongPeriod, long_periods
from onroll.analysis.measures.singled_out import EnrolmentsWith, of_long_periods, told_apart
from onroll.analysis.measures.sums import cell_of_code, cells_of_sums, named, spelled
from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_CROSS
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.returns import ATTENDANCE_RUN

_JOINED = (
    "FROM codes_by_group x JOIN codes c ON c.stretch = x.stretch AND c.code = x.code "
    "JOIN period_stretches p ON p.stretch = x.stretch AND p.left_out = x.left_out"
)
#: What an enrolment's row has of the whole period, and of each window of the year.
SUMMED = ("possible", "attended", "authorised", "unauthorised", "late", "minutes_late")
_OF_SESSIONS = ("possible", "attended", "authorised", "unauthorised", "absent", "late")
# A group in a grouping, by its number, and a period, by its place among those asked.
_Key = tuple[int, int, str]


def cells_of_long_periods(engine: Engine, scope: Scope) -> Iterator[tuple[int, Cell]]:
    """Yield every cell of the whole period and of each term, with the number of its grouping; of `grouped`."""
    periods = list(long_periods(scope))
    engine.load("period_stretches", _STRETCHES, _stretches(scope, periods))
    found = _of_enrolments(engine, periods, _thresholds(scope))
    yield from _of_sessions(engine, periods, {key: counts["pupils"] for key, counts in found.items()})
    yield from _cells_of(periods, found, _thresholds(scope))
    yield from _of_the_whole(engine, scope)


def cells_from_enrolments(
    engine: Queried,
    scope: Scope,
    *,
    sessions: Sequence[Measure],
    of: Collection[str],
    sessions_alone: bool = False,
) -> Iterator[tuple[int, Cell]]:
    """Yield the cells that `grouped` answers by itself, of the periods of these names.

    Those of some measures of sessions are among them; with `sessions_alone`, there are no others but of lateness.
    """
    periods = [period for period in long_periods(scope) if period.name in of]
    if not periods:
        return
    thresholds = {} if sessions_alone else _thresholds(scope)
    found = _of_enrolments(engine, periods, thresholds)
    for (number, period, group), counts in found.items():
        for measure in sessions if counts["possible"] else ():
            yield (
                number,
                Cell(
                    measure.name,
                    periods[period].name,
                    group,
                    counts[measure.numerator],
                    counts[measure.denominator],
                    counts["pupils"],
                    None if measure.of_everybody else told_apart(counts[f"enrolments {measure.numerator}"]),
                ),
            )
    yield from _cells_of(periods, found, thresholds)
    if str(Term.WHOLE) in of and not sessions_alone:
        yield from _of_the_whole(engine, scope)


def _thresholds(scope: Scope) -> dict[str, int]:
    return {
        name: per_cent
        for name, threshold in (("persistent", PERSISTENT_ABSENCE), ("severe", SEVERE_ABSENCE))
        if (per_cent := threshold.find(scope.on)) is not None
    }


_STRETCHES = (("period", "BIGINT"), ("stretch", "BIGINT"), ("left_out", "BIGINT"))


def _stretches(scope: Scope, periods: list[LongPeriod]) -> list[tuple[int, int, int]]:
    return [
        (place, stretch, left_out)
        for place, period in enumerate(periods)
        for stretch, left_out in period.stretches_counted()
    ]


def _of_sessions(
    engine: Engine, periods: list[LongPeriod], pupils: dict[_Key, int]
) -> Iterator[tuple[int, Cell]]:
    keys = "x.grouping, p.period, x.grp"
    having = EnrolmentsWith(engine, of_long_periods())
    sums = {
        row[:3]: named(row[3:])
        for row in engine.rows(
            f"SELECT {keys}, {spelled('x.sessions')} {_JOINED} GROUP BY {keys} ORDER BY {keys}"
        )
    }
    for key, found in sums.items():
        number, period, group = key
        name = periods[period].name
        rests_on = partial(having.number, number, group, period=name)
        for cell in cells_of_sums(name, group, found, pupils.get(key, 0), rests_on):
            yield number, cell
    codes = engine.rows(
        f"SELECT {keys}, x.code, CAST(sum(x.sessions) AS BIGINT) {_JOINED} "
        f"GROUP BY {keys}, x.code ORDER BY {keys}, x.code"
    )
    for number, period, group, code, sessions in codes:
        key = (number, period, group)
        name = periods[period].name
        rests_on = partial(having.number, number, group, period=name)
        of_code = cell_of_code(
            name, group, code, int(sessions), sums[key]["possible"], pupils.get(key, 0), rests_on
        )
        for cell in of_code:
            yield number, cell


def _cells_of(
    periods: list[LongPeriod], found: dict[_Key, dict[str, int]], thresholds: dict[str, int]
) -> Iterator[tuple[int, Cell]]:
    for (number, period, group), counts in found.items():
        for cell in _cells_of_enrolments(periods[period].name, group, counts, thresholds):
            yield number, cell


def _of_enrolments(
    engine: Queried, periods: list[LongPeriod], thresholds: dict[str, int]
) -> dict[_Key, dict[str, int]]:
    """Answer what the enrolments of each group come to in each period, worked out afresh for the period."""
    engine.load("periods_asked", (("period", "BIGINT"),), [(place,) for place in range(len(periods))])
    columns = ", ".join(f"{_in_period(periods, name)} AS {name}" for name in SUMMED)
    counts, pupils = _counts(thresholds), _tests_of_pupils(thresholds)
    source = (
        "(SELECT *, authorised + unauthorised AS absent FROM (SELECT g.grouping, g.grp, g.pupil, g.is_elsewhere_too, "
        f"q.period, {columns} FROM grouped g CROSS JOIN periods_asked q) AS s WHERE possible > 0 OR late > 0) AS e"
    )
    rows = with_pupils(
        engine, source, ("grouping", "period", "grp"), list(counts.values()), list(pupils.values())
    )
    names = (*counts, *pupils)
    return {row[:3]: dict(zip(names, (int(value or 0) for value in row[3:]), strict=True)) for row in rows}


def _in_period(periods: list[LongPeriod], column: str) -> str:
    whens = " ".join(
        f"WHEN {place} THEN {period.of_enrolment(column)}" for place, period in enumerate(periods)
    )
    return f"CASE q.period {whens} END"


def _counts(thresholds: dict[str, int]) -> dict[str, str]:
    """Spell what is counted of a group's enrolments, by name."""
    counts = {
        "enrolments": "count(*) FILTER (WHERE e.possible > 0)",
        **{name: f"CAST(sum(e.{name}) AS BIGINT)" for name in _OF_SESSIONS},
        "minutes_late": "CAST(sum(CASE WHEN e.late > 0 THEN e.minutes_late ELSE 0 END) AS BIGINT)",
        "enrolments minutes": "count(*) FILTER (WHERE e.late > 0 AND e.minutes_late > 0)",
        **{
            f"enrolments {one.numerator}": f"count(*) FILTER (WHERE e.{one.numerator} > 0)"
            for one in SESSIONS
            if not one.of_everybody
        },
    }
    for name, per_cent in thresholds.items():
        above = _is_above(per_cent)
        counts |= {
            name: f"count(*) FILTER (WHERE {above})",
            f"absent of {name}": f"CAST(sum(CASE WHEN {above} THEN e.absent ELSE 0 END) AS BIGINT)",
            f"possible of {name}": f"CAST(sum(CASE WHEN {above} THEN e.possible ELSE 0 END) AS BIGINT)",
            f"near {name}": f"count(*) FILTER (WHERE {is_near('e', per_cent)})",
        }
    return counts


def _tests_of_pupils(thresholds: dict[str, int]) -> dict[str, str]:
    """Spell which of a group's enrolments pupils are counted of, by name."""
    return {
        "pupils": "e.possible > 0",
        "late_pupils": "e.late > 0",
        **{f"pupils of {name}": _is_above(per_cent) for name, per_cent in thresholds.items()},
    }


def _is_above(per_cent: int) -> str:
    return f"e.possible > 0 AND e.absent * 100 >= e.possible * {per_cent}"


def is_near(of: str, per_cent: int) -> str:
    """Spell whether an enrolment is under a threshold and would reach it by missing a few sessions more."""
    after = f"({of}.absent + {SESSIONS_TO_CROSS}) * 100 >= ({of}.possible + {SESSIONS_TO_CROSS}) * {per_cent}"
    return f"{of}.possible > 0 AND {of}.absent * 100 < {of}.possible * {per_cent} AND {after}"


def _cells_of_enrolments(
    period: str, group: str, found: dict[str, int], thresholds: dict[str, int]
) -> Iterator[Cell]:
    if found["late"]:
        yield Cell(
            LATENESS.name,
            period,
            group,
            found["minutes_late"],
            found["late"],
            found["late_pupils"],
            told_apart(found["enrolments minutes"]),
        )
    for name in thresholds if found["enrolments"] else ():
        yield from _above(name, period, group, found)


def _above(name: str, period: str, group: str, found: dict[str, int]) -> Iterator[Cell]:
    """Yield the three cells of pupils above a threshold of absence, and those of pupils just under it."""
    above, pupils = found[name], found["pupils"]
    absent, possible = found[f"absent of {name}"], found[f"possible of {name}"]
    yield Cell(name, period, group, above, found["enrolments"], pupils, above)
    near = found[f"near {name}"]
    yield Cell(f"near_{name}", period, group, near, found["enrolments"], pupils, near)
    if found["absent"]:
        yield Cell(f"absent_of_{name}", period, group, absent, found["absent"], pupils, above)
    if possible:
        yield Cell(
            f"absence_rate_of_{name}", period, group, absent, possible, found[f"pupils of {name}"], above
        )


def _of_the_whole(engine: Queried, scope: Scope) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of the measures that are given for the whole period alone."""
    days, whole = ATTENDANCE_RUN.find(scope.on), str(Term.WHOLE)
    ran = "FALSE" if days is None else f"e.longest_run_days >= {days} AND e.possible > 0"
    sums = [
        *(f"CAST(sum(e.{name}) AS BIGINT)" for name in ("missing", "held", "weeks_broken", "weeks_possible")),
        f"count(*) FILTER (WHERE {ran})",
        "count(*) FILTER (WHERE e.possible > 0)",
        "count(*) FILTER (WHERE e.weeks_broken > 0)",
    ]
    tests = ["e.held > 0", "e.weeks_possible > 0", "e.possible > 0", "e.first_met_on IS NOT NULL", "1 = 1"]
    rows = with_pupils(engine, "grouped e", ("grouping", "grp"), sums, tests)
    for number, group, *counts in rows:
        missing, held, broken, weeks, runs, counted, breaking, *of_pupils = map(int, counts)
        pupils_held, pupils_weeks, pupils, met, everyone = of_pupils
        if held:
            yield number, Cell(GAPS.name, whole, group, missing, held, pupils_held)
        if weeks:
            yield number, Cell(WEEKS.name, whole, group, broken, weeks, pupils_weeks, told_apart(breaking))
        if counted and days is not None:
            yield number, Cell(RUNS.name, whole, group, runs, counted, pupils, runs)
        yield number, Cell(THRESHOLD.name, whole, group, met, everyone, everyone, met)

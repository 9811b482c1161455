"""The measures of the whole period and of terms: of sessions, of enrolments and of pupils."""

from collections.abc import Iterator

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.definitions import GAPS, LATENESS, RUNS, THRESHOLD, WEEKS
from onroll.analysis.measures.periods_asked import LongPeriod, long_periods
from onroll.analysis.measures.sums import cell_of_code, cells_of_sums, named, spelled
from onroll.analysis.periods import Term
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.dated import Dated
from onroll.law.returns import ATTENDANCE_RUN

_JOINED = "FROM codes_by_group x JOIN codes c ON c.stretch = x.stretch AND c.code = x.code"


def cells_of_long_periods(engine: Engine, scope: Scope, number: int, grouping: Grouping) -> Iterator[Cell]:
    """Yield every cell of the whole period and of each term, for a grouping that was counted under a number."""
    for period in long_periods(scope):
        pupils = _pupils(engine, period, grouping)
        yield from _of_sessions(engine, period, number, pupils)
        yield from _lateness(engine, period, grouping)
        for name, threshold in (("persistent", PERSISTENT_ABSENCE), ("severe", SEVERE_ABSENCE)):
            yield from _above(engine, period, grouping, name, threshold)
        if period.term is Term.WHOLE:
            yield from _of_the_whole(engine, scope, grouping)


def _pupils(engine: Engine, period: LongPeriod, grouping: Grouping) -> dict[str, int]:
    """Answer how many pupils of each group had something possible."""
    return dict(
        engine.rows(
            f"SELECT {grouping.label('e')}, CAST(count(DISTINCT e.pupil) AS BIGINT) FROM enrolments e "
            f"WHERE {period.of_enrolment('possible')} > 0 GROUP BY 1"
        )
    )


def _of_sessions(engine: Engine, period: LongPeriod, number: int, pupils: dict[str, int]) -> Iterator[Cell]:
    ours = f"WHERE x.grouping = {number} AND {period.where('x')}"
    sums = {
        row[0]: named(row[1:])
        for row in engine.rows(f"SELECT x.grp, {spelled('x.sessions')} {_JOINED} {ours} GROUP BY x.grp")
    }
    for group, of_group in sums.items():
        yield from cells_of_sums(period.name, group, of_group, pupils.get(group, 0))
    codes = engine.rows(
        f"SELECT x.grp, x.code, CAST(sum(x.sessions) AS BIGINT) {_JOINED} {ours} GROUP BY x.grp, x.code"
    )
    for group, code, sessions in codes:
        yield from cell_of_code(
            period.name, group, code, int(sessions), sums[group]["possible"], pupils.get(group, 0)
        )


def _lateness(engine: Engine, period: LongPeriod, grouping: Grouping) -> Iterator[Cell]:
    late, minutes = period.of_enrolment("late"), period.of_enrolment("minutes_late")
    rows = engine.rows(
        f"SELECT {grouping.label('e')}, CAST(sum({minutes}) AS BIGINT), CAST(sum({late}) AS BIGINT), "
        f"count(DISTINCT e.pupil) FROM enrolments e WHERE {late} > 0 GROUP BY 1"
    )
    for group, total, sessions, pupils in rows:
        yield Cell(LATENESS.name, period.name, group, int(total), int(sessions), int(pupils))


def _above(
    engine: Engine, period: LongPeriod, grouping: Grouping, name: str, threshold: Dated[int]
) -> Iterator[Cell]:
    """Yield the three cells of pupils above a threshold of absence, worked out afresh for the period."""
    per_cent = threshold.find(period.scope.on)
    if per_cent is None:
        return
    possible = period.of_enrolment("possible")
    absent = f"({period.of_enrolment('authorised')} + {period.of_enrolment('unauthorised')})"
    rows = engine.rows(
        "SELECT grp, count(*), count(*) FILTER (WHERE above), CAST(sum(absent) AS BIGINT), "
        "coalesce(CAST(sum(absent) FILTER (WHERE above) AS BIGINT), 0), "
        "coalesce(CAST(sum(possible) FILTER (WHERE above) AS BIGINT), 0), count(DISTINCT pupil), "
        "count(DISTINCT CASE WHEN above THEN pupil END) FROM ("
        f"SELECT {grouping.label('e')} AS grp, e.pupil, {possible} AS possible, {absent} AS absent, "
        f"{absent} * 100 >= {possible} * {per_cent} AS above FROM enrolments e WHERE {possible} > 0) AS a GROUP BY grp"
    )
    for group, counted, above, absence, theirs, their_possible, pupils, of_whom in rows:
        yield Cell(name, period.name, group, above, counted, pupils, above)
        if absence:
            yield Cell(f"absent_of_{name}", period.name, group, int(theirs), int(absence), pupils, above)
        if their_possible:
            yield Cell(
                f"absence_rate_of_{name}",
                period.name,
                group,
                int(theirs),
                int(their_possible),
                of_whom,
                above,
            )


def _of_the_whole(engine: Engine, scope: Scope, grouping: Grouping) -> Iterator[Cell]:
    whole, label = str(Term.WHOLE), grouping.label("e")
    for measure, numerator, denominator in (
        (GAPS, "missing", "held"),
        (WEEKS, "weeks_broken", "weeks_possible"),
    ):
        rows = engine.rows(
            f"SELECT {label}, CAST(sum({numerator}) AS BIGINT), CAST(sum({denominator}) AS BIGINT), "
            f"count(DISTINCT CASE WHEN {denominator} > 0 THEN pupil END) FROM enrolments e GROUP BY 1"
        )
        for group, part, all_of_it, pupils in rows:
            if all_of_it:
                yield Cell(measure.name, whole, group, int(part), int(all_of_it), pupils)
    days = ATTENDANCE_RUN.find(scope.on)
    if days is not None:
        rows = engine.rows(
            f"SELECT {label}, count(*) FILTER (WHERE longest_run_days >= {days}), count(*), count(DISTINCT pupil) "
            "FROM enrolments e WHERE possible > 0 GROUP BY 1"
        )
        for group, ran, counted, pupils in rows:
            yield Cell(RUNS.name, whole, group, ran, counted, pupils, ran)
    rows = engine.rows(
        f"SELECT {label}, count(DISTINCT CASE WHEN first_met_on IS NOT NULL THEN pupil END), count(DISTINCT pupil) "
        "FROM enrolments e GROUP BY 1"
    )
    for group, met, pupils in rows:
        yield Cell(THRESHOLD.name, whole, group, met, pupils, pupils, met)

"""Who came into persistent or severe absence from one term to the next, and who came out: of enrolments in both.

Each term is judged afresh, by its own possible sessions. All pairs of bands are in `onroll.analysis.pupil_figures.movers`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from onroll.analysis.counting.scope import Scope
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.over_groups import Queried, with_pupils
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.periods import TERM_AFTER_TERM, from_term_to_term
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE

_SUMMED = ("possible", "authorised", "unauthorised")
_ABSENT = "({side}_authorised + {side}_unauthorised) * 100 >= {side}_possible * {per_cent}"


def cells_between_terms(
    engine: Queried, scope: Scope, *, of: Collection[str] | None = None
) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of every pair of terms, or of the pairs of these names, with the number of their grouping; of `grouped`."""
    thresholds = {
        name: per_cent
        for name, threshold in (("persistent", PERSISTENT_ABSENCE), ("severe", SEVERE_ABSENCE))
        if (per_cent := threshold.find(scope.on)) is not None
    }
    counts = _counts(thresholds)
    pairs = [
        place for place, pair in enumerate(TERM_AFTER_TERM) if of is None or from_term_to_term(*pair) in of
    ]
    if not counts or not pairs:
        return
    engine.load("pairs_asked", (("pair", "BIGINT"),), [(place,) for place in pairs])
    source = (
        f"(SELECT g.grouping, g.grp, g.pupil, g.is_elsewhere_too, q.pair, {_sides(scope)} "
        "FROM grouped g CROSS JOIN pairs_asked q) AS e"
    )
    sums = [f"count(*) FILTER (WHERE {test})" for test in counts.values()]
    could = {f"{name} pupils": counts[f"{name} of"] for name in _ways(thresholds)}
    rows = with_pupils(
        engine,
        source,
        ("grouping", "pair", "grp"),
        sums,
        list(could.values()),
        where="e.before_possible > 0 AND e.after_possible > 0",
    )
    for number, pair, group, *values in rows:
        found = dict(zip((*counts, *could), (int(value or 0) for value in values), strict=True))
        for cell in _cells(from_term_to_term(*TERM_AFTER_TERM[pair]), group, found, thresholds):
            yield number, cell


def _sides(scope: Scope) -> str:
    """Spell the sums of both terms of a pair."""
    return ", ".join(
        f"{_of_pair(scope, place, name)} AS {side}_{name}"
        for place, side in enumerate(("before", "after"))
        for name in _SUMMED
    )


def _of_pair(scope: Scope, place: int, name: str) -> str:
    whens = " ".join(
        f"WHEN {pair} THEN {LongPeriod(terms[place], scope).of_enrolment(name)}"
        for pair, terms in enumerate(TERM_AFTER_TERM)
    )
    return f"CASE q.pair {whens} END"


def _counts(thresholds: Mapping[str, int]) -> dict[str, str]:
    """Spell which of a group's enrolments are counted, by name: those that could move, and those that did."""
    counts: dict[str, str] = {}
    for name, per_cent in thresholds.items():
        was, is_now = (
            f"({_ABSENT.format(side=f'e.{side}', per_cent=per_cent)})" for side in ("before", "after")
        )
        for way, could, did in (("into", f"NOT {was}", is_now), ("out_of", was, f"NOT {is_now}")):
            counts |= {
                f"{way}_{name}": f"{could} AND {did}",
                f"{way}_{name} of": could,
            }
    return counts


def _ways(thresholds: Iterable[str]) -> list[str]:
    return [f"{way}_{name}" for name in thresholds for way in ("into", "out_of")]


def _cells(
    period: str, group: str, found: Mapping[str, int], thresholds: Mapping[str, int]
) -> Iterator[Cell]:
    for measure in _ways(thresholds):
        moved, could = found[measure], found[f"{measure} of"]
        if could:
            yield Cell(measure, period, group, moved, could, found[f"{measure} pupils"], moved)

"""Disclosure control: small cells, and those that would give them away.

A cell is small if it rests on one to nine pupils, or its numerator singles out one to nine. In each line of cells whose sum a reader knows, where
exactly one is kept back, another goes too: the one with the smallest denominator, then the first by its group and period. That is repeated until
nothing changes. Lines are:

- the groups of one measure and period; of two groups crossed, every row and every column;
- a period and those its sessions are the sum of: terms, half terms, weeks, days of the week, halves of the day;
- the share of absence and the rate of absence of one set of pupils, whose numerator is the same.

Severe absence is a part of persistent absence. Where the pupils in the one and not the other are one to nine, severe absence is kept back, and where
they are one to nine without those near it, those near it are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from onroll.analysis.reference.measures import Cell
from onroll.law import AcademicYear
from onroll.law.bank_holidays import easter_sunday

FEWEST_SHOWN = 10


def kept_back(cells: Sequence[Cell], *, fewest: int = FEWEST_SHOWN) -> set[Cell]:
    """Answer the cells that are not shown, of one grouping; `fewest` is the least number of pupils shown."""
    lines = [*_groups(cells), *_periods(cells), *_same_numerators(cells)]
    hidden = _with_what_tells({cell for cell in cells if is_small(cell, fewest)}, lines)
    return _with_what_tells(hidden | set(_told_by_difference(cells, hidden, fewest)), lines)


def is_small(cell: Cell, fewest: int = FEWEST_SHOWN) -> bool:
    """Answer whether a cell by itself is of too few pupils to be shown."""
    return any(0 < number < fewest for number in (cell.pupils, cell.singled_out or 0))


def _with_what_tells(hidden: set[Cell], lines: Iterable[Sequence[Cell]]) -> set[Cell]:
    found = set(hidden)
    while True:
        shown = [[cell for cell in line if cell not in found] for line in lines]
        more = {
            min(left, key=lambda cell: (cell.denominator, ",".join(cell.group), cell.period))
            for line, left in zip(lines, shown, strict=True)
            if left and len(line) - len(left) == 1
        }
        if not more:
            return found
        found |= more


def _groups(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yield the cells that add up to a total: for each place in the group, those that differ there and nowhere else."""
    lines: dict[object, list[Cell]] = defaultdict(list)
    for cell in cells:
        for place in range(len(cell.group)):
            others = (*cell.group[:place], *cell.group[place + 1 :])
            lines[cell.measure, cell.period, place, others].append(cell)
    yield from lines.values()


def _periods(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yield each period of a figure of sessions with those that come to it."""
    figures: dict[object, dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        if cell.singled_out is None:
            figures[cell.measure, cell.group][cell.period] = cell
    for found in figures.values():
        for whole, are_parts in _SUMS:
            parts = [cell for period, cell in found.items() if are_parts(period)]
            if whole in found and parts and _sum(parts) == _sum([found[whole]]):
                yield [found[whole], *parts]


def _sum(cells: Iterable[Cell]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*((cell.numerator, cell.denominator) for cell in cells), strict=True)))


def _term(week: str) -> str:
    """Answer the term a week's Monday is in."""
    monday = date.fromisoformat(week.removeprefix("week "))
    year = AcademicYear.of(monday).last_day.year
    if monday < date(year, 1, 1):
        return "autumn term"
    if monday > date(year, 7, 31):
        return ""
    return "spring term" if monday <= easter_sunday(year) else "summer term"


_DAYS = [f"weekday {number}" for number in range(1, 8)]
_TERMS = ("autumn term", "spring term", "summer term")
_SUMS: list[tuple[str, Callable[..., bool]]] = [
    ("whole", lambda period: period in _TERMS),
    ("whole", lambda period: period.startswith("week ")),
    ("whole", lambda period: period in _DAYS),
    ("whole", lambda period: period.startswith("session ")),
    ("autumn and spring term", lambda period: period in _TERMS[:2]),
    ("five half terms", lambda period: period in (*_TERMS[:2], "half term 5")),
    ("six half terms", lambda period: period in _TERMS),
    ("six half terms", lambda period: period in ("five half terms", "half term 6")),
    *((day, lambda period, day=day: period in (f"{day} AM", f"{day} PM")) for day in _DAYS),
    *(
        (f"session {half}", lambda period, half=half: period in [f"{day} {half}" for day in _DAYS])
        for half in ("AM", "PM")
    ),
    *(
        (term, lambda period, pair=pair: period in [f"half term {number}" for number in pair])
        for term, pair in zip(_TERMS, ((1, 2), (3, 4), (5, 6)), strict=True)
    ),
    *(
        (term, lambda period, term=term: period.startswith("week ") and _term(period) == term)
        for term in _TERMS
    ),
]


def _same_numerators(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    lines: dict[object, list[Cell]] = defaultdict(list)
    for cell in cells:
        start, _, name = cell.measure.rpartition("_of_")
        if start in ("absent", "absence_rate"):
            lines[name, cell.period, cell.group].append(cell)
    yield from (line for line in lines.values() if len(line) == 2)


def _told_by_difference(cells: Iterable[Cell], hidden: set[Cell], fewest: int) -> Iterator[Cell]:
    found = {(cell.measure, cell.period, cell.group): cell for cell in cells if cell not in hidden}
    for (measure, period, group), cell in found.items():
        if not measure.endswith("persistent"):
            continue
        severe = found.get((measure.replace("persistent", "severe"), period, group))
        if severe is None or cell.singled_out is None or severe.singled_out is None:
            continue
        if 0 < cell.singled_out - severe.singled_out < fewest and measure in _COMPARED:
            yield severe
        near = found.get(("near_severe", period, group))
        if measure == "persistent" and near is not None:
            far = cell.singled_out - severe.singled_out - (near.singled_out or 0)
            if 0 < far < fewest:
                yield near


_COMPARED = ("persistent", "absent_of_persistent", "absence_rate_of_persistent")

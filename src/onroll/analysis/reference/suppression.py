"""Disclosure control: small cells, and those that would give them away.

A cell is small if it rests on one to nine pupils, or its numerator on one to nine enrolments, but for attendance, absence, what of it is authorised
and what is not, and sessions missing: those are shown of ten pupils and more. In each line of cells whose sum a reader knows, where
exactly one is kept back, another goes too: the one with the smallest denominator, then the smallest numerator that is not nothing, then the first by its
group, period and measure. Beside what is kept back goes what has it below its line. That is repeated until nothing changes. Lines are:

- the groups of one measure and period; of two groups crossed, every row and every column;
- a period and those its sessions are the sum of: terms, pairs of terms, half terms, weeks, days of the week, halves of the day;
- the share of absence and the rate of absence of one set of pupils, whose numerator is the same;
- a family and its codes, but for the only code of a family of absence, and lateness and the codes of it, where they come to the same; attendance and its families; absence and what is authorised and
  what is not, each of which is a family too; attendance and absence, which are all that is possible.

Severe absence is a part of persistent absence. Where the pupils in the one and not the other are one to nine, severe absence is kept back, and where
they are one to nine without those near it, those near it are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from onroll.analysis.reference.counting import LATENESS
from onroll.analysis.reference.measures import EVERYBODYS, Cell
from onroll.law import AcademicYear
from onroll.law.attendance_codes import CODES
from onroll.law.bank_holidays import easter_sunday
from onroll.law.code_meaning import CodeMeaning
from onroll.law.dated import From

FEWEST_SHOWN = 10


def kept_back(cells: Sequence[Cell], *, fewest: int = FEWEST_SHOWN) -> set[Cell]:
    """Answer the cells that are not shown, of one grouping; `fewest` is the least number of pupils shown."""
    lines = [*_groups(cells), *_periods(cells), *_same_numerators(cells), *_figures(cells)]
    below = _below_the_line(cells)
    hidden = _with_what_tells({cell for cell in cells if is_small(cell, fewest)}, lines, below)
    return _with_what_tells(hidden | set(_told_by_difference(cells, hidden, fewest)), lines, below)


def is_small(cell: Cell, fewest: int = FEWEST_SHOWN) -> bool:
    """Answer whether a cell by itself is of too few pupils to be shown."""
    return 0 < cell.pupils < fewest or 0 < (cell.singled_out or 0) < fewest


def _with_what_tells(
    hidden: set[Cell], lines: Iterable[Sequence[Cell]], below: Mapping[Cell, Sequence[Cell]]
) -> set[Cell]:
    found = set(hidden)
    while True:
        shown = [[cell for cell in line if cell not in found] for line in lines]
        more = {
            min(left, key=_worth)
            for line, left in zip(lines, shown, strict=True)
            if left and len(line) - len(left) == 1
        }
        more |= {other for cell in found for other in below.get(cell, ()) if other not in found}
        if not more:
            return found
        found |= more


def _worth(cell: Cell) -> tuple[int, bool, int, str, str, str]:
    group = ",".join(cell.group)
    return cell.denominator, cell.numerator == 0, cell.numerator, group, cell.period, cell.measure


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
        if not cell.measure.startswith(_OF_PUPILS):
            figures[cell.measure, cell.group][cell.period] = cell
    for found in figures.values():
        for whole, are_parts in _SUMS:
            parts = [cell for period, cell in found.items() if are_parts(period)]
            if whole in found and parts and found[whole].numerator == sum(one.numerator for one in parts):
                yield [found[whole], *parts]


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
    ("whole", lambda period: period in ("autumn and spring term", "summer term")),
    ("whole", lambda period: period in ("five half terms", "half term 6")),
    ("whole", lambda period: period.startswith("half term ")),
    ("autumn and spring term", lambda period: period in [f"half term {number}" for number in range(1, 5)]),
    (
        "autumn and spring term",
        lambda period: period.startswith("week ") and _term(period) in _TERMS[:2],
    ),
    ("five half terms", lambda period: period in ("autumn and spring term", "half term 5")),
    ("six half terms", lambda period: period in ("autumn and spring term", "summer term")),
    ("six half terms", lambda period: period == "whole"),
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


def _figures(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yield, of one period and group, figures that come to another, with that other."""
    for found in _of_one_place(cells).values():
        for names in (*_SUMS_OF_FIGURES, ("attendance_percent", "absence_percent")):
            line = [found[name] for name in names if name in found]
            if len(line) > 1:
                yield line
        for whole, codes in _CODES_OF.items():
            parts = [found[f"code {code}"] for code in codes if f"code {code}" in found]
            if whole in EVERYBODYS and len(parts) == 1:
                continue
            if whole in found and parts and found[whole].numerator == sum(one.numerator for one in parts):
                yield [found[whole], *parts]


def _below_the_line(cells: Iterable[Cell]) -> dict[Cell, list[Cell]]:
    """Answer the figures that have the numerator of another below their line, by that other."""
    return {
        found[name]: [found[other] for other in others if other in found]
        for found in _of_one_place(cells).values()
        for name, others in _DENOMINATORS.items()
        if name in found
    }


def _of_one_place(cells: Iterable[Cell]) -> dict[object, dict[str, Cell]]:
    places: dict[object, dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        places[cell.period, cell.group][cell.measure] = cell
    return places


def _codes() -> dict[str, list[str]]:
    """Answer every code there ever was by its family, as the newest table that has it says, and those of lateness."""
    meanings: dict[str, CodeMeaning] = {}
    for step in CODES.steps:
        if isinstance(step, From):
            meanings |= step.value
    found: dict[str, list[str]] = defaultdict(list)
    for code, meaning in meanings.items():
        if meaning.statistical_class.is_possible:
            found[f"family {meaning.statistical_class}"].append(code)
    return {**found, "late_sessions": list(LATENESS)}


_CODES_OF = _codes()
_SUMS_OF_FIGURES = (
    ("attendance_percent", "family present", "family approved_educational_activity"),
    ("absence_percent", "authorised", "unauthorised"),
    ("authorised", "family authorised_absence"),
    ("unauthorised", "family unauthorised_absence"),
)
_DENOMINATORS = {
    "late_sessions": ("minutes_late",),
    "absence_percent": ("absent_of_persistent", "absent_of_severe"),
}
#: How the names of figures begin whose numerators are pupils or what is theirs alone: a year's are no sum of the terms'.
_OF_PUPILS = (
    *("persistent", "severe", "near_", "absent_of_", "absence_rate_of_", "into_", "out_of_"),
    *("run_of_ten_days", "threshold_met"),
)


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

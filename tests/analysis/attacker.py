"""Somebody who has every figure that is shown, knows what adds up to what, and works out the rest.

What adds up is said here anew, from the tables and the law: nothing is taken from the lines that decide what is kept back.
Wherever figures do add up, the attacker is taken to know that they do.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell
from onroll.law.attendance_codes import class_for_counting
from onroll.law.bank_holidays import easter_sunday

#: A figure by its grouping, measure, period and group; what is possible by the same, without a figure's name.
Place = tuple[Grouping, str, str, str]
#: Places, each with what it is times, that come to nothing.
Sum = Mapping[Place, int]

POSSIBLE = "possible"
OF_PUPILS = ("persistent", "severe", "near_", "absent_of_", "absence_rate_of_", "into_", "out_of_", "run_")
#: Counts pupils and not enrolments: a pupil of two schools is in both, and the sum of them is no total.
OF_NOBODY_ELSE = "threshold_met"
OF_FIGURES = (
    ("attendance_percent", ("family present", "family approved_educational_activity")),
    ("absence_percent", ("authorised", "unauthorised")),
    ("authorised", ("family authorised_absence",)),
    ("unauthorised", ("family unauthorised_absence",)),
    ("late_sessions", ("code L", "code U")),
    ("absent_of_persistent", ("absence_rate_of_persistent",)),
    ("absent_of_severe", ("absence_rate_of_severe",)),
    (POSSIBLE, ("attendance_percent", "absence_percent")),
)
#: Figures that have the numerator of another below their line.
BELOW = {
    "minutes_late": "late_sessions",
    "absent_of_persistent": "absence_percent",
    "absent_of_severe": "absence_percent",
}
TERMS = ("autumn term", "spring term", "summer term")
DAYS = [f"weekday {number}" for number in range(1, 8)]
#: Families whose only code they tell: everybody's figures are shown, and that nobody has another code is no secret.
SHOWN_FAMILIES = ("family authorised_absence", "family unauthorised_absence")


class Attacker:
    """What somebody can work out of figures given side by side; of each grouping is known which enrolment is in which group."""

    def __init__(
        self,
        cells: Mapping[Grouping, Sequence[Cell]],
        members: Mapping[Grouping, Sequence[str]],
        on: date,
    ) -> None:
        """Find what adds up to what: of groups, of periods and of figures. `members` has the enrolments in one order."""
        self.cells = {(grouping, *cell[:3]): cell for grouping, found in cells.items() for cell in found}
        self._members, self._on = members, on
        self._value = {place: cell.numerator for place, cell in self.cells.items()}
        for (grouping, measure, period, group), cell in self.cells.items():
            if measure in ("attendance_percent", "absence_percent"):
                self._value[grouping, POSSIBLE, period, group] = cell.denominator
        every = (*self._of_groups(), *self._of_periods(), *self._of_figures())
        self.sums = [found for found in every if sum(self._value[one] * times for one, times in found.items()) == 0]  # fmt: skip

    def known(self, hidden: Collection[Place]) -> dict[Place, int]:
        """Answer what is told by the figures that are not hidden, above their lines and below."""
        shown = self.cells.keys() - hidden
        below = {(one[0], BELOW[one[1]], *one[2:]) for one in shown if one[1] in BELOW}
        possible = {
            (grouping, POSSIBLE, period, group)
            for grouping, measure, period, group in shown
            if measure in dict(OF_FIGURES) or measure.startswith(("family ", "code "))
        }
        return {place: self._value[place] for place in shown | (below | possible) & self._value.keys()}

    def _of_groups(self) -> Iterator[Sum]:
        """Yield what two groupings have in common: both sides of the groups that share enrolments, together."""
        at: dict[tuple[Grouping, str, str], list[Place]] = defaultdict(list)
        for place in self._value:
            if place[1] != OF_NOBODY_ELSE:
                at[place[:3]].append(place)
        given = {(grouping, period) for grouping, _, period in at}
        named = {place[1:3] for place in self._value}
        for one, other in combinations(self._members, 2):
            number = hanging_together(self._members[one], self._members[other])
            for measure, period in named:
                if not {(one, period), (other, period)} <= given:
                    continue
                sides: dict[int, dict[Place, int]] = defaultdict(dict)
                for times, grouping in ((1, one), (-1, other)):
                    for place in at[grouping, measure, period]:
                        sides[number.get((times, place[3]), 0)][place] = times
                yield from sides.values()

    def _of_periods(self) -> Iterator[Sum]:
        of: dict[tuple[Grouping, str, str], dict[str, Place]] = defaultdict(dict)
        for place in self._value:
            if not place[1].startswith(OF_PUPILS):
                of[place[0], place[1], place[3]][place[2]] = place
        for found in of.values():
            for whole, parts in periods(found):
                yield {found[whole]: 1, **dict.fromkeys((found[part] for part in parts), -1)}

    def _of_figures(self) -> Iterator[Sum]:
        of: dict[tuple[Grouping, str, str], dict[str, Place]] = defaultdict(dict)
        for place in self._value:
            of[place[0], place[2], place[3]][place[1]] = place
        for found in of.values():
            for whole, parts in (*OF_FIGURES, *self._families(found)):
                ours = [found[part] for part in parts if part in found]
                if whole in found and ours:
                    yield {found[whole]: 1, **dict.fromkeys(ours, -1)}

    def _families(self, found: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        families: dict[str, list[str]] = defaultdict(list)
        for name in found:
            if name.startswith("code "):
                kind = class_for_counting(name.removeprefix("code "), self._on)
                families[f"family {kind}"].append(name)
        return (one for one in families.items() if len(one[1]) > 1 or one[0] not in SHOWN_FAMILIES)


def periods(names: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield periods and those that may come to them, of these names."""
    weeks = [name for name in names if name.startswith("week ")]
    for whole, parts in (
        ("whole", TERMS),
        ("whole", weeks),
        ("whole", DAYS),
        ("whole", ("session AM", "session PM")),
        ("whole", [f"half term {number}" for number in range(1, 7)]),
        ("autumn and spring term", TERMS[:2]),
        ("six half terms", TERMS),
        ("five half terms", (*TERMS[:2], "half term 5")),
        ("six half terms", ("five half terms", "half term 6")),
        *((day, (f"{day} AM", f"{day} PM")) for day in DAYS),
        *((f"session {half}", [f"{day} {half}" for day in DAYS]) for half in ("AM", "PM")),
        *((term, [f"half term {2 * number + one}" for one in (1, 2)]) for number, term in enumerate(TERMS)),
        *((term, [week for week in weeks if term_of(week) == term]) for term in TERMS),
    ):
        given = [part for part in parts if part in names]
        if whole in names and given:
            yield whole, given


def term_of(week: str) -> str:
    monday = date.fromisoformat(week.removeprefix("week "))
    if monday.month > 8:
        return TERMS[0]
    return TERMS[1] if monday <= easter_sunday(monday.year) else TERMS[2]


def hanging_together(one: Sequence[str], other: Sequence[str]) -> dict[tuple[int, str], int]:
    """Number the groups of two groupings from 1, 1 and -1 for which of them it is: those that share an enrolment alike."""
    number: dict[tuple[int, str], int] = {}
    for pair in sorted(set(zip(one, other, strict=True))):
        ends = list(zip((1, -1), pair, strict=True))
        met = {number[end] for end in ends if end in number}
        new = min(met, default=len(number) + 1)
        number |= {end: new for end, old in number.items() if old in met} | dict.fromkeys(ends, new)
    return number


def one_after_another(sums: Iterable[Sum], known: Mapping[Place, int]) -> dict[Place, int]:
    """Answer all that comes of what is known, over and over: a sum with one unknown tells it."""
    rows = [({one: times for one, times in found.items() if one not in known},
             sum(known[one] * times for one, times in found.items() if one in known)) for found in sums]  # fmt: skip
    holding: dict[Place, list[int]] = defaultdict(list)
    for number, (unknown, _) in enumerate(rows):
        for place in unknown:
            holding[place].append(number)
    told: dict[Place, int] = {}
    waiting = list(range(len(rows)))
    while waiting:
        unknown, others = rows[number := waiting.pop()]
        if len(unknown) == 1:
            for place, times in list(unknown.items()):
                told[place] = -others // times
                for again in holding[place]:
                    left, of_others = rows[again]
                    rows[again] = left, of_others + told[place] * left.pop(place, 0)
                    waiting.append(again)
    return told


def all_together(sums: Iterable[Sum], known: Collection[Place]) -> set[Place]:
    """Answer the unknowns for which all sums together leave one value alone: elimination in whole fractions."""
    rows = _core([{one: times for one, times in found.items() if one not in known} for found in sums])
    solved: dict[Place, dict[Place, Fraction]] = {}
    holding: dict[Place, set[Place]] = defaultdict(set)
    for given in sorted(rows, key=len):
        row = {one: Fraction(times) for one, times in given.items()}
        for pivot in [one for one in given if one in solved]:
            row = _less(row, solved[pivot], row[pivot])
        if row:
            pivot = min(row, key=lambda one: len(holding[one]))
            row = {one: times / row[pivot] for one, times in row.items()}
            for holder in list(holding[pivot]):
                old = solved[holder]
                solved[holder] = _less(old, row, old[pivot])
                for one in old.keys() ^ solved[holder].keys():
                    (holding[one].add if one in solved[holder] else holding[one].discard)(holder)
            solved[pivot] = row
            for one in row:
                holding[one].add(pivot)
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _core(rows: list[dict[Place, int]]) -> list[dict[Place, int]]:
    """Answer the sums that may tell something: one with an unknown that no other has says no more than what that one is."""
    rows = [dict(one) for one in {frozenset(row.items()) for row in rows} if one]
    holding: dict[Place, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for place in row:
            holding[place].add(number)
    waiting = [place for place, held in holding.items() if len(held) == 1]
    while waiting:
        held = holding[waiting.pop()]
        if len(held) == 1:
            for place in rows[number := next(iter(held))]:
                holding[place].discard(number)
                if len(holding[place]) == 1:
                    waiting.append(place)
            rows[number] = {}
    return [row for row in rows if row]


def _less(
    row: Mapping[Place, Fraction], other: Mapping[Place, Fraction], times: Fraction
) -> dict[Place, Fraction]:
    found = dict(row)
    for one, value in other.items():
        left = found.get(one, 0) - times * value
        if left:
            found[one] = left
        else:
            found.pop(one, None)
    return found

"""Working a published file out again: every total from its codes, every rate from its counts, all phases from each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from onroll.analysis.arithmetic import Family, codes_of
from onroll.analysis.published.all_phases import AllPhases, Figure
from onroll.analysis.published.columns import (
    FAMILIES,
    POSSIBLE,
    PRESENT_IN_TIME,
    Layout,
)
from onroll.analysis.published.rows import (
    NotAPublishedFile,
    Number,
    PublishedRow,
    added_up,
    published_rows,
)
from onroll.analysis.ways_of_totalling import WayOfTotalling

TOLERANCE = 1e-6
#: From this day the department's total of approved educational activity is the sum of its codes.
ACTIVITY_ADDS_UP_FROM = date(2024, 8, 19)
#: A share of authorised absence over which no old holiday code explains what is missing.
_MOST_OF_OLD_HOLIDAYS = Decimal("0.05")
OLD_HOLIDAYS = "legacy code F inside authorised absence"
OLD_ACTIVITY = "approved educational activity before 2024/25"
_SUMS = {
    "overall_attendance": ("present_sessions", "approved_educational_activity"),
    "overall_absence": ("authorised_absence", "unauthorised_absence"),
    "possible_sessions": ("overall_attendance", "overall_absence"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One number of a file that does not come out: which, where, as published and as worked out."""

    name: str
    where: str
    published: Number
    worked_out: Number | float


@dataclass(slots=True)
class Explained:
    """A difference that is known, and how far it went."""

    rows: int = 0
    most: Number = 0


@dataclass(slots=True)
class Verdict:
    """What came of working a file out again."""

    rows: int = 0
    suppressed: int = 0
    rates: int = 0
    identities: Counter[str] = field(default_factory=Counter)
    rates_that_differ: list[Difference] = field(default_factory=list)
    broken: list[Difference] = field(default_factory=list)
    explained: dict[str, Explained] = field(
        default_factory=lambda: {OLD_HOLIDAYS: Explained(), OLD_ACTIVITY: Explained()}
    )
    not_recomputable: tuple[str, ...] = ()
    totals: Counter[WayOfTotalling] = field(default_factory=Counter)

    @property
    def agrees(self) -> bool:
        """Whether nothing differs but what is explained."""
        return not self.rates_that_differ and not self.broken


def verify(path: Path) -> Verdict:
    """Work a published file out again. Raises `NotAPublishedFile`."""
    verdict = Verdict()
    phases = AllPhases()
    for layout, row in published_rows(path):
        verdict.rows += 1
        verdict.not_recomputable = layout.not_recomputable
        verdict.suppressed += any(row.numbers[name] is None for name in layout.numbers)
        _check_totals(verdict, layout, row)
        if not (row.is_total and phases.are_weighted(row)):
            _check_rates(verdict, layout, row)
        _check_phases(verdict, layout, phases.add(layout, row))

    if not verdict.rows:
        raise NotAPublishedFile(f"{path} has a header and no rows. Download it again.")
    _check_phases(verdict, layout, phases.left(layout))
    verdict.totals = phases.totals
    return verdict


def _check_phases(verdict: Verdict, layout: Layout, figures: Iterable[Figure]) -> None:
    rates = dict(layout.rates)
    for name, where, published, worked_out in figures:
        if name in rates:
            _check_rate(verdict, name, where, published, float(worked_out))
        else:
            _check(verdict, f"{name} of all phases", where, published, worked_out)


def _check_totals(verdict: Verdict, layout: Layout, row: PublishedRow) -> None:
    for name, published, worked_out in _identities(layout, row):
        if name == "authorised_absence" and _is_old_holidays(layout, published, worked_out):
            _explain(verdict, OLD_HOLIDAYS, Decimal(published) - Decimal(worked_out))
        elif (
            name == "approved_educational_activity"
            and row.day < ACTIVITY_ADDS_UP_FROM
            and published != worked_out
        ):
            _explain(verdict, OLD_ACTIVITY, _apart(published, worked_out))
        else:
            _check(verdict, name, row.where, published, worked_out)


def _identities(layout: Layout, row: PublishedRow) -> Iterator[tuple[str, Number, Number]]:
    """Yield each identity of a row whose numbers are all there: its name, the total and the sum."""
    numbers = row.numbers
    for name, parts in _parts(layout.codes, row.day):
        total = numbers[name]
        added = [numbers[part] for part in parts]
        known = [number for number in added if number is not None]
        if total is not None and len(known) == len(added):
            yield name, total, added_up(known)


@lru_cache(maxsize=256)
def _parts(codes: tuple[tuple[str, str], ...], day: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Answer what adds up to each total on a day: totals, or else the codes of its family."""
    families = {
        name: _SUMS.get(name) or tuple(column for column, code in codes if code in codes_of(family, day))
        for name, family in FAMILIES.items()
    }
    late = codes_of(Family.LATE, day)
    in_time = tuple(
        column for column, code in codes if code in codes_of(Family.PRESENT, day) and code not in late
    )
    return ((PRESENT_IN_TIME, in_time), *families.items())


def _is_old_holidays(layout: Layout, published: Number, worked_out: Number) -> bool:
    """Answer whether a code that has no column explains why authorised absence is a little more than its codes."""
    missing = Decimal(published) - Decimal(worked_out)
    return not layout.counts_old_holidays and 0 < missing <= _MOST_OF_OLD_HOLIDAYS * published


def _check_rates(verdict: Verdict, layout: Layout, row: PublishedRow) -> None:
    possible = row.numbers[POSSIBLE]
    for name, part in layout.rates:
        published, count = row.numbers[name], row.numbers[part]
        if published is None or count is None or not possible:
            continue
        _check_rate(verdict, name, row.where, published, float(count) * 100 / float(possible))


def _check_rate(verdict: Verdict, name: str, where: str, published: Number, worked_out: float) -> None:
    verdict.rates += 1
    if abs(float(published) - worked_out) > TOLERANCE:
        verdict.rates_that_differ.append(Difference(name, where, published, worked_out))


def _check(verdict: Verdict, name: str, where: str, published: Number, worked_out: Number) -> None:
    verdict.identities[name] += 1
    if _apart(published, worked_out) > TOLERANCE:
        verdict.broken.append(Difference(name, where, published, worked_out))


def _explain(verdict: Verdict, name: str, by: Number) -> None:
    known = verdict.explained[name]
    known.rows += 1
    known.most = max(known.most, by)


def _apart(one: Number, other: Number) -> Decimal:
    return abs(Decimal(one) - Decimal(other))

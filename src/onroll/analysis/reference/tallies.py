"""What each enrolment comes to in each period: the counts that every measure adds up."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from onroll.analysis.reference.counting import Counts, count
from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.judging import Used
from onroll.analysis.reference.periods import Periods, has_weeks
from onroll.analysis.reference.rows import Enrolment
from onroll.law import StatisticalClass, week_of


@dataclass(frozen=True, slots=True)
class Tally:
    """One enrolment in one period. A broken week, of those with something possible, is one with at least one absence."""

    counts: Counts
    codes: Counter[str]
    classes: Counter[StatisticalClass]
    held: int
    missing: int
    weeks: int
    broken_weeks: int


def tallies(tables: Tables) -> dict[str, dict[Enrolment, Tally]]:
    """Answer every tally, by period and enrolment."""
    periods = Periods(tables)
    found: dict[str, dict[Enrolment, Tally]] = defaultdict(dict)
    for enrolment in tables.enrolments:
        for period, tally in _of_one(tables, periods, enrolment).items():
            found[period][enrolment] = tally
    return dict(found)


def _of_one(tables: Tables, periods: Periods, enrolment: Enrolment) -> dict[str, Tally]:
    used: dict[str, list[Used]] = defaultdict(list)
    held: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for one in tables.used_in_period(enrolment):
        for period in periods.of(enrolment, one.on, one.session):
            used[period].append(one)
    for day, session in tables.held_on_roll(enrolment):
        held.update(periods.of(enrolment, day, session))
    for day, session in tables.missing(enrolment):
        missing.update(periods.of(enrolment, day, session))
    return {
        period: _tally(period, used.get(period, []), held[period], missing[period])
        for period in [*used, *(held.keys() - used.keys())]
    }


def _tally(period: str, used: list[Used], held: int, missing: int) -> Tally:
    weeks, broken_weeks = _weeks(used) if has_weeks(period) else (0, 0)
    return Tally(
        counts=count(used),
        codes=Counter([one.code for one in used]),
        classes=Counter([one.statistical_class for one in used]),
        held=held,
        missing=missing,
        weeks=weeks,
        broken_weeks=broken_weeks,
    )


def _weeks(used: list[Used]) -> tuple[int, int]:
    """Count the weeks with something possible, and those of them with an absence."""
    possible = {week_of(one.on) for one in used if one.statistical_class.is_possible}
    return len(possible), len({week_of(one.on) for one in used if one.statistical_class.is_absence})

"""The figures of a report, found by measure, period and group, and how each is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onroll.analysis.groupings import EVERYONE
from onroll.analysis.measures import measure_named
from onroll.analysis.measures.definitions import Shown
from onroll.analysis.periods import Term
from onroll.analysis.results import MeasureRow
from onroll.law.absence_measures import percent
from onroll.law.plain_words import counted

KEPT_BACK = "c"
NONE = "–"
#: What stands for the rate of a code whose sessions are no part of the possible ones.
NOT_POSSIBLE = "not possible"
WHOLE = str(Term.WHOLE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the measures. Its numbers are None where it is kept back."""

    measure: str
    numerator: int | None
    denominator: int | None

    @property
    def is_shown(self) -> bool:
        """Whether it may be read at all."""
        return self.numerator is not None and self.denominator is not None

    @property
    def has_rate(self) -> bool:
        """Whether its numerator is a part of its denominator, or an average over it, so that there is a rate to give."""
        return measure_named(self.measure).shown is not Shown.COUNT

    @property
    def rate(self) -> str:
        """The rate to one decimal, halves up, worked out in whole numbers: per cent, or an average; in words where there is none."""
        if self.numerator is None or self.denominator is None:
            return KEPT_BACK
        if not self.has_rate:
            return NOT_POSSIBLE
        if measure_named(self.measure).shown is Shown.AVERAGE:
            # A hundred times the whole makes a percentage an average.
            return _one_decimal(percent(self.numerator, self.denominator * 100))
        return share(self.numerator, self.denominator)

    @property
    def fraction(self) -> str:
        """The numbers it is made of."""
        if self.numerator is None or self.denominator is None:
            return "kept back"
        if not self.has_rate:
            return f"{counted(self.numerator, 'session')}, not counted as possible"
        return f"{self.numerator:,} of {self.denominator:,}"


#: What is given of every group; of everyone, everything is.
OF_GROUPS = ("attendance_percent", "absence_percent", "authorised", "unauthorised", "persistent", "severe")


def noted(rows: Iterable[MeasureRow], into: list[MeasureRow]) -> Iterator[MeasureRow]:
    """Hand rows on, noting those that a report needs: of a county's schools they are few of very many."""
    for row in rows:
        measure, period, group, *_ = row
        if group == EVERYONE or (period == WHOLE and measure in OF_GROUPS):
            into.append(row)
        yield row


class Figures:
    """The rows of the measures."""

    def __init__(self, rows: Iterable[MeasureRow]) -> None:
        """Take the rows as they are written in `measures.csv`, small ones kept back already."""
        self._found = {
            (measure, period, group): Figure(measure, numerator, denominator)
            for measure, period, group, numerator, denominator, _ in rows
        }

    def find(self, measure: str, period: str = WHOLE, group: str = EVERYONE) -> Figure | None:
        """Answer a figure, or None where there was nothing to count."""
        return self._found.get((measure, period, group))

    def has(self, measure: str) -> bool:
        """Answer whether a measure is given for everyone, for any period."""
        return any(found == measure and group == EVERYONE for found, _, group in self._found)

    def periods(self, start: str) -> list[str]:
        """Answer everyone's periods whose names start so, in order."""
        return sorted(
            {period for _, period, group in self._found if group == EVERYONE and period.startswith(start)}
        )

    def measures(self, start: str) -> list[str]:
        """Answer everyone's measures of the whole period whose names start so."""
        return [
            measure
            for measure, period, group in self._found
            if (period, group) == (WHOLE, EVERYONE) and measure.startswith(start)
        ]


def share(part: int, whole: int) -> str:
    """Write a part of a whole in per cent, to one decimal, halves up."""
    rounded = percent(part, whole)
    return NONE if rounded is None else f"{_one_decimal(rounded)}%"


def _one_decimal(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"

"""The periods a school's pupils can be compared over: a term, or the year up to the end of a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures import PupilFigures
from onroll.analysis.report.words import short_day
from onroll.service.figures.asking import WHOLE
from onroll.service.figures.reading import Figures

_UNTIL, _WEEK = "until ", "week "
_ONE_WEEK = dt.timedelta(weeks=1)
_FRIDAY = dt.timedelta(days=4)
#: Where there was no holiday yet, this many weeks back.
_WEEKS_BACK = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """One period: its name in addresses, and in words."""

    name: str
    words: str

    @property
    def is_term(self) -> bool:
        """Whether it is a term or the whole year to date, rather than the year up to a week."""
        return not self.name.startswith(_UNTIL)


def moments(figures: Figures) -> list[Moment]:
    """Return the periods there are, the whole year to date first, then the terms, then the weeks from the last."""
    weeks = weeks_of(figures)
    return [
        Moment(WHOLE, "Year to date"),
        *(Moment(name, name[:1].upper() + name[1:]) for name in figures.terms if name != WHOLE),
        *(
            Moment(f"{_UNTIL}{week.isoformat()}", f"Year up to {short_day(week + _FRIDAY)}")
            for week in reversed(weeks[:-1])
        ),
    ]


def last_half_term(figures: Figures) -> Moment:
    """Return the year up to the last week before the last holiday; up to a month ago where there was none.

    The year to date where nothing was possible yet.
    """
    return last_half_term_of(weeks_of(figures))


def last_half_term_of(weeks: Sequence[dt.date]) -> Moment:
    """Return the same of the Mondays of the weeks with anything possible, in order."""
    if not weeks:
        return Moment(WHOLE, "Year to date")
    ends = [week for week, following in pairwise(weeks) if following - week > _ONE_WEEK]
    week = ends[-1] if ends else weeks[max(0, len(weeks) - 1 - _WEEKS_BACK)]
    return Moment(f"{_UNTIL}{week.isoformat()}", f"Year up to {short_day(week + _FRIDAY)}")


def figures_at(figures: Figures, moment: Moment) -> list[PupilFigures]:
    """Return every enrolment's sessions of a period."""
    if moment.is_term:
        return figures.pupil_figures(moment.name)
    return [PupilFigures(*row) for row in figures.kept.sums_of_weeks(until=_monday(moment))]


def weeks_in(figures: Figures, moment: Moment) -> int:
    """Return how many school weeks a period has had so far."""
    if moment.is_term:
        return figures.weeks_in(str(Term(moment.name)))
    return sum(week <= _monday(moment) for week in weeks_of(figures))


def _monday(moment: Moment) -> dt.date:
    return dt.date.fromisoformat(moment.name.removeprefix(_UNTIL))


def weeks_of(figures: Figures) -> list[dt.date]:
    """Return the Mondays of the weeks with anything possible."""
    return [dt.date.fromisoformat(name.removeprefix(_WEEK)) for name in figures.periods(_WEEK)]

"""What each pupil of a school comes to, for the sheets that have a row a pupil."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from onroll.analysis.groupings import NOT_KNOWN
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures import PupilFigures
from onroll.analysis.pupil_figures.bands import band_of
from onroll.analysis.report.figures import Figure
from onroll.service.figures.document import Cell, words
from onroll.service.figures.people import Enrolled, Person, people_of
from onroll.service.figures.reading import Figures

WHO = ("Pupil", "Year", "Group")
_OF_PERIOD = ("attended", "authorised", "unauthorised", "late", "minutes_late")
_OF_YEAR = ("year_group", "registration_group", "in_ten_weeks", "first_met_on", "longest_run_days")


@dataclass(frozen=True, slots=True)
class PupilRow:
    """What one pupil comes to: the sessions of the period asked for, and what stands over the whole year."""

    person: Person
    figures: PupilFigures
    late: int
    minutes_late: int
    year_group: str
    group: str
    in_ten_weeks: int
    first_met_on: dt.date | None
    longest_run: int

    @property
    def band(self) -> int | None:
        """Return the lower edge of the pupil's band of absence; None where nothing was possible."""
        return band_of(self.figures)

    def who(self) -> tuple[Cell, ...]:
        """Return the pupil's name, year group and group."""
        return self.person.cell(), words(self.year_group), words(self.group)

    def absence(self, period: str) -> Cell:
        """Return the pupil's absence as it opens to the entries of a period."""
        return share_of(self.person, self.figures, "absence_percent", self.figures.absent, period)


def pupil_rows(figures: Figures) -> list[PupilRow]:
    """Return the pupils with anything possible in the period asked for. Raises OutOfScope."""
    people = people_of(figures)
    period = LongPeriod(Term(figures.question.period), figures.kept.scope)
    columns = ["school", "pupil", *(period.of_enrolment(name) for name in _OF_PERIOD), *_OF_YEAR]
    rows = figures.kept.enrolments(columns, f"{period.of_enrolment('possible')} > 0")
    return [_row(people, row) for row in rows]


def _row(people: dict[Enrolled, Person], row: tuple[Any, ...]) -> PupilRow:
    school, pupil, attended, authorised, unauthorised, late, minutes, year, group, recent, met, run = row
    return PupilRow(
        people[school, pupil],
        PupilFigures(school, pupil, attended, authorised, unauthorised),
        late,
        minutes,
        year or NOT_KNOWN,
        group or NOT_KNOWN,
        recent or 0,
        dt.date.fromisoformat(met) if met else None,
        run,
    )


def share_of(person: Person, of: PupilFigures, measure: str, part: int, period: str) -> Cell:
    """Return a part of a pupil's possible sessions as it opens to the entries of a period."""
    figure = Figure(measure, part, of.possible)
    return Cell(figure.rate, figure=figure, address="open", narrowed=person.behind(measure, period))

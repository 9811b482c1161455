"""Figures of one body and year, read for one person: small ones kept back, short periods refused, and how fresh they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from onroll.analysis.behind import Asked
from onroll.analysis.groupings import ALL, EVERYONE, Grouping
from onroll.analysis.kept import Kept, NotKept, OfAnotherFormat, open_kept
from onroll.analysis.measures import Cell as Counted
from onroll.analysis.measures.periods_asked import LongPeriod
from onroll.analysis.periods import PARTS_OF, Term, first_days
from onroll.analysis.pupil_figures import PupilFigures
from onroll.analysis.pupil_figures.short_periods import has_too_few, why_refused
from onroll.analysis.report.figures import KEPT_BACK, NONE, Figure
from onroll.analysis.report.words import grouping_in_words
from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.figures import store
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import Body
from onroll.service.figures.crossings import crossing
from onroll.service.figures.document import Cell

#: Measures that say little of a short time.
OF_ENROLMENTS = frozenset({"persistent", "severe"})
#: A term that has no shorter one in it.
_BY_ITSELF = frozenset({Term.AUTUMN, Term.SPRING, Term.SUMMER})
_SAFEGUARDING = frozenset({"social_worker", "looked_after"})


class NoFigures(Exception):
    """Nothing was counted yet for a body, or not for the year asked for."""


class CountedBeforeUpgrade(NoFigures):
    """What was counted was kept by another version of Onroll, and is to be counted anew."""


class Figures:
    """One body's figures of a year, and the question they are asked for."""

    def __init__(
        self, body: Body, kept: Kept, question: Question, years: Sequence[int], scope: Scope
    ) -> None:
        self.body, self.kept, self.question, self.years, self.scope = body, kept, question, years, scope
        #: Who they are by name, once somebody who may see them has asked: `people_of`.
        self.people: dict[tuple[str, str], Any] | None = None
        self._found: dict[tuple[Grouping, str], dict[tuple[str, str], Figure]] = {}
        self._pupils: dict[tuple[Grouping, str], dict[str, int]] = {}

    @property
    def on(self) -> dt.date:
        """Return the last day counted."""
        return self.kept.scope.on

    @property
    def first_day(self) -> dt.date:
        """Return the first day counted."""
        return self.kept.scope.first_day

    @property
    def year(self) -> AcademicYear:
        """Return the academic year."""
        return self.kept.scope.year

    @property
    def counted_at(self) -> dt.datetime:
        """Return when they were counted."""
        return dt.datetime.fromisoformat(self.kept.about["counted_at"])

    @property
    def totals(self) -> dict[str, Any]:
        """Return the totals as `onroll analyse --json` gives them."""
        return dict(self.kept.about["totals"])

    @property
    def groupings(self) -> list[Grouping]:
        """Return what they may be asked by, in this person's reach."""
        return [one for one in self.kept.groupings if one.columns and self.may_ask_by(one)]

    def may_ask_by(self, grouping: Grouping) -> bool:
        """Say whether a grouping is open to this person: protective markers take a permission of their own."""
        if not _SAFEGUARDING.intersection(grouping.columns):
            return True
        return self.body.may(self.scope, Permission.PUPIL_SAFEGUARDING_VIEW)

    @cached_property
    def names_pupils(self) -> bool:
        """Say whether this person may see who is behind a figure."""
        return self.body.school_id is not None and self.scope.may(
            Permission.PUPIL_VIEW, school_id=self.body.school_id
        )

    @cached_property
    def may_show_small(self) -> bool:
        """Say whether this person may have small figures shown: who may see the pupils of the whole body."""
        if self.body.school_id is not None:
            return self.names_pupils
        return self.body.may(self.scope, Permission.PUPIL_VIEW)

    @property
    def keeps_back(self) -> bool:
        """Say whether small figures are kept back: unless somebody who may see the pupils asks for them."""
        return not (self.question.shows_small and self.may_show_small)

    def find(
        self, measure: str, period: str | None = None, grouping: Grouping = ALL, group: str = EVERYONE
    ) -> Figure | None:
        """Return a figure; None where there was nothing to count."""
        period = self.question.period if period is None else period
        return self._of(grouping, period).get((measure, group))

    def groups(self, grouping: Grouping, period: str | None = None) -> list[str]:
        """Return the groups of a grouping that have anything possible."""
        found = self._of(grouping, self.question.period if period is None else period)
        return [group for measure, group in found if measure == "attendance_percent"]

    def pupils(self, grouping: Grouping, period: str | None = None) -> dict[str, int]:
        """Return how many pupils each group rests on; a small number is none of a reader's business and is left out."""
        period = self.question.period if period is None else period
        if (grouping, period) not in self._pupils:
            cells = self._cells(grouping, [period], ["attendance_percent"])
            shown = self._of(grouping, period)
            self._pupils[grouping, period] = {
                cell.group: cell.pupils
                for cell in cells
                if (figure := shown.get((cell.measure, cell.group))) is not None and figure.is_shown
            }
        return self._pupils[grouping, period]

    def pupils_cell(self, grouping: Grouping = ALL, group: str = EVERYONE) -> Cell:
        """Return how many pupils a group of the period asked for rests on, as it opens to them: with anything possible, each is behind attendance."""
        pupils = self.pupils(grouping).get(group)
        if pupils is None:
            return Cell(KEPT_BACK)
        asked = Asked("attendance_percent", self.question.period, grouping, group)
        return Cell(f"{pupils:,}", pupils, asked=asked)

    def refuses(self, measure: str, period: str | None = None) -> bool:
        """Say whether a measure is not given of a period because it is short; whoever insists has it given."""
        says_little = measure.rpartition("_")[2] in OF_ENROLMENTS
        return says_little and self.is_short(period) and not self.question.insists

    def cell(
        self, measure: str, period: str | None = None, grouping: Grouping = ALL, group: str = EVERYONE
    ) -> Cell:
        """Return a figure as a cell that opens, or says that it is kept back, refused, or none."""
        period = self.question.period if period is None else period
        if self.refuses(measure, period):
            return Cell(NONE)
        figure = self.find(measure, period, grouping, group)
        if figure is None:
            return Cell(NONE)
        if not figure.is_shown:
            return Cell(KEPT_BACK, figure=figure)
        return Cell(figure.rate, figure=figure, asked=Asked(measure, period, grouping, group))

    def periods(self, start: str) -> list[str]:
        """Return everyone's periods whose names start so, in order."""
        cells = self.kept.cells(ALL, measures=["attendance_percent"])
        return sorted({cell.period for cell in cells if cell.period.startswith(start)})

    @cached_property
    def terms(self) -> list[str]:
        """Return the terms there is anything of, without those that are no more than a shorter one yet."""
        found, on = set(self.periods("")), self.on
        begun = {part for first_day, part in first_days(self.year) if first_day <= on}
        return [
            str(term)
            for term in Term
            if str(term) in found
            and (term not in PARTS_OF or PARTS_OF[term][-1] in begun or term in _BY_ITSELF)
        ]

    @property
    def year_choices(self) -> list[tuple[int, str]]:
        """Return the years that may be asked for, newest first."""
        return [(year, AcademicYear.starting_in(year).name) for year in self.years]

    @property
    def period_choices(self) -> list[tuple[str, str]]:
        """Return the periods that may be asked for."""
        return [
            (name, "Whole year to date" if name == str(Term.WHOLE) else name[:1].upper() + name[1:])
            for name in self.terms
        ]

    @property
    def group_choices(self) -> list[tuple[str, str]]:
        """Return what may be asked by, in words."""
        return [(one.columns[0], grouping_in_words(one)) for one in self.groupings]

    def weeks_in(self, period: str) -> int:
        """Return how many school weeks a period has had so far."""
        return self._weeks.get(period, 0)

    def is_short(self, period: str | None = None) -> bool:
        """Say whether a period is too short to call anybody persistently absent."""
        return has_too_few(self.weeks_in(self.question.period if period is None else period))

    def why_short(self) -> str:
        """Say why persistent absence is not given for the period asked for."""
        return why_refused(self.weeks_in(self.question.period))

    def pupil_figures(self, period: str | None = None) -> list[PupilFigures]:
        """Return each enrolment's sessions of the period, in order of school and pupil."""
        long = LongPeriod(Term(self.question.period if period is None else period), self.kept.scope)
        columns = [long.of_enrolment(name) for name in ("attended", "authorised", "unauthorised")]
        return [PupilFigures(*row) for row in self.kept.enrolments(["school", "pupil", *columns])]

    @cached_property
    def _weeks(self) -> dict[str, int]:
        """Return how many weeks with anything possible each term has."""
        scope = self.kept.scope
        weeks = [dt.date.fromisoformat(name.removeprefix("week ")) for name in self.periods("week ")]
        found = {str(Term.WHOLE): len(weeks)}
        for term, parts in PARTS_OF.items():
            spans = [one for one in scope.counted if one.year == scope.year and one.part in parts]
            found[str(term)] = sum(
                any(one.first_day <= week + dt.timedelta(days=6) and week <= one.last_day for one in spans)
                for week in weeks
            )
        return found

    def load(
        self, grouping: Grouping, periods: Collection[str], measures: Collection[str] | None = None
    ) -> None:
        """Read the cells of several periods at once, before they are asked for one by one."""
        hidden = self._kept_back(grouping, periods, measures) if self.keeps_back else set()
        for period in periods:
            self._found.setdefault((grouping, period), {})
        for cell in self._cells(grouping, periods, measures):
            of_it = (None, None) if cell[:3] in hidden else (cell.numerator, cell.denominator)
            self._found[grouping, cell.period][cell.measure, cell.group] = Figure(cell.measure, *of_it)

    def _kept_back(
        self, grouping: Grouping, periods: Collection[str], measures: Collection[str] | None
    ) -> set[tuple[str, str, str]]:
        if grouping in self.kept.groupings:
            return self.kept.kept_back(grouping, measures=measures, periods=periods)
        return set(crossing(self.kept, grouping, periods).kept_back)

    def _of(self, grouping: Grouping, period: str) -> dict[tuple[str, str], Figure]:
        if (grouping, period) not in self._found:
            self.load(grouping, [period])
        return self._found[grouping, period]

    def _cells(
        self, grouping: Grouping, periods: Collection[str], measures: Collection[str] | None
    ) -> list[Counted]:
        if grouping in self.kept.groupings:
            return self.kept.cells(grouping, measures=measures, periods=periods)
        cells = crossing(self.kept, grouping, periods).cells
        return [cell for cell in cells if measures is None or cell.measure in measures]


@contextmanager
def figures_of(scope: Scope, body: Body, question: Question) -> Iterator[Figures]:
    """Open a body's figures for somebody who may see them. Raises OutOfScope, NoFigures, and CountedBeforeUpgrade."""
    body.require(scope, Permission.FIGURES_VIEW)
    years = store.years_kept(body.key)
    year = question.year if question.year in years else next(iter(years), None)
    if year is None:
        raise NoFigures
    try:
        with open_kept(store.kept_path(body.key, year)) as kept:
            yield Figures(body, kept, question, years, scope)
    except OfAnotherFormat as other:
        raise CountedBeforeUpgrade from other
    except NotKept as none:
        raise NoFigures from none

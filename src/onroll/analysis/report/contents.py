"""What a report is made of, gathered before a word is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import FIRST_MONDAY, Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.periods_asked import week_name
from onroll.analysis.periods import PARTS_OF, TERM_AFTER_TERM, Term
from onroll.analysis.pupil_figures.bands import EDGES
from onroll.analysis.pupil_figures.short_periods import has_too_few
from onroll.analysis.report.bands import Band, bands
from onroll.analysis.report.figures import Figures
from onroll.analysis.report.moves import MovesOfTerms, moves_of_terms
from onroll.analysis.results import MeasureRow
from onroll.analysis.totals import Totals
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a report says. What is kept back is None in `figures` and `bands` already.

    `weeks` are the names of those in which anything was possible, in order; `short` the periods that have few of them.
    """

    scope: Scope
    totals: Totals
    figures: Figures
    groups: Mapping[Grouping, Sequence[str]]
    bands: Sequence[Band]
    moves: Sequence[MovesOfTerms]
    first_mark: date | None
    last_mark: date | None
    weeks: Sequence[str]
    short: frozenset[Term]
    suppressed: bool

    @property
    def persistent(self) -> int | None:
        """The per cent of persistent absence, where there was one."""
        return PERSISTENT_ABSENCE.find(self.scope.on)

    @property
    def severe(self) -> int | None:
        """The per cent of severe absence, where there was one."""
        return SEVERE_ABSENCE.find(self.scope.on)

    def has_few_weeks(self, term: Term = Term.WHOLE) -> bool:
        """Whether a period has too few weeks to call anybody in it persistently absent."""
        return term in self.short


def gather(
    engine: Engine,
    scope: Scope,
    totals: Totals,
    rows: Sequence[MeasureRow],
    groups: Mapping[Grouping, Sequence[str]],
    *,
    suppress: bool,
) -> Contents:
    """Gather a report from the rows of the measures, and from what was counted."""
    first_mark, last_mark = engine.rows("SELECT min(date), max(date) FROM days_by_group")[0]
    marks = tuple(
        per_cent
        for per_cent in (PERSISTENT_ABSENCE.find(scope.on), SEVERE_ABSENCE.find(scope.on))
        if per_cent in EDGES
    )
    figures = Figures(rows)
    weeks = figures.periods("week ")
    short = frozenset(term for term in Term if has_too_few(len(_weeks_of(scope, term).intersection(weeks))))
    return Contents(
        scope,
        totals,
        figures,
        groups,
        bands(engine, suppress=suppress, marks=marks),
        [
            moves_of_terms(engine, scope, *pair, suppress=suppress, marks=marks)
            for pair in TERM_AFTER_TERM
            if not short.intersection(pair)
        ],
        first_mark,
        last_mark,
        weeks,
        short,
        suppress,
    )


def _weeks_of(scope: Scope, term: Term) -> set[str]:
    """Answer the names of the weeks that have a day in a period."""
    ours = [
        one
        for one in scope.counted
        if term is Term.WHOLE or (one.year == scope.year and one.part in PARTS_OF[term])
    ]
    return {
        week_name(number)
        for one in ours
        for number in range(
            (one.first_day - FIRST_MONDAY).days // 7, (one.last_day - FIRST_MONDAY).days // 7 + 1
        )
    }

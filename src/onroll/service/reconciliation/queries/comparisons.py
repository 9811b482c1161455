"""A school's comparisons with another system, and what one of them found, narrowed and page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation import FIGURES, Kind
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.exchange import uploads
from onroll.service.exchange.progress import doing_in_words, is_opening
from onroll.service.reconciliation.actions.deleting import DAYS_FILE_IS_KEPT, DAYS_RESULT_IS_KEPT
from onroll.service.reconciliation.models import Comparison, RowSetAside, SessionFound, TotalsFound

PER_PAGE = 100
MOST_LISTED = 50
SHOWN_ASIDE = 50
#: The figures in the order a reader looks for them.
IN_ORDER = (
    Family.POSSIBLE,
    Family.ATTENDED,
    Family.ABSENCE,
    Family.AUTHORISED,
    Family.UNAUTHORISED,
    Family.LATE,
)
FIGURE_WORDS = {
    Family.POSSIBLE: "Possible sessions",
    Family.ATTENDED: "Attended",
    Family.ABSENCE: "Absence",
    Family.AUTHORISED: "Authorised absence",
    Family.UNAUTHORISED: "Unauthorised absence",
    Family.LATE: "Late",
    Family.PRESENT: "Present at school",
    Family.APPROVED_EDUCATIONAL_ACTIVITY: "Approved educational activity",
}
Cell = str | int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is looked for in a comparison: a kind, a figure that it changes, a pupil's name or reference."""

    kind: str = ""
    figure: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure on both sides. `difference` is ours less theirs."""

    figure: Family
    ours: int
    theirs: int

    @property
    def words(self) -> str:
        """Return the figure's name."""
        return FIGURE_WORDS[self.figure]

    @property
    def difference(self) -> int:
        """Return ours less theirs."""
        return self.ours - self.theirs


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of difference: how many sessions are of it, and what they come to by figure."""

    kind: Kind
    sessions: int
    comes_to: dict[Family, int]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A comparison and a page of what it found."""

    comparison: Comparison
    figures: list[FigureLine]
    kinds: list[KindLine]
    rows: list[SessionFound]
    totals: list[TotalsFound]
    set_aside: list[RowSetAside]
    matching: int
    page: int
    pages: int
    doing: str
    done: int

    @property
    def percent_open(self) -> int | None:
        """How much of a workbook is open, while it is being opened; None otherwise."""
        return self.done if is_opening(self.doing) else None

    @property
    def doing_in_words(self) -> str:
        """What is being done, as people read it."""
        return doing_in_words(self.doing)

    @property
    def file_goes_on(self) -> dt.datetime:
        """Return when the file is deleted, unless somebody deletes it before."""
        return self.comparison.made_at + dt.timedelta(days=DAYS_FILE_IS_KEPT)

    @property
    def result_goes_on(self) -> dt.datetime:
        """Return when all of it is deleted."""
        return self.comparison.made_at + dt.timedelta(days=DAYS_RESULT_IS_KEPT)


def comparisons_of(scope: Scope, *, school_id: int) -> list[Comparison]:
    """Return a school's comparisons, the latest first. Raises OutOfScope."""
    scope.require(Permission.RECONCILIATION_RUN, school_id=school_id)
    return list(Comparison.objects.filter(school_id=school_id)[:MOST_LISTED])


def comparison_page(
    scope: Scope, *, school_id: int, comparison_id: int, narrowed: Narrowed, page: int = 1
) -> ComparisonPage | None:
    """Return a comparison and a page of what it found; None where the school has no such one. Raises OutOfScope."""
    comparison = _found(scope, school_id, comparison_id)
    if comparison is None:
        return None
    sessions = _sessions(comparison, narrowed)
    totals = _totals(comparison, narrowed)
    matching = sessions.count() if comparison.kind == Comparison.Kind.MARKS else totals.count()
    pages = max(1, -(-matching // PER_PAGE))
    page = min(max(page, 1), pages)
    shown = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    doing, done = uploads.read_progress(comparison.folder) if comparison.is_busy else ("", 0)
    return ComparisonPage(
        comparison,
        _figures(comparison),
        _kinds(comparison),
        list(sessions[shown]),
        list(totals[shown]),
        list(comparison.rows_set_aside.all()[:SHOWN_ASIDE]),
        matching,
        page,
        pages,
        doing,
        done,
    )


def export_lines(
    scope: Scope, *, school_id: int, comparison_id: int, narrowed: Narrowed
) -> Iterator[list[Cell]] | None:
    """Return the heading and every row that is looked for, numbers as numbers; None where the school has no such comparison. Raises OutOfScope."""
    comparison = _found(scope, school_id, comparison_id)
    if comparison is None:
        return None
    if comparison.kind == Comparison.Kind.MARKS:
        return _session_lines(_sessions(comparison, narrowed))
    return _total_lines(_totals(comparison, narrowed), [line.figure for line in _figures(comparison)])


def _found(scope: Scope, school_id: int, comparison_id: int) -> Comparison | None:
    scope.require(Permission.RECONCILIATION_RUN, school_id=school_id)
    return Comparison.objects.filter(school_id=school_id, pk=comparison_id).first()


def _figures(comparison: Comparison) -> list[FigureLine]:
    found = comparison.found
    return [
        FigureLine(figure, found["ours"][figure], found["theirs"][figure])
        for figure in IN_ORDER
        if figure in found.get("ours", {})
    ]


def _kinds(comparison: Comparison) -> list[KindLine]:
    kinds = comparison.found.get("kinds", {})
    return [
        KindLine(kind, kinds[kind]["sessions"], {figure: kinds[kind][figure] for figure in FIGURES})
        for kind in Kind
        if kind in kinds
    ]


def _sessions(comparison: Comparison, narrowed: Narrowed) -> QuerySet[SessionFound]:
    rows = comparison.sessions.select_related("pupil").order_by("pk")
    if narrowed.kind:
        rows = rows.filter(kind=narrowed.kind)
    if narrowed.figure in set(FIGURES):
        rows = rows.filter(effect__has_key=narrowed.figure)
    if narrowed.words:
        rows = rows.filter(_named(narrowed.words, "reference"))
    return rows


def _totals(comparison: Comparison, narrowed: Narrowed) -> QuerySet[TotalsFound]:
    rows = comparison.totals.select_related("pupil").order_by("pk")
    return rows.filter(_named(narrowed.words, "name")) if narrowed.words else rows


def _named(words: str, column: str) -> Q:
    return (
        Q(pupil__legal_surname__icontains=words)
        | Q(pupil__legal_forenames__icontains=words)
        | Q(pupil__known_forename__icontains=words)
        | Q(**{f"{column}__icontains": words})
    )


def _session_lines(rows: QuerySet[SessionFound]) -> Iterator[list[Cell]]:
    yield [
        "Pupil", "UPN", "In the file", "Date", "Session", "Kind", "Here", "There", "Read as",
        *(f"{FIGURE_WORDS[figure]}, here less there" for figure in IN_ORDER), "Why not counted here",
    ]  # fmt: skip
    for row in rows.iterator(chunk_size=2000):
        yield [
            str(row.pupil) if row.pupil else "",
            (row.pupil.upn or "") if row.pupil else "",
            row.reference,
            row.date.isoformat(),
            row.session,
            Kind(row.kind).heading,
            row.ours,
            row.theirs,
            row.read_as,
            *(int(row.effect.get(figure, 0)) for figure in IN_ORDER),
            row.why,
        ]


def _total_lines(rows: QuerySet[TotalsFound], figures: list[Family]) -> Iterator[list[Cell]]:
    headings = [f"{FIGURE_WORDS[figure]}, {side}" for figure in figures for side in ("here", "there")]
    yield ["Pupil", "In the file", "Whose", *headings]
    for row in rows.iterator(chunk_size=2000):
        counts = [int(side[figure]) for figure in figures for side in (row.ours, row.theirs)]
        yield [str(row.pupil) if row.pupil else "", row.name, row.whose, *counts]

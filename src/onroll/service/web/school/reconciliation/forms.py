"""What the two forms say: how a file of marks, or of totals, is laid out and what its signs mean."""

from __future__ import annotations

from collections.abc import Mapping

from onroll.analysis.reconciliation.their_rows import MarkColumns, TotalColumns
from onroll.service.exchange.mark_strings.profiles import DATE_FORMATS
from onroll.service.reconciliation.asked import (
    BY_PUPIL,
    FIGURE_HEADINGS,
    OWNERS,
    AskedOfMarks,
    AskedOfTotals,
    meanings_in,
)
from onroll.service.reconciliation.refusals import ComparisonRefused
from onroll.service.web.components.dates import date_from_boxes

_HEADINGS = ("pupil", "date", "session", "code")


def marks_asked(sent: Mapping[str, str]) -> AskedOfMarks:
    """Return what a form about a file of marks says. Raises ComparisonRefused."""
    usual = MarkColumns()
    date_format = sent.get("date_format", usual.date_format)
    columns = MarkColumns(
        **{name: sent.get(f"column-{name}", "").strip() or getattr(usual, name) for name in _HEADINGS},
        date_format=date_format if date_format in DATE_FORMATS.values() else usual.date_format,
        mornings=sent.get("mornings", "").strip() or usual.mornings,
        afternoons=sent.get("afternoons", "").strip() or usual.afternoons,
    )
    asked = AskedOfMarks(columns, meanings_in(sent.get("meanings", "")), sent.get("only_theirs") == "1")
    if columns.mornings.casefold() == columns.afternoons.casefold():
        raise ComparisonRefused(
            "Mornings and afternoons are called the same. Say how the file tells them apart."
        )
    return asked


def form_of_marks(asked: AskedOfMarks) -> dict[str, str]:
    """Return the values of the form about a file of marks."""
    columns = asked.columns
    return {
        **{f"column-{name}": getattr(columns, name) for name in _HEADINGS},
        "date_format": columns.date_format,
        "mornings": columns.mornings,
        "afternoons": columns.afternoons,
        "meanings": "\n".join(f"{sign} = {meaning}" for sign, meaning in asked.meanings.items()),
        "only_theirs": "1" if asked.only_theirs else "",
    }


def totals_asked(sent: Mapping[str, str]) -> AskedOfTotals:
    """Return what a form about a file of totals says. Raises ComparisonRefused and DateNotGiven."""
    first_day = date_from_boxes(sent, "first_day", "the first day")
    last_day = date_from_boxes(sent, "last_day", "the last day")
    if last_day < first_day:
        raise ComparisonRefused("The last day is before the first. Give the earlier day first.")
    figures = {
        figure: heading for figure in FIGURE_HEADINGS if (heading := sent.get(f"column-{figure}", "").strip())
    }
    by = sent.get("by", BY_PUPIL)
    name = sent.get("column-name", "").strip() or "pupil"
    if name in figures.values() or len(set(figures.values())) < len(figures):
        raise ComparisonRefused("One heading stands for two things. Give each its own.")
    return AskedOfTotals(TotalColumns(name, figures), by if by in OWNERS else BY_PUPIL, first_day, last_day)


def form_of_totals() -> dict[str, str]:
    """Return the usual values of the form about a file of totals."""
    headings = {f"column-{figure}": heading for figure, heading in FIGURE_HEADINGS.items()}
    return {**headings, "column-name": "pupil", "by": BY_PUPIL}

"""A document as CSV: one table after another, every figure with the two numbers it is made of."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

from onroll.service.figures.document import Card, Cell, Document, Table
from onroll.service.figures.writing.columns import figure_columns, headings_of
from onroll.service.figures.writing.made import made_in_words
from onroll.service.spreadsheets import as_text


def as_csv(document: Document, *, whose: str, made_at: dt.datetime, made_by: str) -> bytes:
    """Write every table under its caption, an empty line between, for a spreadsheet to open; `whose` is the body it is of."""
    out = io.StringIO()
    writer = csv.writer(out)
    title = document.title if whose in document.title else f"{document.title}, {whose}"
    writer.writerow([as_text(title), as_text(document.lede)])
    if document.cards:
        writer.writerow([])
        writer.writerow(["Figure", "Rate", "Part", "Whole", "What it means"])
    for card in document.cards:
        means = " ".join((card.meaning, *card.beside))
        writer.writerow([as_text(card.title), *_of_card(card), as_text(means)])
    for table in document.tables:
        writer.writerow([])
        writer.writerow([as_text(table.caption)])
        writer.writerows(lines(table))
    writer.writerow([])
    said = [note for section in document.sections for note in section.notes if note]
    about = (*document.facts, made_in_words(made_at, made_by), *said, *document.notes)
    writer.writerows([as_text(note)] for note in about)
    return out.getvalue().encode("utf-8-sig")


def _of_card(card: Card) -> tuple[str | int, ...]:
    """Return a headline figure's rate, part and whole; where it has none, what stands in its place."""
    figure = card.figure
    if figure is None or figure.numerator is None or figure.denominator is None:
        return as_text(card.value), as_text(card.made_of), ""
    return as_text(card.value), figure.numerator, figure.denominator


def lines(table: Table) -> Iterator[list[str | int]]:
    """Yield a table's headings and rows; a column of figures becomes three: its rate, its part and its whole."""
    of_figures = figure_columns(table)
    yield [as_text(heading) for heading in headings_of(table)]
    for row in table.rows:
        yield [
            value for place, cell in enumerate(row) for value in _values(cell, is_figure=place in of_figures)
        ]


def _values(cell: Cell, *, is_figure: bool) -> tuple[str | int, ...]:
    if not is_figure:
        return (cell.number if cell.number is not None else as_text(cell.text),)
    figure = cell.figure
    if figure is None or figure.numerator is None or figure.denominator is None:
        return as_text(cell.text), "", ""
    return as_text(cell.text), figure.numerator, figure.denominator

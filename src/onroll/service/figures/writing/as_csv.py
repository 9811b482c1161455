"""A document as CSV: one table after another, every figure with the two numbers it is made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from onroll.service.figures.document import Cell, Document, Table
from onroll.service.spreadsheets import as_text


def as_csv(document: Document) -> bytes:
    """Write every table under its caption, an empty line between, for a spreadsheet to open."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([as_text(document.title), as_text(document.lede)])
    for card in document.cards:
        writer.writerow([as_text(card.title), as_text(card.value), as_text(card.made_of)])
    for table in document.tables:
        writer.writerow([])
        writer.writerow([as_text(table.caption)])
        writer.writerows(lines(table))
    writer.writerow([])
    writer.writerows([as_text(note)] for note in (*document.facts, *document.notes))
    return out.getvalue().encode("utf-8-sig")


def lines(table: Table) -> Iterator[list[str | int]]:
    """Yield a table's headings and rows; a column of figures becomes three: its rate, its part and its whole."""
    of_figures = figure_columns(table)
    yield [
        as_text(title)
        for place, heading in enumerate(table.headings)
        for title in (
            (heading, f"{heading}: part", f"{heading}: whole") if place in of_figures else (heading,)
        )
    ]
    for row in table.rows:
        yield [
            value for place, cell in enumerate(row) for value in _values(cell, is_figure=place in of_figures)
        ]


def figure_columns(table: Table) -> frozenset[int]:
    """Return the places of the columns in which any cell is a figure."""
    return frozenset(place for row in table.rows for place, cell in enumerate(row) if cell.figure is not None)


def _values(cell: Cell, *, is_figure: bool) -> tuple[str | int, ...]:
    if not is_figure:
        return (cell.number if cell.number is not None else as_text(cell.text),)
    figure = cell.figure
    if figure is None or figure.numerator is None or figure.denominator is None:
        return as_text(cell.text), "", ""
    return as_text(cell.text), figure.numerator, figure.denominator

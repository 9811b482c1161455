"""The columns that a table has in a file: a column of figures becomes three, its rate, its part and its whole."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.service.figures.document import Table


def headings_of(table: Table) -> Iterator[str]:
    """Yield a table's headings as a file has them."""
    of_figures = figure_columns(table)
    for place, heading in enumerate(table.headings):
        yield heading
        if place in of_figures:
            yield f"{heading}: part"
            yield f"{heading}: whole"


def figure_columns(table: Table) -> frozenset[int]:
    """Return the places of the columns in which any cell is a figure."""
    return frozenset(place for row in table.rows for place, cell in enumerate(row) if cell.figure is not None)

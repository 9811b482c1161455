"""A document as an Excel file: what it is on a first sheet, then a sheet a table, its numbers as numbers."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from onroll.analysis.measures import measure_named
from onroll.analysis.measures.definitions import Shown
from onroll.analysis.report.figures import Figure
from onroll.law.absence_measures import percent
from onroll.service.figures.document import Cell, Document, Table
from onroll.service.figures.writing.columns import figure_columns, headings_of
from onroll.service.figures.writing.made import made_in_words

_ABOUT = "About"
#: What no name of a sheet may hold, and how long one may be.
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
#: A rate that somebody else published, of which no part and whole are known.
_RATE = re.compile(r"[0-9]+\.[0-9]%")


def as_xlsx(document: Document, *, whose: str, made_at: dt.datetime, made_by: str) -> bytes:
    """Write a document for Excel; `whose` is the school, trust or authority it is of."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{document.title}, {whose}",
                "author": "Onroll",
                "created": made_at.replace(tzinfo=None),
            }
        )
        written = _Written(book)
        written.about(document, whose, made_in_words(made_at, made_by))
        for table in document.tables:
            if table.rows:
                written.table(table)
    return made.getvalue()


class _Written:
    """A workbook in the making: its formats, and the names its sheets have taken."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._whole = book.add_format({"num_format": "#,##0"})
        self._rate = book.add_format({"num_format": "0.0%"})
        self._average = book.add_format({"num_format": "0.0"})
        self._names: set[str] = set()

    def about(self, document: Document, whose: str, made: str) -> None:
        """Write the first sheet: what this is, when it was counted, its headline figures, and what they mean."""
        sheet = self._sheet(_ABOUT)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 3, 14)
        sheet.set_column(4, 4, 90)
        sheet.write_string(
            0, 0, f"{document.title}, {whose}" if whose not in document.title else document.title, self._bold
        )
        lines = [document.lede, *document.facts, made]
        for line, text in enumerate(lines, start=1):
            sheet.write_string(line, 0, text)
        line = len(lines) + 2
        if document.cards:
            for place, heading in enumerate(("Figure", "Rate", "Part", "Whole", "What it means")):
                sheet.write_string(line, place, heading, self._bold)
            for card in document.cards:
                line += 1
                sheet.write_string(line, 0, card.title)
                if card.figure is None or not card.figure.is_shown:
                    sheet.write_string(line, 1, card.value)
                else:
                    self._figure(sheet, line, 1, card.value, card.figure)
                sheet.write_string(line, 4, " ".join((card.meaning, *card.beside)), self._wrapped)
            line += 2
        notes = [note for section in document.sections for note in section.notes if note]
        for place, note in enumerate((*notes, *document.notes)):
            sheet.write_string(line + place, 0, note)

    def table(self, table: Table) -> None:
        """Write a table on a sheet of its own, its headings and its first column held in place."""
        sheet = self._sheet(table.caption)
        of_figures, headings = figure_columns(table), list(headings_of(table))
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, self._heading)
        last = 0
        for last, row in enumerate(table.rows, start=1):
            column = 0
            for place, cell in enumerate(row):
                column = self._cell(sheet, last, column, cell, is_figure=place in of_figures)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(headings) - 1)
        sheet.autofit()

    def _cell(self, sheet: Worksheet, line: int, column: int, cell: Cell, *, is_figure: bool) -> int:
        """Write a cell; return the column after it."""
        if is_figure:
            self._figure(sheet, line, column, cell.text, cell.figure)
            return column + 3
        if cell.number is not None:
            sheet.write_number(line, column, cell.number, self._whole)
        else:
            self._words(sheet, line, column, cell.text)
        return column + 1

    def _words(self, sheet: Worksheet, line: int, column: int, text: str) -> None:
        """Write words; a rate that stands by itself, as a number."""
        if _RATE.fullmatch(text):
            sheet.write_number(line, column, round(float(text[:-1]) / 100, 3), self._rate)
        else:
            sheet.write_string(line, column, text)

    def _figure(self, sheet: Worksheet, line: int, column: int, text: str, figure: Figure | None) -> None:
        """Write a figure in three columns: its rate, its part and its whole; kept back, what stands in its place alone."""
        if figure is None or figure.numerator is None or figure.denominator is None:
            self._words(sheet, line, column, text)
            return
        rate, shape = self._shown(figure.measure, figure.numerator, figure.denominator)
        if rate is None:
            sheet.write_string(line, column, text)
        else:
            sheet.write_number(line, column, rate, shape)
        sheet.write_number(line, column + 1, figure.numerator, self._whole)
        sheet.write_number(line, column + 2, figure.denominator, self._whole)

    def _shown(self, measure: str, part: int, whole: int) -> tuple[float | None, Format]:
        """Return a rate as it is printed, to one decimal, halves up: Excel's own rounding has no say in it."""
        shown = measure_named(measure).shown
        if shown is Shown.COUNT:
            return None, self._rate
        if shown is Shown.AVERAGE:
            return percent(part, whole * 100), self._average
        rounded = percent(part, whole)
        return None if rounded is None else round(rounded / 100, 3), self._rate

    def _sheet(self, name: str) -> Worksheet:
        plain = _NOT_IN_A_NAME.sub(" ", name)
        free = next(one for one in _names(plain) if one.lower() not in self._names)
        self._names.add(free.lower())
        return self._book.add_worksheet(free)


def _names(name: str) -> Iterator[str]:
    """Yield names for a sheet until one is free."""
    yield name[:_LONGEST].strip()
    number = 2
    while True:
        yield f"{name[: _LONGEST - 4].strip()} ({number})"
        number += 1

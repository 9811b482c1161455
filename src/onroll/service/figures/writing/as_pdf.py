"""A document as a PDF that can be handed on: headline figures, charts, tables, facts and notes, tagged for a screen reader."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.figures.document import Card, Cell, Document, Drawing, Section, Table
from onroll.service.figures.writing.drawings import height_on_paper, on_paper
from onroll.service.figures.writing.made import made_in_words
from onroll.service.typesetting import typeset

#: More columns than these stand on a page turned on its side.
_UPRIGHT = 8
#: How wide a chart may stand on a page, and how tall beside its heading, in millimetres: as it stands, and turned on its side.
_STANDING, _FLIPPED = (180, 200), (265, 115)
#: A chart that had to be smaller than so many per cent of its width could not be read: its table stands alone.
_SMALLEST = 40
#: A table of more rows than these gives each a single line.
_LONG = 40
#: No column is narrower than so many letters, and none is given more room than so many need.
_NARROWEST, _WIDEST = 5, 40


def as_pdf(document: Document, *, whose: str, made_at: dt.datetime, made_by: str) -> bytes:
    """Write a document for paper; `whose` is the school, trust or authority it is of. The same document gives the same bytes."""
    flipped = any(len(table.headings) > _UPRIGHT for table in document.tables)
    data = {
        "title": document.title,
        "whose": whose,
        "lede": document.lede,
        "facts": document.facts,
        "cards": [_card(card) for card in document.cards],
        "sections": [_section(section, flipped=flipped) for section in document.sections],
        "notes": document.notes,
        "made": made_in_words(made_at, made_by),
        "names_pupils": bool(document.pupils),
        "flipped": flipped,
    }
    return typeset("figures.typ", data, made_at=made_at)


def _card(card: Card) -> dict[str, Any]:
    return {
        "title": card.title,
        "value": card.value,
        "made_of": card.made_of,
        "meaning": card.meaning,
        "beside": card.beside,
    }


def _section(section: Section, *, flipped: bool) -> dict[str, Any]:
    return {
        "title": section.title,
        "notes": [note for note in section.notes if note],
        "drawings": [
            drawn
            for drawing in section.drawings
            if (drawn := _drawing(drawing, flipped=flipped))["share"] >= _SMALLEST
        ],
        "tables": [_table(table) for table in section.tables],
    }


def _drawing(drawing: Drawing, *, flipped: bool) -> dict[str, Any]:
    wide, tall = _FLIPPED if flipped else _STANDING
    return {
        "share": min(100, int(100 * tall / (wide * height_on_paper(drawing.drawn)))),
        "caption": drawing.caption,
        "svg": on_paper(drawing.drawn),
        "alt": f"{drawing.caption}. {drawing.describes}",
    }


def _table(table: Table) -> dict[str, Any]:
    is_long = len(table.rows) > _LONG
    rows = [[_cell(cell, in_a_line=is_long) for cell in row] for row in table.rows]
    return {
        "caption": table.caption,
        "headings": table.headings,
        "numbers": sorted(table.numbers),
        "widths": [
            _width(heading, [row[place] for row in rows]) for place, heading in enumerate(table.headings)
        ],
        "rows": rows,
        "empty": table.empty or "There is nothing to show for these days.",
    }


def _cell(cell: Cell, *, in_a_line: bool) -> dict[str, str]:
    figure = cell.figure
    of = figure.fraction if figure and figure.is_shown else ""
    if in_a_line and of:
        return {"text": f"{cell.text}  ({of})", "of": ""}
    return {"text": cell.text, "of": of}


def _width(heading: str, cells: list[dict[str, str]]) -> int:
    """Return how wide a column is against the others: as wide as its longest words, of a heading the longest one."""
    lengths = [max(len(cell["text"]), len(cell["of"])) for cell in cells]
    return min(_WIDEST, max(_NARROWEST, max(map(len, heading.split()), default=0), *lengths))

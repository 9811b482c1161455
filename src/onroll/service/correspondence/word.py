"""Letters as a Word document that a school can edit before it prints: one letter a page, nothing left to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from onroll.law.plain_words import day_in_words
from onroll.service.correspondence.templates import RIGHT_TO_LEFT
from onroll.service.organisations.models import School

_FACE = "Arial"
_MARGIN = Cm(2.5)
#: A letter has one heading, so it is of the first level.
_HEADING = "Heading 1"
#: A moment for the file's own properties, so that the same letters give the same words whenever they are made.
_UNTITLED = "Letters"


@dataclass(frozen=True, slots=True)
class Page:
    """One letter: the lines of the address, its heading, and its paragraphs of lines, in a language."""

    address: tuple[str, ...]
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    language: str


def word_document(school: School, pages: Iterable[Page], *, title: str, on: dt.date) -> bytes:
    """Return letters as one Word document, each beginning on a page of its own."""
    document = Document()
    _set_up(document, title or _UNTITLED, school.name)
    for number, page in enumerate(pages):
        _letter(document, school, page, on, begins_page=number > 0)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: Any, title: str, author: str) -> None:
    document.core_properties.title, document.core_properties.author = title[:250], author[:250]
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FACE, Pt(11)
    style.paragraph_format.space_after = Pt(8)
    _look_like_a_letter(document.styles[_HEADING])
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def _look_like_a_letter(style: Any) -> None:
    """Let a heading, which a screen reader finds by its style, look as a letter's subject does: bold, black and no larger."""
    style.font.name, style.font.size, style.font.bold = _FACE, Pt(11), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    # The theme's face stands before a name given to the style, where the style says so.
    fonts = style.element.rPr.rFonts
    for of_a_theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[of_a_theme]
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(8)


def _letter(document: Any, school: School, page: Page, on: dt.date, *, begins_page: bool) -> None:
    head = document.add_paragraph()
    head.paragraph_format.page_break_before = begins_page
    head.add_run(school.name).bold = True
    _lines(head, [part.strip() for part in school.address.replace("\n", ",").split(",") if part.strip()])
    _lines(head, [school.telephone] if school.telephone else [])
    if page.address:
        to = document.add_paragraph(page.address[0])
        _lines(to, page.address[1:])
    document.add_paragraph(day_in_words(on))
    if page.subject:
        heading = document.add_paragraph(style=_HEADING)
        heading.add_run(page.subject)
        _speak(heading, page.language)
    for lines in page.paragraphs:
        paragraph = document.add_paragraph(lines[0])
        _lines(paragraph, lines[1:])
        _speak(paragraph, page.language)


def _lines(paragraph: Any, lines: Iterable[str]) -> None:
    """Add lines to a paragraph, each on a line of its own."""
    for line in lines:
        paragraph.add_run().add_break()
        paragraph.add_run(line)


def _speak(paragraph: Any, language: str) -> None:
    """Say in which language a paragraph is, so that it is checked and read aloud in it; right to left where it is."""
    is_right_to_left = language in RIGHT_TO_LEFT
    if is_right_to_left:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        # In a paragraph that runs right to left, Word takes "left" to be where its lines begin.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        if is_right_to_left:
            properties.append(OxmlElement("w:rtl"))
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:bidi" if is_right_to_left else "w:val"), "en-GB" if language == "en" else language)
        properties.append(spoken)

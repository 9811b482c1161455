"""What a measure means, with the numbers the law gave it on the last day counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onroll.analysis.measures import measure_named
from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_CROSS
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.words import DEFINITIONS
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS
from onroll.law.returns import ATTENDANCE_RUN
from onroll.service.figures.document import Document

_ABOUT_TWO = "A pupil on the roll of two schools counts at each."
#: What is counted by enrolments, in the words of whoever reads of pupils.
_OF_PUPILS = {
    "persistent": f"Pupils who missed {{persistent}}% or more of their own possible sessions, of pupils with something possible. {_ABOUT_TWO}",
    "severe": "Pupils who missed {severe}% or more of their own possible sessions, of pupils with something possible. They are in "
    "persistent absence too.",
    "run_of_ten_days": "Pupils absent without authority in every session of {run} school days in a row or more, of pupils with "
    "something possible.",
}
_TITLES = {"persistent": "Persistent absence", "severe": "Severe absence"}


def title_of(measure: str) -> str:
    """Return what a measure is called on a page."""
    return _TITLES.get(measure) or measure_named(measure).title


def meaning(measure: str, on: dt.date) -> str:
    """Say in a sentence what a measure counts, of what; its title where that says it all."""
    said = _OF_PUPILS.get(measure) or DEFINITIONS.get(measure)
    if said is None:
        return measure_named(measure).title
    return said.format(
        persistent=PERSISTENT_ABSENCE.find(on),
        severe=SEVERE_ABSENCE.find(on),
        run=ATTENDANCE_RUN.find(on),
        near=SESSIONS_TO_CROSS,
        sessions=THRESHOLD_SESSIONS.find(on) or NONE,
        weeks=THRESHOLD_SCHOOL_WEEKS.find(on) or NONE,
    )


def with_definitions(document: Document, on: dt.date) -> Document:
    """Return a document that says at its foot what each measure in its tables means, but for those its headline figures say.

    A page links to what it means; a file goes where nobody can ask.
    """
    said = {card.figure.measure for card in document.cards if card.figure is not None}
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    measures = dict.fromkeys(cell.figure.measure for cell in cells if cell.figure is not None)
    means = tuple(
        f"{title_of(measure)}: {meaning(measure, on)}"
        for measure in measures
        if measure not in said and meaning(measure, on) != measure_named(measure).title
    )
    return replace(document, notes=(*document.notes, *means)) if means else document

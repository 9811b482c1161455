"""Noting that a sheet of figures was taken out as a file: which, of what, asked how, and how many pupils it names."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.db import transaction

from onroll.analysis.groupings import ALL
from onroll.analysis.report.words import grouping_in_words, lowered
from onroll.law.plain_words import counted
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.figures.document import Document
from onroll.service.figures.pages.behind import period_in_words
from onroll.service.figures.reading import Figures

#: Who is behind a file is asked for by name elsewhere; ticks on a long list would fill a line of the trail.
_MOST_TOLD = 6


@transaction.atomic
def note_taken_out(
    figures: Figures, document: Document, *, sheet: str, file: str, by: Actor, now: dt.datetime
) -> None:
    """Leave an event that a sheet was taken out as a file, and a look at each pupil it names. Raises OutOfScope."""
    body, question = figures.body, figures.question
    body.require(by.scope, Permission.FIGURES_VIEW)
    pupils = document.pupils
    record_event(
        "figures.sheet.taken out",
        by=by,
        now=now,
        school_id=body.school_id,
        subject_type="figures" if body.school_id else body.kind,
        subject_id=None if body.school_id else body.body_id,
        sheet=sheet,
        file=file,
        asked=_in_words(figures),
        question=urlencode([*question.as_sent().items(), *question.own]),
        names=f"names {counted(len(pupils), 'pupil')}" if pupils else "names no pupil",
        pupils=len(pupils),
    )
    school_id = document.of_school if body.school_id is None else body.school_id
    if school_id is not None:
        record_viewings(by=by, school_id=school_id, pupil_ids=pupils, page=f"figures, {file}", now=now)


def _in_words(figures: Figures) -> str:
    """Say what was asked: the year and period, by what, and how far small numbers were kept back."""
    question = figures.question
    own = [f"{name} {value}" for name, value in question.own]
    told = [
        figures.year.name,
        lowered(period_in_words(question.period)),
        *([f"by {lowered(grouping_in_words(question.by))}"] if question.by != ALL else []),
        *([] if figures.keeps_back else ["small figures shown"]),
        *(own if len(own) <= _MOST_TOLD else [f"{len(own)} choices"]),
    ]
    return ", ".join(told)

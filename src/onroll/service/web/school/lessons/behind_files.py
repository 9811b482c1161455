"""What is behind a figure of lessons as CSV and Excel: the rows of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse

from onroll.analysis.lessons import MarkBehind
from onroll.analysis.report.words import days_in_words, short_day
from onroll.law.plain_words import counted
from onroll.service import clock
from onroll.service.figures.document import Document, Row, Section, Table, count, words
from onroll.service.figures.writing.as_csv import as_csv
from onroll.service.figures.writing.as_xlsx import as_xlsx
from onroll.service.lessons.actions.taking_out import note_figure_taken_out
from onroll.service.lessons.queries.behind import PatternBehind, PupilBehind
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil
from onroll.service.web.requests import PageRequest

_MAKERS = {
    "csv": ("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
#: The kinds of file there are, with what people call each.
KINDS = {kind: name for kind, (name, _, _) in _MAKERS.items()}
Days = tuple[dt.date, dt.date]
_OF_PUPILS = ("Pupil", "Missed", "Of lessons", "Late", "Missed, not in school", "Marked twice")
_OF_MARKS = ("Day", "Session", "Period", "Subject", "Mark", "Counted or not, and why", "Come to late")


def written(
    request: PageRequest,
    school: School,
    found: PatternBehind,
    *,
    days: Days,
    title: str,
    pupil: Pupil | None,
    kind: str,
) -> HttpResponse:
    """Answer with what is behind a figure as a file of a kind; taking it out is noted, with a look at each pupil."""
    name, media, make = _MAKERS[kind]
    now = clock.now()
    note_figure_taken_out(
        school_id=school.pk, figure=title, file=name, pupil_ids=_pupil_ids(found), by=request.actor, now=now
    )
    document = _document(found, days, title, pupil)
    content = make(document, whose=school.name, made_at=now, made_by=request.actor.name)
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="lessons-{now.date().isoformat()}.{kind}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _pupil_ids(found: PatternBehind) -> list[int]:
    return [one.pupil.pk for one in found.pupils if one.pupil is not None]


def _document(found: PatternBehind, days: Days, title: str, pupil: Pupil | None) -> Document:
    table = _marks(found.marks, pupil) if pupil is not None else _pupils(found)
    return Document(
        f"{title}: {pupil or 'who missed lessons'}",
        days_in_words(*days),
        (
            f"{found.total.missed:,} missed of {counted(found.total.lessons, 'lesson')} of pupils who had come in; "
            f"{found.total.late:,} come to late. Not counted: {found.total.not_in:,} missed when not in school, and "
            f"{counted(found.total.twice, 'mark')} of lessons marked twice.",
        ),
        sections=(Section("behind", title, tables=(table,)),),
    )


def _pupils(found: PatternBehind) -> Table:
    rows = tuple(_of_pupil(one) for one in (*found.pupils, found.total))
    return Table("Pupils behind the figure", _OF_PUPILS, rows if found.pupils else ())


def _of_pupil(one: PupilBehind) -> Row:
    numbers = one.missed, one.lessons, one.late, one.not_in, one.twice
    return words(str(one.pupil or "Together")), *(count(number) for number in numbers)


def _marks(marks: Sequence[MarkBehind], pupil: Pupil) -> Table:
    return Table(f"Each lesson of {pupil}", _OF_MARKS, tuple(_of_mark(one) for one in marks))


def _of_mark(one: MarkBehind) -> Row:
    mark = one.mark
    why = one.why.value[:1].upper() + one.why.value[1:]
    said = short_day(mark.date), mark.session, mark.period, mark.subject, mark.code, why
    return *(words(text) for text in said), words("yes" if one.is_late else "")

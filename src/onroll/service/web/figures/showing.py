"""Answering with a sheet of figures: as a page, or as a file."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.extracts.queries import Freshness, freshness
from onroll.service.figures.actions.taking_out import note_taken_out
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import Body
from onroll.service.figures.document import Document, Sent
from onroll.service.figures.reading import CountedBeforeUpgrade, Figures, NoFigures, figures_of
from onroll.service.web.components.dates import PARTS, DateNotGiven, day_asked
from onroll.service.web.figures import files
from onroll.service.web.figures.links import Links
from onroll.service.web.figures.sheets import Sheet, sheets_of
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: After so long a program that asks for files may ask again.
_SECONDS_TO_COUNT = 600


def show(request: PageRequest, body: Body, sheet: Sheet) -> HttpResponse:
    """Answer with a sheet of a body's figures."""
    question = question_of(request, sheet)
    try:
        with figures_of(request.scope, body, question) as figures:
            document = sheet.document(figures)
            return answer(request, figures, document, sheet)
    except NoFigures as none:
        return without_figures(request, body, question, none)


def without_figures(request: PageRequest, body: Body, question: Question, none: NoFigures) -> HttpResponse:
    """Say why there are no figures to show, and what is done about it; whoever asked for a file is not given a page as one."""
    is_upgraded = isinstance(none, CountedBeforeUpgrade)
    asks_for_file = request.GET.get("as", "") in files.KINDS
    response = render(
        request,
        "figures/none.html",
        {
            "body": body,
            "links": Links(body, question, request.scope),
            "is_upgraded": is_upgraded,
            "may_count": _may_count(request, body),
        },
        status=(503 if is_upgraded else 404) if asks_for_file else 200,
    )
    if is_upgraded and asks_for_file:
        response["Retry-After"] = str(_SECONDS_TO_COUNT)
    return response


def answer(request: PageRequest, figures: Figures, document: Document, sheet: Sheet) -> HttpResponse:
    """Answer with a document, in the form that was asked for."""
    links = Links(figures.body, figures.question, request.scope, sheet.name)
    kind = request.GET.get("as", "")
    if kind in files.KINDS:
        note_taken_out(
            figures, document, sheet=sheet.title, file=files.KINDS[kind], by=request.actor, now=clock.now()
        )
        return files.written(request, document, figures, f"{figures.body.key}-{sheet.name}", kind)
    errors = [{"text": one.error, "href": f"#{one.name}"} for one in document.fields if one.error]
    return render(
        request,
        "figures/sheet.html",
        {
            "document": document,
            "figures": figures,
            "question": figures.question,
            "links": links,
            "sheet": sheet,
            "sheets": sheets_of(figures.body.kind, names_pupils=figures.names_pupils),
            "changed": _changed(request, figures.body),
            "may_count": _may_count(request, figures.body),
            "errors": errors,
        },
        status=422 if errors else 200,
    )


def question_of(request: PageRequest, sheet: Sheet) -> Question:
    """Read the question an address asks of a sheet."""
    return Question.read(request.GET.dict(), _own(request, sheet))


def _own(request: PageRequest, sheet: Sheet) -> Sent:
    """Return what was sent to the sheet alone."""
    sent = [
        (name, value)
        for name, values in request.GET.lists()
        if name in sheet.takes
        for value in values
        if value
    ]
    return *sent, *(pair for name, what in sheet.days.items() for pair in _day(request, name, what))


def _day(request: PageRequest, name: str, what: str) -> Sent:
    """Return a day that was sent, in boxes or as it stands in an address; where it is none, its boxes and what is wrong."""
    try:
        day = day_asked(request.GET, name, what)
    except DateNotGiven as refusal:
        boxes = ((f"{name}-{part}", request.GET.get(f"{name}-{part}", "")) for part in PARTS)
        return *boxes, (f"{name}-refused", str(refusal))
    return () if day is None else ((name, day.isoformat()),)


def _changed(request: PageRequest, body: Body) -> Freshness | None:
    """Return how fresh a school's extract is, where its registers have moved on since."""
    if body.school_id is None:
        return None
    found = freshness(request.scope, permission=Permission.FIGURES_VIEW, school_ids=[body.school_id])
    return next((one for one in reversed(found) if not one.is_fresh), None)


def _may_count(request: PageRequest, body: Body) -> bool:
    return body.school_id is not None and request.scope.may(Permission.EXPORT_RUN, school_id=body.school_id)

"""Sheets that are filled in at school: about which pupils, and then as a document."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.correspondence.actions.taking_out import Taken
from onroll.service.correspondence.actions.taking_out_sheets import take_out_sheets
from onroll.service.correspondence.queries.whom import choices_of_whom, pupils_meant
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import Template
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def sheets_of(request: PageRequest, school: School, template: Template) -> HttpResponse:
    """Show how many sheets a choice comes to, and lead to them."""
    problem, pupils, on = "", list[int](), clock.today()
    try:
        on, pupils = _meant(request, school)
    except (MessageRefused, DateNotGiven) as refusal:
        problem = str(refusal)
    context = {
        "template": template,
        "pupils": len(pupils),
        "values": {**boxes_of("on", on), **request.GET.dict()},
        "choices": choices_on_page(request, school, on),
        "query": request.GET.urlencode(),
        "problem": problem,
        "errors": [{"text": problem, "href": "#whom"}] if problem else [],
    }
    return render(request, "school/messages/sheets.html", context, status=422 if problem else 200)


def sheets_taken(request: PageRequest, school: School, template: Template, form: str) -> Taken:
    """Return the sheets a page's address asks for. Raises MessageRefused, DateNotGiven."""
    on, pupils = _meant(request, school)
    if not pupils:
        raise MessageRefused("Choose for which pupils the sheets are.")
    return take_out_sheets(
        school_id=school.pk, template_key=template.key, pupil_ids=pupils, on=on, form=form,
        by=request.actor, now=clock.now(),
    )  # fmt: skip


def choices_on_page(request: PageRequest, school: School, on: dt.date) -> list[tuple[str, str]]:
    """Return whom a page may be about, the pupil it was opened for first."""
    found = choices_of_whom(request.scope, school_id=school.pk, on=on)
    whom = request.GET.get("whom", "") or request.POST.get("whom", "")
    if whom.startswith("pupil-"):
        found.insert(0, (whom, "The pupil you came from"))
    return found


def _meant(request: PageRequest, school: School) -> tuple[dt.date, list[int]]:
    on = day_asked(request.GET, "on", "the day it is about") or clock.today()
    whom = request.GET.get("whom", "")
    if not whom:
        return on, []
    pupils = pupils_meant(request.scope, school_id=school.pk, whom=whom, on=on)
    if not pupils:
        raise MessageRefused("No pupil is meant by that on that day. Choose others, or another day.")
    return on, pupils

"""A message as a document: Word to edit, PDF to print. Nothing is sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.taking_out import Form, Taken, take_out_document
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import LETTER, PAPER, PARENT, templates
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, day_asked
from onroll.service.web.pages import page
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.messages.sheets import sheets_taken
from onroll.service.web.school.messages.writing import asked_for

_TYPES = {
    Form.WORD.value: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF.value: "application/pdf",
}


@page(Permission.MESSAGE_SEND)
def document(request: PageRequest, school: School, template_key: str) -> HttpResponse:
    """Send what a message would say to each parent as one document; lead back to the message where it cannot be made."""
    template = templates().get(template_key)
    if template is None or template.audience not in (PARENT, PAPER) or LETTER not in template.channels:
        raise Http404("There is no such letter.")
    sent, form = request.GET, request.GET.get("as", Form.WORD.value)
    try:
        if template.audience == PAPER:
            return _answer(sheets_taken(request, school, template, form), form)
        if not sent.get("whom"):
            raise MessageRefused("Choose about which pupils it is, and show what would be sent.")
        on = day_asked(sent, "on", "the day it is about") or clock.today()
        asked = asked_for(request, school, template, on)
        taken = take_out_document(request=asked, form=form, by=request.actor, now=clock.now())
    except (MessageRefused, DateNotGiven) as refusal:
        messages.error(request, str(refusal))
        return redirect("write-message", school_id=school.pk, template_key=template_key)
    return _answer(taken, form)


def _answer(taken: Taken, form: str) -> HttpResponse:
    response = HttpResponse(taken.made, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response

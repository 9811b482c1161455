"""A school's wording: what each message says, a version of the school's own, and its approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.wording import decide_wording, write_wording
from onroll.service.correspondence.queries.wordings import fields_of, wording_index, wording_shown
from onroll.service.correspondence.refusals import MessageRefused, WordingRefused
from onroll.service.correspondence.templates import (
    AUDIENCES,
    CHANNELS,
    LANGUAGES,
    RIGHT_TO_LEFT,
    TEXT,
    Template,
    templates,
)
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.MESSAGE_VIEW)
def index(request: PageRequest, school: School) -> HttpResponse:
    """List every message and whether the school has words of its own for it."""
    found = wording_index(request.scope, school_id=school.pk)
    return render(request, "school/messages/wordings.html", {"found": found, "audiences": AUDIENCES})


@page(Permission.MESSAGE_VIEW)
def shown(request: PageRequest, school: School, template_key: str) -> HttpResponse:
    """Show what a message says, by each channel and in each language."""
    template = _template(template_key)
    lines = wording_shown(request.scope, school_id=school.pk, template=template)
    context = {
        "template": template,
        "audience": AUDIENCES[template.audience],
        "lines": lines,
        "right_to_left": RIGHT_TO_LEFT,
    }
    return render(request, "school/messages/wording.html", context)


@page(Permission.WORDING_EDIT)
def edit(
    request: PageRequest, school: School, template_key: str, channel: str, language: str
) -> HttpResponse:
    """Write a version of a message's words."""
    template = _template(template_key)
    if channel not in CHANNELS or language not in LANGUAGES:
        raise Http404("There is no such channel or language.")
    lines = wording_shown(request.scope, school_id=school.pk, template=template)
    now = next((one.words for one in lines if (one.channel, one.language) == (channel, language)), None)
    values = {"subject": now.subject if now else "", "body": now.body if now else ""}
    problem = ""
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in values}
        try:
            made = write_wording(
                school_id=school.pk, template=template.key, channel=channel, language=language, by=request.actor,
                now=clock.now(), **values,
            )  # fmt: skip
        except MessageRefused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"Version {made.version} is kept. It is used once it is approved.")
            return redirect("wording", school_id=school.pk, template_key=template.key)
    context = {
        "template": template,
        "channel": channel,
        "language": LANGUAGES[language],
        "has_subject": channel != TEXT,
        "fields": fields_of(template, channel),
        "values": values,
        "problem": problem,
        "errors": [{"text": problem, "href": "#body"}] if problem else [],
    }
    return render(request, "school/messages/edit_wording.html", context, status=422 if problem else 200)


@page(Permission.WORDING_APPROVE)
@require_POST
def decide(request: PageRequest, school: School, wording_id: int) -> HttpResponse:
    """Approve a version, or set it aside."""
    approve = request.POST.get("decision") == "approve"
    try:
        wording = decide_wording(
            school_id=school.pk, wording_id=wording_id, approve=approve, by=request.actor, now=clock.now()
        )
    except WordingRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("wordings", school_id=school.pk)
    messages.success(
        request,
        f"Version {wording.version} is in use from now on."
        if approve
        else f"Version {wording.version} is set aside.",
    )
    return redirect("wording", school_id=school.pk, template_key=wording.template)


def _template(key: str) -> Template:
    found = templates().get(key)
    if found is None:
        raise Http404("There is no such message.")
    return found

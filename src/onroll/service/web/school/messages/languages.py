"""In which language a parent is written to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.languages import set_language
from onroll.service.correspondence.queries.languages import language_of
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import LANGUAGES
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.PUPIL_EDIT)
def change(request: PageRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Ask in which language a parent is written to, and keep it."""
    found = language_of(request.scope, school_id=school.pk, parent_id=parent_id)
    problem = ""
    if request.method == "POST":
        try:
            set_language(
                school_id=school.pk,
                parent_id=parent_id,
                language=request.POST.get("language", ""),
                by=request.actor,
                now=clock.now(),
            )
        except MessageRefused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "The language is kept.")
            return redirect("family", school_id=school.pk, pupil_id=pupil_id)
    context = {
        "pupil_id": pupil_id,
        "found": found,
        "languages": [(code, name, "") for code, name in LANGUAGES.items()],
        "problem": problem,
        "errors": [{"text": problem, "href": "#language"}] if problem else [],
    }
    return render(request, "school/messages/language.html", context, status=422 if problem else 200)

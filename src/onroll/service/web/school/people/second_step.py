"""A parent who lost the second step of signing in to their account: the office makes sure who they are, and takes it off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.parents.actions.second_step import HowSure, end_second_step
from onroll.service.parents.queries.accounts import accounts_of_parents
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

_TOLD = "We have written to them, by email."
_NOT_TOLD = "This school sends no email from Onroll, so tell them yourself."


@page(Permission.PARENT_LINK_MAKE)
def lost(request: PageRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Ask how it is known who they are, and take the second step off."""
    fault = ""
    if request.method == "POST":
        try:
            told = end_second_step(
                school_id=school.pk, parent_id=parent_id, how_sure=request.POST.get("how_sure", ""), by=request.actor,
                now=clock.now(),
            )  # fmt: skip
        except ParentRefusal as refusal:
            fault = str(refusal)
        else:
            messages.success(request, f"The second step is off. {_TOLD if told else _NOT_TOLD}")
            return redirect("family", school_id=school.pk, pupil_id=pupil_id)
    found = accounts_of_parents(request.scope, school_id=school.pk, parent_ids=[parent_id]).get(parent_id)
    context = {
        "account": found if found and found.has_second_step else None,
        "pupil_id": pupil_id,
        "ways": [(value, label, "") for value, label in HowSure.choices],
        "fault": fault,
        "errors": [{"text": fault, "href": "#how_sure"}] if fault else [],
    }
    return render(request, "school/people/second_step.html", context, status=422 if fault else 200)

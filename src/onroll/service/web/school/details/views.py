"""Reading and changing a school's details."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.identifiers import written_dfe_number
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.schools import change_school
from onroll.service.organisations.models import School
from onroll.service.organisations.refusals import SchoolRefused
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.details.form import faults_in, field_of, fields_of, values_of, values_sent
from onroll.service.web.school.people.sent import errors_of


@page(Permission.SCHOOLS_VIEW)
def details(request: PageRequest, school: School) -> HttpResponse:
    """Show what is on record of the school itself."""
    return render(
        request, "school/details/details.html", {"dfe_number": written_dfe_number(school.dfe_number)}
    )


@page(Permission.SCHOOL_EDIT)
def change(request: PageRequest, school: School) -> HttpResponse:
    """Change the school's details."""
    values = values_sent(request.POST) if request.method == "POST" else values_of(school)
    faults = faults_in(values) if request.method == "POST" else {}
    if request.method == "POST" and not faults:
        try:
            change_school(school_id=school.pk, by=request.actor, now=clock.now(), **fields_of(values))
        except SchoolRefused as refusal:
            faults[field_of(str(refusal))] = str(refusal)
        else:
            messages.success(request, "The school’s details are saved.")
            return redirect("school-details", school_id=school.pk)
    context = {
        "values": values,
        "faults": faults,
        "errors": errors_of(faults),
        "phases": School.Phase.choices,
        "kinds": School.Kind.choices,
    }
    return render(request, "school/details/change.html", context, status=422 if faults else 200)

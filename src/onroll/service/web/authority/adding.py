"""Adding a school to an authority or a trust."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.schools import make_school
from onroll.service.organisations.models import Authority, District, School
from onroll.service.organisations.refusals import SchoolRefused
from onroll.service.web.authority.pages import Over, place_page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.details.form import faults_in, field_of, fields_of, values_sent
from onroll.service.web.school.people.sent import errors_of, number


@place_page(Permission.SCHOOL_EDIT)
def add_school(request: PageRequest, over: Over) -> HttpResponse:
    """Ask what the school is, make it, and lead on to what stops it starting."""
    values = values_sent(request.POST)
    faults: dict[str, str] = {}
    if request.method == "POST":
        place = _place(request, over, faults)
        faults |= faults_in(values)
        if not faults:
            try:
                school = make_school(by=request.actor, now=clock.now(), **place, **fields_of(values))
            except SchoolRefused as refusal:
                faults[field_of(str(refusal))] = str(refusal)
            else:
                messages.success(request, f"{school.name} is added. This is what it needs to start.")
                return redirect("setup", school_id=school.pk)
    context = {
        "over": over,
        "values": values,
        "faults": faults,
        "errors": errors_of(faults),
        "phases": School.Phase.choices,
        "kinds": School.Kind.choices,
        "places": _choices(over),
        "place": request.POST.get("place", ""),
    }
    return render(request, "authority/add_school.html", context, status=422 if faults else 200)


def _choices(over: Over) -> list[tuple[int, str]]:
    """Return the districts of an authority; for a trust, whose schools lie anywhere, every authority."""
    found = (
        Authority.objects.all() if over.kind == "trust" else District.objects.filter(authority=over.body.pk)
    )
    return [(one.pk, one.name) for one in found]


def _place(request: PageRequest, over: Over, faults: dict[str, str]) -> dict[str, Any]:
    """Return the authority, and the district or trust, that the school is to be of."""
    chosen = number(request.POST, "place")
    if chosen not in {pk for pk, _ in _choices(over)}:
        chosen = None
    if over.kind == "authority":
        return {"authority_id": over.body.pk, "district_id": chosen}
    if chosen is None:
        faults["place"] = "Choose the authority whose area the school is in."
    return {"authority_id": chosen, "trust_id": over.body.pk}

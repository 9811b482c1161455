"""The front door: send people to where their roles have work for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service.access.scope import Scope
from onroll.service.organisations.models import District, School
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def home(request: PageRequest) -> HttpResponse:
    """Send a person to the home of the one place their roles reach, or let them choose among several."""
    if getattr(request.user, "is_parent", False):
        return redirect("children")
    scope: Scope = request.scope
    places = homes_of(scope)
    if len(places) == 1:
        return redirect(places[0][1])
    return render(request, "home.html", {"places": places}, status=200 if places else 403)


def homes_of(scope: Scope) -> list[tuple[str, str]]:
    """Return the homes of the places that roles are held over, as words and address, widest first."""
    authorities = {body.body_id for body in scope.bodies if body.kind == "authority"}
    districts = {body.body_id for body in scope.bodies if body.kind == "district"}
    authorities |= set(District.objects.filter(pk__in=districts).values_list("authority_id", flat=True))
    trusts = {body.body_id for body in scope.bodies if body.kind == "trust"}
    homes = [("Authority", f"/authorities/{pk}/") for pk in sorted(authorities)]
    homes += [("Trust", f"/trusts/{pk}/") for pk in sorted(trusts)]
    if homes:
        return homes
    schools = School.objects.filter(pk__in=scope.school_ids).only("name")
    return [(school.name, f"/schools/{school.pk}/today/") for school in schools]

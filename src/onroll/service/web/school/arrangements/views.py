"""The first page of arrangements: what stands today of each kind, and what waits for somebody."""

from __future__ import annotations

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.arrangements.kinds import kinds_today


@page(Permission.ARRANGEMENT_VIEW)
def arrangements(request: PageRequest, school: School) -> HttpResponse:
    """Count what stands today, and what waits, by kind."""
    found = kinds_today(request.scope, school_id=school.pk, on=clock.today())
    return render(request, "school/arrangements/arrangements.html", {"found": found, "today": clock.today()})

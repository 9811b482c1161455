"""When a letter about lateness is due, as the school sets it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lateness.actions.settings import set_lateness
from onroll.service.lateness.queries.settings import lateness_settings
from onroll.service.lateness.refusals import LatenessRefused
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import number


@page(Permission.LATENESS_SET)
def late_settings(request: PageRequest, school: School) -> HttpResponse:
    """Show and set when a letter is due."""
    held = lateness_settings(request.scope, school_id=school.pk)
    values = {
        "times": str(held.times),
        "weeks": str(held.weeks),
        "minutes": str(held.minutes or ""),
        "counts": "both" if held.counts_before_closing else "after",
    }
    refusal = None
    if request.method == "POST":
        values = {name: request.POST.get(name, "").strip() for name in values}
        try:
            _set(request, school, values["minutes"])
            messages.success(request, "Kept. What was written before stands.")
            return redirect("late_settings", school_id=school.pk)
        except LatenessRefused as problem:
            refusal = problem
    context = {
        "held": held,
        "values": values,
        "counts": [
            ("both", "Every arrival after the start, codes L and U", ""),
            ("after", "Only arrivals after the register closed, code U", ""),
        ],
        "fault": {refusal.field: str(refusal)} if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{refusal.field}"}] if refusal else [],
    }
    return render(request, "school/late/settings.html", context, status=422 if refusal else 200)


def _set(request: PageRequest, school: School, minutes: str) -> None:
    sent = request.POST
    set_lateness(
        school_id=school.pk,
        times=number(sent, "times"),
        weeks=number(sent, "weeks"),
        # What is typed and is no number is refused, and not taken for none.
        minutes=(number(sent, "minutes") or 0) if minutes else None,
        counts_before_closing=sent.get("counts") != "after",
        by=request.actor,
        now=clock.now(),
    )

"""The clock of absences without a reason, and turning those whose time is up."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.absence_follow_up.actions.turning import turn_unexplained
from onroll.service.absence_follow_up.queries.unexplained import Place, unexplained_by_days_left
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.ticking import asks_only_to_tick, ticks_of
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number


@page(Permission.ABSENCE_VIEW, to_send=Permission.REASON_ACCEPT)
def no_reason(request: PageRequest, school: School) -> HttpResponse:
    """List the sessions without a reason by the days left; look at those chosen, and turn them."""
    if request.method != "POST" or asks_only_to_tick(request.POST):
        return _show(request, school, [])
    places = _places(request)
    if not places:
        text = "Tick the sessions whose time is up, then look at what turning them does."
        return _show(request, school, [{"text": text, "href": "#place"}], 422)
    if request.POST.get("do") != "turn":
        return _preview(request, school, places, [])
    try:
        count = turn_unexplained(
            school_id=school.pk,
            places=places,
            key=request.POST.get("key") or None,
            by=request.actor,
            now=clock.now(),
        )
    except FollowUpRefused as refusal:
        return _preview(request, school, places, [{"text": str(refusal), "href": "#chosen"}], 422)
    messages.success(request, f"{counted(count, 'session')} amended. Each entry as it was is kept.")
    return redirect("absence_no_reason", school_id=school.pk)


def _places(request: PageRequest) -> set[Place]:
    """Return the sessions ticked: each is sent as 12_2026-09-07_AM."""
    found = set()
    for sent in request.POST.getlist("place"):
        pupil, _, rest = sent.partition("_")
        day, _, session = rest.partition("_")
        pupil_id = whole_number(pupil)
        try:
            found.add(Place(pupil_id or 0, dt.date.fromisoformat(day), session))
        except ValueError:
            continue
    return found


def _show(
    request: PageRequest, school: School, errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    found = unexplained_by_days_left(request.scope, school_id=school.pk, on=clock.today())
    context = {
        "found": found,
        "ticked": ticks_of(request, "place", at_first=False),
        "due": [one for one in found if one.may_be_turned],
        "may_turn": request.scope.may(Permission.REASON_ACCEPT, school_id=school.pk),
        "errors": errors,
    }
    return render(request, "school/absences/no_reason.html", context, status=status)


def _preview(
    request: PageRequest, school: School, places: set[Place], errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    found = unexplained_by_days_left(request.scope, school_id=school.pk, on=clock.today(), places=places)
    context = {
        "chosen": [one for one in found if one.may_be_turned],
        "left": [one for one in found if not one.may_be_turned],
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": errors,
    }
    return render(request, "school/absences/turn.html", context, status=status)

"""The arrangements of a school, one of them, and the list of a day for whoever leads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.planned_attendance.actions.withdrawing import take_out, withdraw_arrangement
from onroll.service.planned_attendance.queries.arrangements import Facts, arrangement_facts, arrangements
from onroll.service.planned_attendance.queries.day_list import day_list
from onroll.service.planned_attendance.refusals import ArrangementRefused
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import day_asked
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

PARTS = (("open", "Now and to come"), ("past", "Past and withdrawn"))
WEEKDAYS = {"1": "Mondays", "2": "Tuesdays", "3": "Wednesdays", "4": "Thursdays", "5": "Fridays"}


@page(Permission.ARRANGEMENT_VIEW)
def arrangements_page(request: PageRequest, school: School) -> HttpResponse:
    """List the arrangements."""
    which = "past" if request.GET.get("which") == "past" else "open"
    lines = arrangements(request.scope, school_id=school.pk, on=clock.today(), which=which)
    return render(
        request, "school/planned/arrangements.html", {"lines": lines, "which": which, "parts": PARTS}
    )


@page(Permission.ARRANGEMENT_VIEW)
def arrangement(request: PageRequest, school: School, arrangement_id: int) -> HttpResponse:
    """Show one arrangement, its pupils, and the marks that contradict it."""
    return _shown(request, school, arrangement_id)


@page(Permission.PLAN_MAKE)
def withdraw(request: PageRequest, school: School, arrangement_id: int) -> HttpResponse:
    """Withdraw an arrangement that does not take place."""
    if request.method != "POST":
        return redirect("planned_arrangement", school_id=school.pk, arrangement_id=arrangement_id)
    try:
        withdraw_arrangement(
            school_id=school.pk,
            arrangement_id=arrangement_id,
            why=request.POST.get("why", ""),
            by=request.actor,
            now=clock.now(),
        )
    except (ArrangementRefused, TooLong) as refusal:
        return _shown(request, school, arrangement_id, refusal)
    messages.success(request, "It is withdrawn, and no register shows it any more.")
    return redirect("planned_arrangement", school_id=school.pk, arrangement_id=arrangement_id)


@page(Permission.PLAN_MAKE)
def take_out_pupil(request: PageRequest, school: School, arrangement_id: int, pupil_id: int) -> HttpResponse:
    """Ask whether a pupil is to be taken out of an arrangement, and take them out."""
    found = _facts(request, school, arrangement_id)
    back = reverse("planned_arrangement", kwargs={"school_id": school.pk, "arrangement_id": arrangement_id})
    one = next((each for each in found.pupils if each.pupil_id == pupil_id), None)
    if one is None:
        messages.error(request, "That pupil is not in this arrangement, or was taken out of it already.")
        return redirect(back)
    if request.method != "POST":
        return ask(
            request,
            Question(
                f"Take {one.pupil} out of “{found.arrangement.title}”?",
                ("No register shows it for this pupil any more. What it has entered already stands.",),
                do="Take them out",
                leave="Leave it as it is",
                back=back,
            ),
        )
    try:
        take_out(
            school_id=school.pk, arrangement_id=arrangement_id, pupil_id=pupil_id, by=request.actor, now=clock.now()
        )  # fmt: skip
    except ArrangementRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{one.pupil} is taken out.")
    return redirect(back)


@page(Permission.ARRANGEMENT_VIEW)
def print_list(request: PageRequest, school: School, arrangement_id: int) -> HttpResponse:
    """Print the list of a day, with numbers to ring."""
    found = _facts(request, school, arrangement_id)
    row = found.arrangement
    asked = day_asked(request.GET, "date", "the day")
    date = asked or min(max(clock.today(), row.first_day), row.last_day)
    rows = day_list(request.scope, school_id=school.pk, arrangement_id=arrangement_id, on=date)
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=[one.pupil.pk for one in rows],
        page="list for a visit",
        now=clock.now(),
    )
    return render(request, "school/planned/list.html", {"found": found, "rows": rows, "date": date})


def _facts(request: PageRequest, school: School, arrangement_id: int) -> Facts:
    found = arrangement_facts(
        request.scope, school_id=school.pk, arrangement_id=arrangement_id, on=clock.today()
    )
    if found is None:
        raise Http404("This school has no such arrangement.")
    return found


def _shown(
    request: PageRequest, school: School, arrangement_id: int, refusal: Exception | None = None
) -> HttpResponse:
    found = _facts(request, school, arrangement_id)
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=[one.pupil_id for one in (*found.pupils, *found.taken_out)],
        page="arrangement",
        now=clock.now(),
    )
    context = {
        "found": found,
        "weekdays": WEEKDAYS,
        "errors": [{"text": str(refusal), "href": "#why"}] if refusal else [],
        "why": request.POST.get("why", "") if refusal else "",
    }
    return render(request, "school/planned/arrangement.html", context, status=409 if refusal else 200)

"""Plans: absences and activities known ahead, which pre-fill registers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.attendance_codes import codes_in_force
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.queries.roll import folded
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan
from onroll.service.attendance_register.actions.refusals import PlanRefused
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import plans_of_school
from onroll.service.attendance_register.queries.pupils_on_day import pupils_on_day
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

WEEKDAYS = (("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"))
#: How far back and ahead the list reaches, in days.
BACK, AHEAD = 30, 366
#: Plans on one page of the list.
PER_PAGE = 50
#: Pupils shown for a search.
MOST = 20


@page(Permission.PLAN_MAKE)
def plans(request: PageRequest, school: School) -> HttpResponse:
    """List plans: those of now, those to come, and those just past; one pupil's by name."""
    today = clock.today()
    rows = plans_of_school(
        request.scope,
        school_id=school.pk,
        first_day=today - dt.timedelta(days=BACK),
        last_day=today + dt.timedelta(days=AHEAD),
    )
    words = request.GET.get("q", "").strip()
    states = [(plan, _state(plan, today)) for plan in rows if _is_of(plan, words)]
    order = {"current": 0, "coming": 1, "past": 2, "cancelled": 3}
    states.sort(key=lambda pair: order[pair[1]])
    pages = max(1, -(-len(states) // PER_PAGE))
    asked = request.GET.get("page", "1")
    number = min(pages, max(1, int(asked) if asked.isdecimal() else 1))
    context = {
        "plans": states[(number - 1) * PER_PAGE : number * PER_PAGE],
        "found": len(states),
        "q": words,
        "weekdays": dict(WEEKDAYS),
        "page_number": number,
        "pages": pages,
    }
    return render(request, "school/registers/plans.html", context)


@page(Permission.PLAN_MAKE)
def new_plan(request: PageRequest, school: School) -> HttpResponse:
    """Find a pupil, then plan for them."""
    today, scope = clock.today(), request.scope
    sent = request.POST if request.method == "POST" else request.GET
    words, chosen = sent.get("q", "").strip(), sent.get("pupil", "")
    everyone = (
        pupils_on_day(scope, school_id=school.pk, date=today, words="" if chosen else words)
        if words or chosen
        else []
    )
    pupil = next((one for one in everyone if str(one.id) == chosen), None)
    context: dict[str, Any] = {
        "q": words,
        "found": everyone[:MOST] if not pupil else [],
        "more": max(0, len(everyone) - MOST) if not pupil else 0,
        "pupil": pupil,
        "kinds": Plan.Kind.choices,
        "codes": [one for one in codes_in_force(today) if one.may_be_planned and one.in_the_regulations],
        "weekdays": WEEKDAYS,
        "sent": {name: sent.get(name, "") for name in ("kind", "code", "note", "session")},
        "chosen_days": request.POST.getlist("weekday") or [number for number, _ in WEEKDAYS],
        "boxes": dict(sent.items())
        if request.method == "POST"
        else {**boxes_of("first_day", today), **boxes_of("last_day", today)},
        "errors": [],
    }
    if request.method != "POST" or pupil is None:
        return render(request, "school/registers/new_plan.html", context)
    errors = _make(request, school, pupil.id)
    if errors:
        return render(request, "school/registers/new_plan.html", {**context, "errors": errors}, status=409)
    messages.success(
        request, f"Planned for {pupil.name}. It shows on the register, and is entered when its session comes."
    )
    return redirect("plans", school_id=school.pk)


@page(Permission.PLAN_MAKE)
def cancel(request: PageRequest, school: School, plan_id: int) -> HttpResponse:
    """Cancel a plan."""
    if request.method == "POST":
        try:
            cancel_plan(school_id=school.pk, plan_id=plan_id, by=request.actor, now=clock.now())
        except PlanRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, "Plan cancelled. What it has entered already stands; amend it if it is wrong."
            )
    return redirect("plans", school_id=school.pk)


def _make(request: PageRequest, school: School, pupil_id: int) -> list[dict[str, str]]:
    """Make the plan that was sent; return what is wrong with it instead."""
    sent, errors, days = request.POST, [], {}
    if sent.get("kind") not in Plan.Kind.values:
        errors.append({"text": "Choose what the plan is for.", "href": "#kind"})
    if not sent.get("code"):
        errors.append({"text": "Choose the code it is to be entered as.", "href": "#code"})
    for name, what in (("first_day", "the first day"), ("last_day", "the last day")):
        try:
            days[name] = date_from_boxes(sent, name, what)
        except DateNotGiven as wrong:
            errors.append({"text": str(wrong), "href": f"#{name}-day"})
    if errors:
        return errors
    try:
        make_plan(
            school_id=school.pk,
            pupil_id=pupil_id,
            kind=sent["kind"],
            code=sent["code"],
            first_day=days["first_day"],
            last_day=days["last_day"],
            session=sent.get("session", "") if sent.get("session") in ("AM", "PM") else "",
            weekdays="".join(sorted(sent.getlist("weekday"))),
            note=sent.get("note", ""),
            by=request.actor,
            now=clock.now(),
        )
    except PlanRefused as refusal:
        return [{"text": str(refusal), "href": "#code"}]
    return []


def _is_of(plan: Plan, words: str) -> bool:
    """Say whether every word begins a name of the plan's pupil."""
    pupil = plan.pupil
    names = f"{pupil.legal_forenames} {pupil.legal_surname} {pupil.known_forename} {pupil.known_surname}"
    begun = folded(names).split()
    return all(any(name.startswith(word) for name in begun) for word in folded(words).split())


def _state(plan: Plan, today: dt.date) -> str:
    if plan.cancelled_at:
        return "cancelled"
    if plan.last_day < today:
        return "past"
    return "coming" if plan.first_day > today else "current"

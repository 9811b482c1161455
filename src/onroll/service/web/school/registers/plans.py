"""Plans: absences and activities known ahead, which pre-fill registers."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.queries.roll import folded
from onroll.service.attendance_register.actions.planning import NO_SUCH_PLAN, cancel_plan
from onroll.service.attendance_register.actions.refusals import PlanRefused
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import plans_of_school, standing_plan
from onroll.service.attendance_register.queries.pupils_on_day import pupils_to_plan_for
from onroll.service.lessons.queries.plans_of_other_weeks import plans_of_other_weeks
from onroll.service.lessons.queries.weeks import cycle_of
from onroll.service.organisations.models import School
from onroll.service.web.formats import session_words, span
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

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
    number = min(pages, max(1, whole_number(asked) or 1))
    context = {
        "plans": states[(number - 1) * PER_PAGE : number * PER_PAGE],
        "found": len(states),
        "of_other_weeks": _of_other_weeks(request, school, today),
        "q": words,
        "weekdays": dict(WEEKDAYS),
        "page_number": number,
        "pages": pages,
    }
    return render(request, "school/registers/plans.html", context)


def _of_other_weeks(request: PageRequest, school: School, today: dt.date) -> int:
    """Count the plans that the two weeks of now would put elsewhere; none where every week is the same."""
    if cycle_of(school.pk) is None:
        return 0
    return len(plans_of_other_weeks(request.scope, school_id=school.pk, on=today))


@page(Permission.PLAN_MAKE)
def new_plan(request: PageRequest, school: School) -> HttpResponse:
    """Find the pupil to plan for, among those on roll and those still to start."""
    words = request.GET.get("q", "").strip()
    found = (
        pupils_to_plan_for(request.scope, school_id=school.pk, on=clock.today(), words=words) if words else []
    )
    context = {"q": words, "found": found[:MOST], "more": max(0, len(found) - MOST)}
    return render(request, "school/registers/new_plan.html", context)


@page(Permission.PLAN_MAKE)
def cancel(request: PageRequest, school: School, plan_id: int) -> HttpResponse:
    """Ask whether a plan is to be cancelled, and cancel it; then back to the pupil's page or to the plans."""
    plan = standing_plan(request.scope, school_id=school.pk, plan_id=plan_id)
    back = reverse("plans", kwargs={"school_id": school.pk})
    if plan and request.GET.get("from") == "pupil":
        back = reverse("pupil", kwargs={"school_id": school.pk, "pupil_id": plan.pupil_id}) + "#plans"
    if request.method != "POST":
        if plan:
            return ask(request, _whether_to_cancel(plan, back))
        messages.error(request, NO_SUCH_PLAN)
        return redirect(back)
    try:
        cancel_plan(school_id=school.pk, plan_id=plan_id, by=request.actor, now=clock.now())
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, "Plan cancelled. What it has entered already stands; amend it if it is wrong."
        )
    return redirect(back)


def _whether_to_cancel(plan: Plan, back: str) -> Question:
    half = f", {session_words(plan.session)}s" if plan.session else ""
    note = f": {plan.note}" if plan.note else ""
    return Question(
        f"Cancel the plan for {plan.pupil}?",
        (
            f"{span(plan.first_day, plan.last_day)}{half}. {plan.code}, {plan.get_kind_display()}{note}. "
            f"Made by {plan.made_by_name}.",
            "No register shows it any more, and nothing more is entered from it. What it has entered already stands.",
        ),
        do="Cancel the plan",
        leave="Leave it as it is",
        back=back,
    )


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

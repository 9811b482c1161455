"""Plans that other weeks A and B made, put on the weeks as they are set now: shown first, then done for those ticked."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lessons.actions.plans_on_weeks import put_on_weeks
from onroll.service.lessons.queries.plans_of_other_weeks import first_to_move, next_monday
from onroll.service.lessons.queries.plans_on_weeks import plans_on_weeks
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.components.ticking import asks_only_to_tick, ticks_of
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_numbers


@page(Permission.PLAN_MAKE)
def plans(request: PageRequest, school: School) -> HttpResponse:
    """Show what would come of it from a Monday on, and put the plans of the pupils ticked on the weeks as they are set."""
    is_asked = request.method == "POST" or "since-day" in request.GET
    since, refusal = _since(request, school)
    if request.method == "POST" and refusal is None and not asks_only_to_tick(request.POST):
        try:
            done = _put(request, school, since)
        except LessonsRefused as why:
            refusal = why
        else:
            messages.success(request, done)
            return redirect("calendar_plans_on_weeks", school_id=school.pk)
    lines = []
    try:
        lines = plans_on_weeks(request.scope, school_id=school.pk, since=since)
    except LessonsRefused as why:
        refusal = refusal or why
    # Whoever has asked for nothing yet has made no mistake: what stands in the way is said as there being nothing to move.
    fault = refusal if is_asked else None
    context = {
        "lines": lines,
        "nothing": str(refusal) if refusal and not is_asked else "",
        "may_move": [one for one in lines if not one.why_not],
        "ticked": ticks_of(request, "pupil", at_first=True),
        "since": since,
        "boxes": request.GET.dict() if "since-day" in request.GET else boxes_of("since", since),
        "fault": {fault.field: str(fault)} if fault else {},
        "errors": [{"text": str(fault), "href": f"#{fault.field}"}] if fault else [],
    }
    return render(request, "school/calendar/plans_on_weeks.html", context, status=422 if fault else 200)


def _since(request: PageRequest, school: School) -> tuple[dt.date, LessonsRefused | None]:
    """Return the Monday that was asked for, or the first there can be and what is wrong with what was."""
    if "since-day" not in request.GET:
        return first_to_move(school.pk, clock.today()), None
    first = next_monday(clock.today())
    try:
        asked = date_from_boxes(request.GET, "since", "the Monday from which they move")
    except DateNotGiven as problem:
        return first, LessonsRefused(str(problem), field="since-day")
    if asked.weekday() or asked < first:
        return first, LessonsRefused(
            "Give a Monday after this week: what is planned for this week stays.", field="since-day"
        )
    return asked, None


def _put(request: PageRequest, school: School, since: dt.date) -> str:
    """Put the plans of those ticked on the weeks; return what was done. Raises LessonsRefused."""
    chosen = whole_numbers(request.POST.getlist("pupil"))
    if not chosen:
        raise LessonsRefused("Tick the pupils whose plans move.", field="pupils")
    lines = put_on_weeks(
        school_id=school.pk, pupil_ids=chosen, since=since, by=request.actor, now=clock.now()
    )
    count = sum(len(one.plans) for one in lines if not one.why_not)
    if not count:
        raise LessonsRefused("None of these plans could be moved. Why stands beside each.", field="pupils")
    return f"{counted(count, 'plan')} put on the weeks as they are set. Tell whoever goes by the days before."

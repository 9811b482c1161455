"""The two weeks of a school's timetable: which week is which, set here for lessons and for part-time timetables."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lessons.actions.weeks import end_weeks, set_weeks
from onroll.service.lessons.models import WeekCycle
from onroll.service.lessons.queries.plans_of_other_weeks import plans_of_other_weeks
from onroll.service.lessons.queries.weeks import cycle_of, weeks_listed
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import School
from onroll.service.part_time_timetables.queries.other_weeks import of_other_weeks
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: For how many days ahead the weeks are listed.
AHEAD = dt.timedelta(days=55)


@page(Permission.LESSONS_MANAGE)
def weeks(request: PageRequest, school: School) -> HttpResponse:
    """Show which week is which, set the two weeks, or have every week the same."""
    if request.method != "POST":
        return _show(request, school)
    try:
        messages.success(request, _changed(request, school))
    except DateNotGiven as problem:
        return _show(request, school, LessonsRefused(str(problem), field="week_a_on"))
    except LessonsRefused as refusal:
        return _show(request, school, refusal)
    return redirect("calendar_weeks", school_id=school.pk)


def _changed(request: PageRequest, school: School) -> str:
    sent = request.POST
    if sent.get("do") == "end":
        end_weeks(school_id=school.pk, by=request.actor, now=clock.now())
        return "Every week is the same."
    set_weeks(
        school_id=school.pk, week_a_on=date_from_boxes(sent, "week_a_on", "a day of a week A"),
        holidays=sent.get("holidays", ""), by=request.actor, now=clock.now(),
    )  # fmt: skip
    return "The two weeks are set. What was taken before stays."


def _show(request: PageRequest, school: School, refusal: LessonsRefused | None = None) -> HttpResponse:
    today, cycle = clock.today(), cycle_of(school.pk)
    context = {
        "cycle": cycle,
        "ahead": weeks_listed(school.pk, today, today + AHEAD),
        "touched": of_other_weeks(request.scope, school_id=school.pk, on=today),
        "plans_touched": plans_of_other_weeks(request.scope, school_id=school.pk, on=today),
        "ways": [(value, label, "") for value, label in WeekCycle.Holidays.choices],
        "boxes": request.POST.dict()
        if refusal
        else boxes_of("week_a_on", cycle.first_monday if cycle else None),
        "fault": {refusal.field: str(refusal)} if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{refusal.field}"}] if refusal else [],
    }
    return render(request, "school/calendar/weeks.html", context, status=409 if refusal else 200)

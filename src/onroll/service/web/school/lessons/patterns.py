"""Which lessons are missed by pupils who are in school."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lessons.queries.patterns import lesson_patterns
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: How many days back a list begins unless another is asked for: a little over four weeks.
USUAL = dt.timedelta(days=30)


@page(Permission.LESSONS_VIEW)
def patterns(request: PageRequest, school: School) -> HttpResponse:
    """Show lessons missed by subject, by period and by pupil in a span of days."""
    today, error = clock.today(), ""
    first_day, last_day = today - USUAL, today
    try:
        first_day = day_asked(request.GET, "from", "the first day") or first_day
        last_day = day_asked(request.GET, "to", "the last day") or last_day
    except DateNotGiven as problem:
        error = str(problem)
    if not error and last_day < first_day:
        error, first_day, last_day = (
            "The last day is before the first. Give a last day on or after it.",
            today - USUAL,
            today,
        )
    found = lesson_patterns(request.scope, school_id=school.pk, first_day=first_day, last_day=last_day)
    context = {
        "found": found,
        "widest": max(
            (one.percent for one in (*found.by_subject, *found.by_period, *found.by_weekday)), default=0.0
        )
        or 1.0,
        "span": (first_day, last_day),
        "boxes": {**boxes_of("from", first_day), **boxes_of("to", last_day), **request.GET.dict()},
        "errors": [{"text": error, "href": "#from-day"}] if error else [],
    }
    return render(request, "school/lessons/patterns.html", context, status=422 if error else 200)

"""Which lessons are missed by pupils who are in school."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse

from onroll.analysis.lessons import By
from onroll.analysis.report.words import WEEKDAYS
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.lessons.queries.behind import pattern_behind
from onroll.service.lessons.queries.patterns import lesson_patterns
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.lessons.behind_files import KINDS, written
from onroll.service.whole_numbers import whole_number

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


_BY = {one.value: one for one in (By.SUBJECT, By.PERIOD, By.WEEKDAY)}


@page(Permission.LESSONS_VIEW)
def behind(request: PageRequest, school: School) -> HttpResponse:
    """Show the pupils behind a figure of lessons, or with `pupil` one pupil's marks."""
    today, sent = clock.today(), request.GET
    span = (
        day_asked(sent, "from", "the first day") or today - USUAL,
        day_asked(sent, "to", "the last day") or today,
    )
    by, of = _asked(sent.get("by", ""), sent.get("of", ""))
    pupil_id = whole_number(sent.get("pupil", ""))
    found = pattern_behind(
        request.scope,
        school_id=school.pk,
        first_day=span[0],
        last_day=span[1],
        by=by,
        of=of,
        pupil_id=pupil_id,
    )
    if pupil_id is not None and not found.pupils:
        raise Http404("No mark of that pupil is behind this figure.")
    pupil = found.pupils[0].pupil if pupil_id is not None else None
    title = (WEEKDAYS[int(of) - 1] if by is By.WEEKDAY else of) if by else "All lessons"
    if (kind := sent.get("as", "")) in KINDS:
        return written(request, school, found, days=span, title=title, pupil=pupil, kind=kind)
    if pupil is not None:
        record_viewing(
            by=request.actor, school_id=school.pk, pupil_id=pupil.pk, page="lessons", now=clock.now()
        )
    context = {
        "found": found,
        "pupil": pupil,
        "span": span,
        "asked": {
            "from": span[0].isoformat(),
            "to": span[1].isoformat(),
            **({"by": by.value, "of": of} if by else {}),
        },
        "title": title,
        "kinds": KINDS,
    }
    return render(request, "school/lessons/behind.html", context)


def _asked(by: str, of: str) -> tuple[By | None, str]:
    """Read by what a figure was told apart. Raises Http404 for what the page has no figure of."""
    if by and (by not in _BY or (by == By.WEEKDAY and of not in ("1", "2", "3", "4", "5", "6", "7"))):
        raise Http404("There is no such figure of lessons.")
    return _BY.get(by), of

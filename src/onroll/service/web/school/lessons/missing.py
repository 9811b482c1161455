"""A pupil missing during the day: each lesson, what was done in order, and what comes next."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.lessons.actions.missing import record_missing_step
from onroll.service.lessons.models import MissingStep
from onroll.service.lessons.queries.missing import missing_day
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import School
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.MISSING_FOLLOW_UP)
def missing(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Show a pupil's day in lessons, and keep a step."""
    now, refusal = clock.now(), None
    found = missing_day(request.scope, school_id=school.pk, pupil_id=pupil_id, date=date)
    if request.method == "POST":
        try:
            record_missing_step(
                school_id=school.pk, pupil_id=pupil_id, date=date, kind=request.POST.get("kind", ""),
                words=request.POST.get("words", ""), at=moment_of(request.POST.get("at", ""), now, on=date),
                by=request.actor, now=now, key=request.POST.get("key") or None,
            )  # fmt: skip
            messages.success(request, "Kept.")
            return redirect("lesson_missing", school_id=school.pk, pupil_id=pupil_id, date=date)
        except NotATime as problem:
            refusal = LessonsRefused(str(problem), field="at")
        except LessonsRefused as problem:
            refusal = problem
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="lessons", now=now)
    context = {
        "found": found,
        "pupil": found.pupil,
        "date": date,
        "kinds": [(value, words, "") for value, words in MissingStep.Kind.choices],
        "sent": {name: request.POST.get(name, "") for name in ("kind", "words", "at")},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {refusal.field: str(refusal)} if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{refusal.field}"}] if refusal else [],
    }
    return render(request, "school/lessons/missing.html", context, status=422 if refusal else 200)

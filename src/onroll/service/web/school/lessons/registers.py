"""The lessons of a day, who is missing from them, and one lesson's register."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lessons.actions.taking import PRESENT, take_lesson_register
from onroll.service.lessons.models import LessonMark
from onroll.service.lessons.queries.day import lessons_kept, lessons_of_day
from onroll.service.lessons.queries.missing import missing_now
from onroll.service.lessons.queries.register import lesson_sheet
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: From how many lessons of a day on only those of the hour are unfolded.
MANY = 12
MARKS = ((PRESENT, "Present"), *LessonMark.Mark.choices)


@page(Permission.LESSONS_VIEW, reach=Reach.SOMEWHERE)
def lessons(request: PageRequest, school: School) -> HttpResponse:
    """List a day's lessons by period, and who is missing now."""
    now, error = clock.now(), ""
    try:
        date = day_asked(request.GET, "date", "the day") or now.date()
    except DateNotGiven as problem:
        date, error = now.date(), str(problem)
    every = lessons_of_day(request.scope, school_id=school.pk, date=date, teacher_id=request.actor.user_id)
    lines = [one for one in every if not one.nobody_due]
    follows_up = request.scope.may(Permission.MISSING_FOLLOW_UP, school_id=school.pk)
    periods: dict[tuple[dt.time, str], list[object]] = {}
    for line in lines:
        periods.setdefault((line.lesson.starts_at, line.lesson.period), []).append(line)
    context = {
        "date": date,
        "is_kept": lessons_kept(school.pk, date),
        "periods": sorted(periods.items(), key=lambda one: one[0]),
        "now_time": now.time() if date == now.date() else None,
        "begun_by": now.time() if date == now.date() else dt.time.max if date < now.date() else dt.time.min,
        "folds": len(lines) > MANY,
        "taken": sum(one.register is not None for one in lines),
        "count": len(lines),
        "left_out": len(every) - len(lines),
        "missing": missing_now(request.scope, school_id=school.pk, date=date) if follows_up else [],
        "follows_up": follows_up,
        "boxes": request.GET.dict() if error else boxes_of("date", date),
        "errors": [{"text": error, "href": "#date-day"}] if error else [],
    }
    return render(request, "school/lessons/day.html", context, status=422 if error else 200)


@page(Permission.LESSONS_TAKE, reach=Reach.SOMEWHERE)
def lesson(request: PageRequest, school: School, lesson_id: int, date: dt.date) -> HttpResponse:
    """Show one lesson's register, and take it."""
    about: dict[str, Any] = {"school_id": school.pk, "lesson_id": lesson_id, "date": date}
    sheet = lesson_sheet(request.scope, **about, teacher_id=request.actor.user_id)
    if sheet is None:
        raise Http404("There is no such lesson on that day.")
    refusal, given = None, {}
    if request.method == "POST":
        given = {
            row.pupil.pk: (
                request.POST.get(f"mark-{row.pupil.pk}", PRESENT), request.POST.get(f"words-{row.pupil.pk}", "")
            )
            for row in sheet.rows
        }  # fmt: skip
        try:
            take_lesson_register(
                **about, marks=given, by=request.actor, now=clock.now(), key=request.POST.get("key") or None
            )
            messages.success(
                request, "The lesson’s register is taken. The session’s entries are as they were."
            )
            return redirect("lessons", school_id=school.pk)
        except (LessonsRefused, TooLong) as problem:
            refusal = problem
    context = {
        "sheet": sheet,
        "line": sheet.line,
        "date": date,
        "marks": MARKS,
        "given": given,
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": [{"text": str(refusal), "href": "#top"}] if refusal else [],
    }
    return render(request, "school/lessons/register.html", context, status=422 if refusal else 200)

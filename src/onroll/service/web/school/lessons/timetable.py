"""The timetable: whether lesson registers are kept, each lesson, one added, a file read in."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lessons.actions.timetable import add_lesson, end_lesson, import_timetable, keep_lessons
from onroll.service.lessons.models import Week
from onroll.service.lessons.queries.timetable import timetable_of
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.lessons.timetable_file import COLUMNS, WEEK, TimetableRow, time_of
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

WEEKDAYS = ((1, "Monday"), (2, "Tuesday"), (3, "Wednesday"), (4, "Thursday"), (5, "Friday"))
FIELDS = ("group", "subject", "weekday", "period", "starts", "ends", "teacher", "pupils", "week")
#: The largest file taken, in bytes. Ours.
LARGEST = 2_000_000


@page(Permission.LESSONS_MANAGE)
def timetable(request: PageRequest, school: School) -> HttpResponse:
    """Show the week's lessons as they are from today."""
    return _show(request, school)


@page(Permission.LESSONS_MANAGE)
def keep(request: PageRequest, school: School) -> HttpResponse:
    """Begin to keep lesson registers, or stop."""
    if request.method == "POST":
        kept = request.POST.get("kept") == "yes"
        keep_lessons(school_id=school.pk, kept=kept, by=request.actor, now=clock.now())
        messages.success(
            request, "Lesson registers are kept from today." if kept else "No lesson registers from today on."
        )
    return redirect("lesson_timetable", school_id=school.pk)


@page(Permission.LESSONS_MANAGE)
def end(request: PageRequest, school: School, lesson_id: int) -> HttpResponse:
    """End a lesson after today."""
    if request.method == "POST":
        try:
            end_lesson(school_id=school.pk, lesson_id=lesson_id, by=request.actor, now=clock.now())
            messages.success(request, "The lesson ends today. What was taken of it stays.")
        except LessonsRefused as refusal:
            return _show(request, school, refusal)
    return redirect("lesson_timetable", school_id=school.pk)


@page(Permission.LESSONS_MANAGE)
def add(request: PageRequest, school: School) -> HttpResponse:
    """Add one lesson."""
    sent = {name: request.POST.get(name, "").strip() for name in FIELDS}
    refusal = None
    if request.method == "POST":
        try:
            row, first_day = _row(sent), date_from_boxes(request.POST, "first_day", "the first day")
            add_lesson(school_id=school.pk, row=row, first_day=first_day, by=request.actor, now=clock.now())
            messages.success(request, "The lesson is on the timetable.")
            return redirect("lesson_timetable", school_id=school.pk)
        except DateNotGiven as problem:
            refusal = LessonsRefused(str(problem), field="first_day")
        except LessonsRefused as problem:
            refusal = problem
    boxes = request.POST.dict() if request.method == "POST" else boxes_of("first_day", clock.today())
    context = {"sent": sent, "boxes": boxes, "weekdays": WEEKDAYS, "weeks": Week.choices, **_faults(refusal)}
    return render(request, "school/lessons/add.html", context, status=422 if refusal else 200)


@page(Permission.LESSONS_MANAGE)
def read(request: PageRequest, school: School) -> HttpResponse:
    """Read a timetable in from a file."""
    refusal = None
    if request.method == "POST":
        try:
            file = request.FILES.get("file")
            if file is None:
                raise LessonsRefused("Choose the file.", field="file")
            if (file.size or 0) > LARGEST:
                raise LessonsRefused(
                    "The file is larger than 2 MB. A timetable is far smaller.", field="file"
                )
            done = import_timetable(
                school_id=school.pk, data=file.read(), by=request.actor, now=clock.now(),
                first_day=date_from_boxes(request.POST, "first_day", "the first day"),
            )  # fmt: skip
            unknown = (
                f" Nobody here signs in as {', '.join(done.unknown_teachers)}."
                if done.unknown_teachers
                else ""
            )
            messages.success(
                request, f"{counted(done.lessons, 'lesson')} read in; {done.ended} of before ended.{unknown}"
            )
            return redirect("lesson_timetable", school_id=school.pk)
        except DateNotGiven as problem:
            refusal = LessonsRefused(str(problem), field="first_day")
        except LessonsRefused as problem:
            refusal = problem
    boxes = request.POST.dict() if request.method == "POST" else boxes_of("first_day", clock.today())
    context = {"columns": ",".join(COLUMNS), "week": WEEK, "boxes": boxes, **_faults(refusal)}
    return render(request, "school/lessons/import.html", context, status=422 if refusal else 200)


def _row(sent: dict[str, str]) -> TimetableRow:
    for name in ("group", "subject", "period", "pupils"):
        if not sent[name]:
            raise LessonsRefused("Fill this in.", field=name)
    if sent["weekday"] not in {str(number) for number, _ in WEEKDAYS}:
        raise LessonsRefused("Choose the weekday.", field="weekday")
    if sent["week"] not in ("", *Week.values):
        raise LessonsRefused("Choose the week.", field="week")
    times: list[dt.time] = []
    for name, what in (("starts", "the start"), ("ends", "the end")):
        try:
            times.append(time_of(sent[name], what))
        except ValueError as fault:
            raise LessonsRefused(str(fault), field=name) from None
    if times[1] <= times[0]:
        raise LessonsRefused("The lesson ends before it starts.", field="ends")
    return TimetableRow(
        1, sent["group"][:40], sent["subject"][:60], int(sent["weekday"]), sent["period"][:10], times[0], times[1],
        sent["teacher"], sent["pupils"], sent["week"],
    )  # fmt: skip


def _show(request: PageRequest, school: School, refusal: LessonsRefused | None = None) -> HttpResponse:
    found = timetable_of(request.scope, school_id=school.pk, on=clock.today())
    days = [(name, [one for one in found.lessons if one.weekday == number]) for number, name in WEEKDAYS]
    context = {"found": found, "days": days, **_faults(refusal)}
    return render(request, "school/lessons/timetable.html", context, status=409 if refusal else 200)


def _at_the_field(refusal: LessonsRefused) -> str:
    """Say at the field what is wrong: each of several faults stands at the top, by its row."""
    if len(refusal.faults) == 1:
        return str(refusal)
    return "Nothing was read in. Mend the rows named at the top, and choose the file again."


def _faults(refusal: LessonsRefused | None) -> dict[str, object]:
    return {
        "fault": {refusal.field: _at_the_field(refusal)} if refusal else {},
        "errors": [{"text": one, "href": f"#{refusal.field}"} for one in refusal.faults] if refusal else [],
    }

"""Making a plan for one pupil."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.attendance_codes import codes_in_force
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal, PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import first_day_to_plan
from onroll.service.lessons.queries.weeks import mondays_of
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import School
from onroll.service.pupil_record.record import NoSuchPupil, pupil_year
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.components.weeks import weeks_offered
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.planned.forms import week_of_two

_WEEKDAYS = (("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"))


@page(Permission.PLAN_MAKE)
def make(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Ask for a plan's kind, code and days, and make it."""
    today = clock.today()
    if request.method != "POST":
        return _form(request, school, pupil_id, today, {}, {})
    errors, days = _days(request)
    sent = request.POST
    if not sent.get("kind"):
        errors["kind"] = "Choose what the plan is."
    if not sent.get("code"):
        errors["code"] = "Choose the code to be entered for its sessions."
    if not errors:
        try:
            week = week_of_two(sent)
            make_plan(
                school_id=school.pk,
                pupil_id=pupil_id,
                kind=sent["kind"],
                code=sent["code"],
                first_day=days["first_day"],
                last_day=days["last_day"],
                session=sent.get("session", ""),
                weekdays="".join(sent.getlist("weekdays")),
                week=week,
                mondays=mondays_of(school.pk, week, days["first_day"], days["last_day"]),
                note=sent.get("note", ""),
                counts_instead="counts_instead" in sent,
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
        except PlansOverlap as refusal:
            errors["counts_instead"] = str(refusal)
        except LessonsRefused as refusal:
            errors["week"] = str(refusal)
        except AttendanceRefusal as refusal:
            errors["plan"] = str(refusal)
        else:
            messages.success(
                request,
                "The plan is made. It shows on each register it covers, and is entered when the session comes.",
            )
            return redirect(reverse("pupil", kwargs={"school_id": school.pk, "pupil_id": pupil_id}))
    return _form(request, school, pupil_id, today, sent.dict(), errors)


def _days(request: HttpRequest) -> tuple[dict[str, str], dict[str, dt.date]]:
    errors, days = {}, {}
    for name, what in (("first_day", "the first day"), ("last_day", "the last day")):
        try:
            days[name] = date_from_boxes(request.POST.dict(), name, what)
        except DateNotGiven as refusal:
            # A plan for one day needs its day once.
            given = any(request.POST.get(f"{name}-{part}") for part in ("day", "month", "year"))
            if name == "last_day" and not given and "first_day" in days:
                days[name] = days["first_day"]
            else:
                errors[name] = str(refusal)
    return errors, days


def _form(
    request: HttpRequest,
    school: School,
    pupil_id: int,
    today: dt.date,
    values: dict[str, Any],
    errors: dict[str, str],
) -> HttpResponse:
    try:
        child, _ = pupil_year(request.scope, school_id=school.pk, pupil_id=pupil_id, now=clock.now())  # type: ignore[attr-defined]
    except NoSuchPupil as refusal:
        raise Http404(str(refusal)) from None
    if request.method != "POST":
        first_day = first_day_to_plan(request.scope, school_id=school.pk, pupil_id=pupil_id, on=today)  # type: ignore[attr-defined]
        values = {**values, **boxes_of("first_day", first_day)}
    chosen = (
        request.POST.getlist("weekdays") if request.method == "POST" else [number for number, _ in _WEEKDAYS]
    )
    return render(
        request,
        "school/pupils/plan.html",
        {
            "pupil": child,
            "values": values,
            "error": errors,
            "errors": [
                {"text": text, "href": f"#{name}" if name != "plan" else "#code"}
                for name, text in errors.items()
            ],
            "kinds": [(kind.value, str(kind.label)) for kind in Plan.Kind],
            "codes": [
                (one.code, f"{one.code} – {one.title}")
                for one in codes_in_force(today)
                if one.may_be_planned and one.in_the_regulations
            ],
            "weekdays": _WEEKDAYS,
            "weeks": weeks_offered(school.pk),
            "chosen_weekdays": chosen,
        },
        status=422 if errors else 200,
    )

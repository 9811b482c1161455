"""Sign in a pupil who arrives after the start: find them, one tap."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.code_uses import CODES_THAT_FIT_AN_ARRIVAL_BETTER, codes_in_school
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.arriving import record_arrival
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.queries.arrivals import arrivals_of_day
from onroll.service.attendance_register.queries.pupils_on_day import codes_of_day, pupils_on_day
from onroll.service.organisations.models import School
from onroll.service.web.components.times import moment_of
from onroll.service.web.formats import clock_time, counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.sheet import codes_to_use
from onroll.service.whole_numbers import whole_number

#: Pupils shown for a search; more than this and another letter is quicker.
MOST = 12


@page(Permission.ARRIVAL_RECORD)
def gate(request: PageRequest, school: School) -> HttpResponse:
    """Show today's arrivals and find a pupil; sign one in."""
    if request.method == "POST":
        return _sign_in(request, school)
    if request.headers.get("HX-Request"):
        return render(request, "school/gate/_found.html", _found(request, school))
    return _show(request, school, [])


@page(Permission.ARRIVAL_RECORD)
def print_gate(request: PageRequest, school: School) -> HttpResponse:
    """Print the day's arrivals."""
    now = clock.now()
    arrivals = arrivals_of_day(request.scope, school_id=school.pk, date=now.date())
    return render(request, "school/gate/print.html", {"arrivals": arrivals, "date": now.date()})


def _sign_in(request: PageRequest, school: School) -> HttpResponse:
    now = clock.now()
    try:
        arrived_at = moment_of(request.POST.get("at", ""), now)
        pupil_id = whole_number(request.POST["pupil"]) or 0
    except ValueError:
        text = "Enter the time of arrival like 9:24, or leave it empty for now."
        return _show(request, school, [{"text": text, "href": "#at"}], status=409)
    except KeyError:
        text = "Find the pupil by name, initials or class, then press the button beside them."
        return _show(request, school, [{"text": text, "href": "#q"}], status=409)
    try:
        made = record_arrival(
            school_id=school.pk,
            pupil_id=pupil_id,
            arrived_at=arrived_at,
            code=request.POST.get("code", ""),
            reason=request.POST.get("note", ""),
            key=f"{request.POST.get('key') or uuid.uuid4().hex}-{pupil_id}",
            by=request.actor,
            now=now,
        )
    except AttendanceRefusal as refusal:
        return _show(request, school, [{"text": str(refusal), "href": "#q"}], status=409)
    except RegisterRefused as refusal:
        errors = [{"text": one.fault.message, "href": "#code"} for one in refusal.refused]
        return _show(request, school, errors, status=409)
    late = "" if made.minutes_late is None else f", {counted(made.minutes_late, 'minute')} late"
    messages.success(request, f"Signed in at {clock_time(arrived_at)}: {made.code}{late}.")
    return redirect("gate", school_id=school.pk)


def _show(
    request: PageRequest, school: School, errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    now, scope = clock.now(), request.scope
    sent = request.POST if request.method == "POST" else request.GET
    allowed = scope.codes_for(school_id=school.pk)
    better = CODES_THAT_FIT_AN_ARRIVAL_BETTER.on(now.date())
    codes = [
        one for one in codes_to_use(now.date(), "AM", allowed) if one.code in better and not one.note_required
    ]
    return render(
        request,
        "school/gate/gate.html",
        {
            **_found(request, school),
            "arrivals": arrivals_of_day(scope, school_id=school.pk, date=now.date()),
            "codes": codes,
            "sent": {name: sent.get(name, "") for name in ("at", "code", "note")},
            "key": uuid.uuid4().hex,
            "may_amend": scope.may(Permission.REGISTER_AMEND, school_id=school.pk)
            and scope.may(Permission.PUPIL_VIEW, school_id=school.pk),
            "date": now.date(),
            "errors": errors,
        },
        status=status,
    )


def _found(request: PageRequest, school: School) -> dict[str, object]:
    now, scope = clock.now(), request.scope
    words = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()
    if not words:
        return {"q": "", "found": [], "more": 0, "standing": {}, "here": codes_in_school(now.date())}
    found = pupils_on_day(scope, school_id=school.pk, date=now.date(), words=words)
    codes = codes_of_day(scope, school_id=school.pk, date=now.date(), pupil_ids=[one.id for one in found])
    half = "AM" if now.hour < 12 else "PM"
    standing = {one.id: codes.get((one.id, half), "") for one in found}
    here = codes_in_school(now.date())
    # Whoever may be at the gate first: a class of pupils in already would push them out of sight.
    shown = sorted(found, key=lambda one: standing[one.id] in here)[:MOST]
    return {"q": words, "found": shown, "more": len(found) - len(shown), "standing": standing, "here": here}

"""One pupil's session: every entry made for it, and an amendment."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.law.attendance_codes import class_for_counting, code_on
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.queries.history import entry_history
from onroll.service.organisations.models import School
from onroll.service.people.models import Pupil
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.sheet import codes_to_use
from onroll.service.whole_numbers import whole_number

FIELDS = ("code", "minutes", "note", "reason")


@page(Permission.PUPIL_VIEW, to_send=Permission.REGISTER_AMEND, reach=Reach.SOMEWHERE)
def entry(request: PageRequest, school: School, pupil_id: int, date: dt.date, session: str) -> HttpResponse:
    """Show an entry's history; amend it."""
    if request.method != "POST":
        return _show(request, school, pupil_id, date, session, {}, [])
    sent = {name: request.POST.get(name, "").strip() for name in FIELDS}
    if errors := _unreadable(sent):
        return _show(request, school, pupil_id, date, session, sent, errors, status=409)
    try:
        amend_entry(
            school_id=school.pk,
            pupil_id=pupil_id,
            date=date,
            session=session,
            code=sent["code"],
            minutes_late=int(sent["minutes"]) if sent["minutes"] else None,
            note=sent["note"],
            reason=sent["reason"],
            key=request.POST.get("key") or None,
            by=request.actor,
            now=clock.now(),
        )
    except AttendanceRefusal as refusal:
        href = "#reason" if not sent["reason"] else "#code"
        return _show(
            request, school, pupil_id, date, session, sent, [{"text": str(refusal), "href": href}], status=409
        )
    except RegisterRefused as refusal:
        errors = [{"text": one.fault.message, "href": "#code"} for one in refusal.refused]
        return _show(request, school, pupil_id, date, session, sent, errors, status=409)
    messages.success(request, f"Amended to {sent['code']}. The entry before it is kept below.")
    return redirect(request.path)


def _unreadable(sent: dict[str, str]) -> list[dict[str, str]]:
    errors = []
    if not sent["code"]:
        errors.append({"text": "Choose the code that is right.", "href": "#code"})
    if sent["minutes"] and whole_number(sent["minutes"]) is None:
        errors.append({"text": "Minutes late must be a whole number, such as 5.", "href": "#minutes"})
    return errors


def _show(
    request: PageRequest,
    school: School,
    pupil_id: int,
    date: dt.date,
    session: str,
    sent: dict[str, str],
    errors: list[dict[str, str]],
    status: int = 200,
) -> HttpResponse:
    scope = request.scope
    # Reach is today's, as on the pupil's page: a tutor reads the year of a pupil who joined them in the middle of it.
    entries = entry_history(
        scope, school_id=school.pk, pupil_id=pupil_id, date=date, session=session, on=clock.today()
    )
    pupil = Pupil.objects.filter(pk=pupil_id, enrolments__school_id=school.pk).first()
    if pupil is None:
        raise Http404("No such pupil was ever on this school's roll.")
    standing = entries[-1] if entries else None
    return render(
        request,
        "school/entries/entry.html",
        {
            "pupil": pupil,
            "date": date,
            "session": session,
            "other": "PM" if session == "AM" else "AM",
            "entries": list(reversed(entries)),
            "standing": standing,
            "is_absence": _is_absence(standing.code if standing else "", date),
            "meanings": {one.code: _title(one.code, date) for one in entries},
            "codes": codes_to_use(date, session, scope.codes_for(school_id=school.pk)),
            "may_amend": scope.may(Permission.REGISTER_AMEND, school_id=school.pk),
            "sent": {name: sent.get(name, "") for name in FIELDS},
            "key": request.POST.get("key") or uuid.uuid4().hex,
            "errors": errors,
        },
        status=status,
    )


def _is_absence(code: str, date: dt.date) -> bool:
    """Say whether an entry is one to follow up: an absence, or a blank one."""
    return not code or class_for_counting(code, date).is_absence


def _title(code: str, date: dt.date) -> str:
    try:
        return code_on(code, date).title
    except LookupError:
        return "a code of another time" if code else "disposed of"

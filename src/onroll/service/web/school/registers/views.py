"""Taking a register, and the board of them all."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import (
    AttendanceRefusal,
    ConflictingEntries,
    ReasonNeeded,
    RegisterHasGaps,
)
from onroll.service.attendance_register.actions.taking import take_register
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.duties.queries import group_with_reminder
from onroll.service.organisations.models import School
from onroll.service.remote_education.queries.beside_register import beside_register
from onroll.service.web.formats import clock_time, counted, session_words
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.conflicts import words_by_pupil
from onroll.service.web.school.registers.forms import Sent, read_sent
from onroll.service.web.school.registers.sheet import Found, codes_to_use, present_code, sheet_rows
from onroll.service.web.school.registers.words_beside import words_beside

#: Beside each pupil left out of a register sent as finished.
NO_CODE = "No code yet."
#: How many of them the summary names; more are counted, so that the register stays in sight.
NAMED = 5


@page(Permission.REGISTER_VIEW, to_send=Permission.REGISTER_TAKE, reach=Reach.GROUP)
def take(request: PageRequest, school: School, group_id: int, date: dt.date, session: str) -> HttpResponse:
    """Show a register to be taken, and take it."""
    if request.method != "POST":
        return _show(request, school, group_id, date, session)
    wanted = request.POST.get("do", "save")
    fill_with = present_code(session) if wanted == "fill-yes" else ""
    sent = read_sent(request.POST, fill_with=fill_with)
    if wanted == "fill" and sent.blanks and not sent.problems:
        return _ask_to_fill(request, school, group_id, date, session, sent)
    if wanted == "fill" and not sent.problems:
        nobody = "Nobody is blank, so nobody was marked present. Finish the register, or save it."
        return _show(
            request,
            school,
            group_id,
            date,
            session,
            sent=sent,
            errors=[{"text": nobody, "href": "#register"}],
        )
    if wanted in ("fill", "show") or sent.problems:
        return _show(request, school, group_id, date, session, sent=sent, found=Found(problems=sent.problems))
    return _send(request, school, group_id, date, session, sent, finished=wanted in ("finish", "fill-yes"))


def _send(
    request: PageRequest,
    school: School,
    group_id: int,
    date: dt.date,
    session: str,
    sent: Sent,
    *,
    finished: bool,
) -> HttpResponse:
    now = clock.now()
    try:
        taken = take_register(
            school_id=school.pk,
            group_id=group_id,
            date=date,
            session=session,
            marks=sent.marks,
            finished=finished,
            key=request.POST.get("key") or None,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            now=now,
        )
    except (AttendanceRefusal, RegisterRefused) as refusal:
        if _is_script(request):
            return JsonResponse({"refused": str(refusal)}, status=409)
        return _refused(request, school, group_id, date, session, sent, refusal)
    messages.success(request, _what_was_done(taken.written, sent, finished, now))
    if _is_script(request):
        return JsonResponse({"saved": clock_time(now)})
    return redirect(request.path)


def _refused(
    request: PageRequest,
    school: School,
    group_id: int,
    date: dt.date,
    session: str,
    sent: Sent,
    refusal: AttendanceRefusal | RegisterRefused,
) -> HttpResponse:
    found, errors = Found(), [{"text": str(refusal), "href": "#register"}]
    if isinstance(refusal, RegisterRefused):
        found, errors = Found(faults=refusal.by_pupil), []
    elif isinstance(refusal, ConflictingEntries):
        found = Found(meanwhile=words_by_pupil(refusal))
    elif isinstance(refusal, RegisterHasGaps):
        found = Found(problems=dict.fromkeys(refusal.pupil_ids, NO_CODE))
        errors = [{"text": str(refusal), "href": f"#p{refusal.pupil_ids[0]}"}]
    elif isinstance(refusal, ReasonNeeded):
        errors = [{"text": str(refusal), "href": "#reason"}]
    return _show(request, school, group_id, date, session, sent=sent, found=found, errors=errors, status=409)


def _show(
    request: PageRequest,
    school: School,
    group_id: int,
    date: dt.date,
    session: str,
    *,
    sent: Sent | None = None,
    found: Found | None = None,
    errors: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    now, scope, found = clock.now(), request.scope, found or Found()
    group = group_with_reminder(scope, school_id=school.pk, group_id=group_id, date=date, session=session)
    if group is None:
        raise Http404("There is no such registration group.")
    register = register_page(
        scope,
        school_id=school.pk,
        group_id=group_id,
        date=date,
        session=session,
        has_boarders=school.has_boarders,
        now=now,
    )
    codes = scope.codes_for(school_id=school.pk, group_id=group_id)
    whole_school = scope.may(Permission.PUPIL_VIEW, school_id=school.pk)
    seconds_left = _seconds_left(register.opens_at, register.closes_at, now)
    beside = beside_register(school.pk, [row.pupil_id for row in register.rows], date, session)
    rows = sheet_rows(register, codes, sent.rows if sent else {}, found, linked=whole_school, beside=beside)
    return render(
        request,
        "school/registers/take.html",
        {
            "group": group,
            "register": register,
            "rows": rows,
            "of_remote_education": words_beside()["remote_education_codes"]
            if beside.remote_education
            else "",
            "waiting": [] if codes is None else register.waiting,
            "marked": sum(bool(row.boxed or row.other) for row in rows),
            "unsaved": sum(bool(row.boxed or row.other) and not row.has_entry for row in rows),
            "codes": codes_to_use(date, session, codes),
            "present": present_code(session),
            "may_take": scope.may(Permission.REGISTER_TAKE, school_id=school.pk, group_id=group_id),
            "whole_school": whole_school,
            "seconds_left": seconds_left,
            "minutes_left": None if seconds_left is None else seconds_left // 60,
            "errors": [*(errors or []), *_row_errors(rows)],
            "key": request.POST.get("key") or uuid.uuid4().hex,
            "reason": request.POST.get("reason", ""),
            "reason_needed": register.has_closed and any(row.has_entry for row in rows),
        },
        status=status,
    )


def _ask_to_fill(
    request: PageRequest, school: School, group_id: int, date: dt.date, session: str, sent: Sent
) -> HttpResponse:
    """Ask before rows left blank are marked present, for browsers without scripts."""
    register = register_page(
        request.scope,
        school_id=school.pk,
        group_id=group_id,
        date=date,
        session=session,
        now=clock.now(),
    )
    blank = set(sent.blanks)
    carried = [
        (name, value) for name, value in request.POST.items() if name not in ("do", "csrfmiddlewaretoken")
    ]
    names = [row.name for row in register.rows if row.pupil_id in blank]
    return render(
        request, "school/registers/fill.html", {"names": names, "carried": carried, "back": request.path}
    )


def _row_errors(rows: list[Any]) -> list[dict[str, str]]:
    counted_only = sum(row.problem == NO_CODE for row in rows) > NAMED
    return [
        {"text": f"{row.name}: {row.problem or row.fault.message}", "href": f"#p{row.id}"}
        for row in rows
        if row.fault or (row.problem and not (counted_only and row.problem == NO_CODE))
    ]


def _what_was_done(written: int, sent: Sent, finished: bool, now: dt.datetime) -> str:
    if finished:
        waiting = len(sent.for_office)
        left = f"{counted(waiting, 'pupil')} waiting for the office" if waiting else "Every pupil has a code"
        return f"Register finished at {clock_time(now)}. {left}."
    blanks = len(sent.blanks)
    left = (
        f" {counted(blanks, 'pupil')} still blank."
        if blanks
        else " Nobody is blank: finish it when you are sure."
    )
    if not written:
        return f"Nothing was new: the register already said so.{left}"
    return f"{counted(written, 'mark')} saved at {clock_time(now)}.{left}"


def _seconds_left(opens: dt.datetime | None, closes: dt.datetime | None, now: dt.datetime) -> int | None:
    if opens is None or closes is None or not opens <= now <= closes:
        return None
    return int((closes - now).total_seconds())


def _is_script(request: PageRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def register_address(school_id: int, group_id: int, date: dt.date, session: str) -> str:
    """Return the address of a register's page."""
    address: Mapping[str, Any] = {
        "school_id": school_id,
        "group_id": group_id,
        "date": date,
        "session": session,
    }
    return reverse("register", kwargs=dict(address))


def register_name(group: str, session: str) -> str:
    """Return what people call a register: 5 Oak, morning register."""
    return f"{group}, {session_words(session)} register"

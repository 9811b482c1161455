"""The registers board: every register of a session, and a nudge for those not taken."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.plain_words import listed
from onroll.service import clock
from onroll.service.absence_follow_up.queries.known_ahead import known_ahead
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.board import BoardRow, board
from onroll.service.attendance_register.queries.session_times import opens_at
from onroll.service.attendance_register.status import RegisterState
from onroll.service.duties.actions.reminding import remind_of_register
from onroll.service.duties.queries import SessionOf, reminders_of_session, session_ahead, session_now
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.formats import counted
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.calendar.closed import closed_today
from onroll.service.whole_numbers import whole_numbers

#: States in which somebody still has to take, or finish, the register.
WANTED = frozenset({RegisterState.NOT_STARTED, RegisterState.PART, RegisterState.MISSING})
TAKEN = frozenset({RegisterState.TAKEN, RegisterState.TAKEN_LATE})


@page(Permission.BOARD_VIEW, reach=Reach.SOMEWHERE)
def registers(request: PageRequest, school: School) -> HttpResponse:
    """Show every register of a session; a script asks for the table alone, to keep it fresh."""
    now, scope = clock.now(), request.scope
    error = ""
    try:
        asked = asked_session(request)
    except DateNotGiven as problem:
        asked, error = None, str(problem)
    ahead = session_ahead(scope, school_id=school.pk, now=now)
    last = session_now(scope, school_id=school.pk, now=now)
    asked = asked or (SessionOf(ahead.date, ahead.session) if ahead else last)
    if asked is None:
        return render(request, "school/registers/no_calendar.html")
    if ahead and asked != (ahead.date, ahead.session):
        ahead = None
    latest = asked.date != now.date() and "date" not in request.GET
    rows = board(scope, school_id=school.pk, date=asked.date, session=asked.session, now=now)
    context = {
        "rows": rows,
        **_what_is_ahead(request, school, ahead, last),
        "date": asked.date,
        "closed": closed_today(scope, school_id=school.pk, on=now.date()) if latest else "",
        "boxes": request.GET.dict() if error else boxes_of("date", asked.date),
        "errors": [{"text": error, "href": "#date-day"}] if error else [],
        "session": asked.session,
        "reminders": reminders_of_session(scope, school_id=school.pk, date=asked.date, session=asked.session),
        "wanted": WANTED,
        "summary": summary_of(rows),
        "missing": [row.group_id for row in rows if row.state in WANTED],
        "may_remind": scope.may(Permission.REGISTER_AMEND, school_id=school.pk) and asked.date == now.date(),
        "may_open": scope.may_somewhere(Permission.REGISTER_VIEW, school_id=school.pk),
        "may_print": scope.may(Permission.REGISTER_VIEW, school_id=school.pk),
    }
    template = "_board.html" if request.headers.get("HX-Request") else "board.html"
    return render(request, f"school/registers/{template}", context, status=422 if error else 200)


def _what_is_ahead(
    request: PageRequest, school: School, ahead: SchoolSession | None, last: SessionOf | None
) -> dict[str, Any]:
    """Return when the first register of today opens, where it has not, with what is known already and the last session held."""
    if ahead is None:
        return {"opens": None, "known": None, "last_held": None}
    sees_school = request.scope.may(Permission.BOARD_VIEW, school_id=school.pk)
    known = (
        known_ahead(request.scope, school_id=school.pk, date=ahead.date, session=ahead.session)
        if sees_school
        else None
    )
    held = last if last and last.date < ahead.date else None
    return {
        "opens": opens_at(ahead),
        "known": known,
        "last_held": held,
        "last_address": board_address(school.pk, held) if held else "",
    }


@page(Permission.REGISTER_AMEND)
def remind(request: PageRequest, school: School) -> HttpResponse:
    """Remind whoever takes the registers sent; they see it on Today and on the register."""
    asked = asked_session(request)
    group_ids = whole_numbers(request.POST.getlist("group"))
    if request.method != "POST" or asked is None or not group_ids:
        return redirect("registers", school_id=school.pk)
    names = remind_of_register(
        school_id=school.pk,
        group_ids=group_ids,
        date=asked.date,
        session=asked.session,
        by=request.actor,
        now=clock.now(),
    )
    messages.success(
        request, f"Reminded {listed(names, last='and')}. They see it on Today and on the register."
    )
    if request.POST.get("back") == "today":
        return redirect("today", school_id=school.pk)
    return redirect(board_address(school.pk, asked))


def board_address(school_id: int, asked: SessionOf) -> str:
    """Return the address of a session's board."""
    base = reverse("registers", kwargs={"school_id": school_id})
    return f"{base}?date={asked.date.isoformat()}&session={asked.session}"


def asked_session(request: PageRequest) -> SessionOf | None:
    """Return the day and session asked for in an address or a form; None where they are not there. Raise DateNotGiven."""
    sent = request.POST if request.method == "POST" else request.GET
    date, session = day_asked(sent, "date", "the day"), sent.get("session", "AM")
    return SessionOf(date, session) if date and session in ("AM", "PM") else None


def summary_of(rows: list[BoardRow]) -> str:
    """Say in a sentence how many registers of the session are taken, and which are missing."""
    due = [row for row in rows if row.state not in (RegisterState.NO_PUPILS, RegisterState.NOT_HELD)]
    taken = sum(row.state in TAKEN for row in due)
    left = [row.group for row in due if row.state not in TAKEN]
    if not due:
        return "No register is due."
    if not left:
        return f"All {counted(len(due), 'register')} taken."
    named = ", ".join(left[:6]) + (f" and {len(left) - 6} more" if len(left) > 6 else "")
    return f"{taken} of {counted(len(due), 'register')} taken. Still to come: {named}."

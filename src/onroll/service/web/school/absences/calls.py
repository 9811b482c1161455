"""The call list: whom to call about, in what order, and one tap for what came of it."""

from __future__ import annotations

import secrets

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.absence_follow_up.queries.call_list import CallList
from onroll.service.absence_follow_up.status import FollowUpState
from onroll.service.absence_notices.queries.answers import call_list_with_answers
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import opens_at
from onroll.service.duties.queries import session_ahead, session_now
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of
from onroll.service.web.formats import counted
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.board import asked_session

#: What one tap records, and its words: anything else has a form.
ONE_TAP = (("no answer", "No answer"), ("voicemail", "Voicemail"))


@page(Permission.ABSENCE_VIEW, reach=Reach.SOMEWHERE)
def absences(request: PageRequest, school: School) -> HttpResponse:
    """Show the call list of a session; a script asks for the list alone, to keep it fresh."""
    now, scope = clock.now(), request.scope
    error = ""
    try:
        asked = asked_session(request)
    except DateNotGiven as problem:
        asked, error = None, str(problem)
    asked = asked or session_now(scope, school_id=school.pk, now=now)
    if asked is None:
        return render(request, "school/registers/no_calendar.html")
    ahead = session_ahead(scope, school_id=school.pk, now=now) if asked.date < now.date() else None
    everyone = request.GET.get("everyone") == "yes"
    calls = call_list_with_answers(
        scope, school_id=school.pk, date=asked.date, session=asked.session, now=now, everyone=everyone
    )
    context = {
        "calls": calls,
        "date": asked.date,
        "session": asked.session,
        "is_today": asked.date == now.date(),
        "opens": opens_at(ahead) if "date" not in request.GET else None,
        "everyone": everyone,
        "summary": summary_of(calls),
        "boxes": request.GET.dict() if error else boxes_of("date", asked.date),
        "errors": [{"text": error, "href": "#date-day"}] if error else [],
        "may_follow_up": scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school.pk),
        "sees_detail": scope.may(Permission.ABSENCE_DETAIL_VIEW, school_id=school.pk),
        "may_accept": scope.may(Permission.REASON_ACCEPT, school_id=school.pk),
        "may_write": scope.may(Permission.MESSAGE_SEND, school_id=school.pk),
        "one_tap": ONE_TAP,
        "key": secrets.token_hex(8),
    }
    template = "_calls.html" if request.headers.get("HX-Request") else "calls.html"
    return render(request, f"school/absences/{template}", context, status=422 if error else 200)


def summary_of(calls: CallList) -> str:
    """Say in a sentence how many are to be followed up, and how far that has come."""
    if not calls.rows:
        return (
            "Nobody is absent without a reason."
            if calls.has_closed
            else "Nobody is marked absent without a reason yet."
        )
    parts = [
        f"{calls.count(state)} {words}"
        for state, words in (
            (FollowUpState.NOT_TRIED, "not tried yet"),
            (FollowUpState.TRIED, "tried"),
            (FollowUpState.ANSWERED, "answered by another who was told"),
            (FollowUpState.SPOKE, "spoken to"),
            (FollowUpState.ACCOUNTED_FOR, "accounted for by another who was told"),
            (FollowUpState.REASON_WAITING, "with a reason to accept"),
            (FollowUpState.ESCALATED, "with safeguarding"),
            (FollowUpState.SEEN, "seen"),
        )
        if calls.count(state)
    ]
    return f"{counted(len(calls.rows), 'pupil')} absent without a reason: {', '.join(parts)}."

"""Sending one notice: the email as it would go, or that somebody was told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.absence_notices.actions.telling import record_told, send_notice
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.guests.queries.home_school import notice_to_tell
from onroll.service.organisations.models import School
from onroll.service.web.components.times import NotATime
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.notices.form import context_of, do_what_is_asked, errors_of


@page(Permission.ABSENCE_FOLLOW_UP)
def tell(
    request: PageRequest, school: School, pupil_id: int, date: dt.date, recipient: str, professional_id: int
) -> HttpResponse:
    """Show a notice as it would go; send it, or record that they were told by phone or in person."""
    about: dict[str, Any] = {
        "school_id": school.pk, "pupil_id": pupil_id, "date": date, "recipient": recipient,
        "professional_id": professional_id or None,
    }  # fmt: skip
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            done = do_what_is_asked(request, about, send=send_notice, record=record_told, asks=("knows",))
            messages.success(request, done)
            return redirect(_board(school.pk, date))
        except (NoticeRefused, FollowUpRefused, MessageRefused, NotATime) as refusal:
            errors = errors_of(refusal)
    try:
        found = notice_to_tell(**about, by=request.actor, now=clock.now())
    except NoticeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(_board(school.pk, date))
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="notices", now=clock.now())
    context = {
        **context_of(request, found, errors=errors, is_named=bool(professional_id)),
        "date": date,
        "is_today": date == clock.today(),
        "board": _board(school.pk, date),
    }
    return render(request, "school/notices/tell.html", context, status=422 if errors else 200)


def _board(school_id: int, date: dt.date) -> str:
    return f"{reverse('notices', kwargs={'school_id': school_id})}?date={date.isoformat()}"

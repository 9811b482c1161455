"""One notice: what was told, its receipt, and asking again where none comes."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.absence_notices.actions.receiving import BY_STAFF, record_chase, record_receipt
from onroll.service.absence_notices.queries.one import one_notice
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.notices.form import KNOWS

_FIELDS = ("do", "how", "who", "at", "words", "knows")


@page(Permission.ABSENCE_FOLLOW_UP)
def notice(request: PageRequest, school: School, notice_id: int) -> HttpResponse:
    """Show one notice; record its receipt, or that it was asked for again."""
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, _done(request, school, notice_id))
            return redirect("notice", school_id=school.pk, notice_id=notice_id)
        except NoticeRefused as refusal:
            errors = [{"text": str(refusal), "href": f"#{refusal.field}"}]
        except NotATime as refusal:
            errors = [{"text": str(refusal), "href": "#at"}]
    found = one_notice(school_id=school.pk, notice_id=notice_id, by=request.actor, now=clock.now())
    if found is None:
        raise Http404("This school has no such notice.")
    kept = found.told.notice
    record_viewing(
        by=request.actor, school_id=school.pk, pupil_id=kept.pupil_id or 0, page="notices", now=clock.now()
    )
    context = {
        "found": found,
        "notice": kept,
        "knows": KNOWS,
        "ways": [(one.value, one.label, "") for one in BY_STAFF],
        "sent": {name: request.POST.get(name, "") for name in _FIELDS},
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": errors,
    }
    return render(request, "school/notices/notice.html", context, status=422 if errors else 200)


def _done(request: PageRequest, school: School, notice_id: int) -> str:
    """Do what a form asks for; return what was done. Raises NoticeRefused, NotATime."""
    sent, now = request.POST, clock.now()
    about: dict[str, Any] = {
        "school_id": school.pk, "notice_id": notice_id, "how": sent.get("how", ""), "who": sent.get("who", ""),
        "words": sent.get("words", ""), "at": moment_of(sent.get("at", ""), now), "key": sent.get("key") or None,
        "by": request.actor, "now": now,
    }  # fmt: skip
    if sent.get("do") == "received":
        received = record_receipt(**about, knows=sent.get("knows", ""))
        return f"Recorded that {received.who} has received it."
    if sent.get("do") == "chased":
        record_chase(**about)
        return "Recorded that a receipt was asked for again. It is waited for once more."
    raise NoticeRefused("Say whether it was received, or asked for again.", field="do")

"""Sending one notice: the email as it would go, or that somebody was told."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.absence_notices.actions.telling import record_told, send_notice
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.one import to_tell
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.whom import MASKED
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.organisations.models import School
from onroll.service.people.parts_in_names import without_part
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

_FIELDS = ("email", "how", "who", "used", "at", "words")
_SPOKEN = [(one.value, one.label, "") for one in (Notice.How.PHONE, Notice.How.IN_PERSON)]


@page(Permission.ABSENCE_FOLLOW_UP)
def tell(
    request: PageRequest, school: School, pupil_id: int, date: dt.date, recipient: str, professional_id: int
) -> HttpResponse:
    """Show a notice as it would go; send it, or record that they were told by phone or in person."""
    about = {
        "school_id": school.pk, "pupil_id": pupil_id, "date": date, "recipient": recipient,
        "professional_id": professional_id or None,
    }  # fmt: skip
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, _done(request, about))
            return redirect(_board(school.pk, date))
        except (NoticeRefused, FollowUpRefused) as refusal:
            errors = [{"text": str(refusal), "href": f"#{refusal.field}"}]
        except (MessageRefused, NotATime) as refusal:
            field = "at" if isinstance(refusal, NotATime) else "top"
            errors = [{"text": str(refusal), "href": f"#{field}"}]
    try:
        found = to_tell(**about, by=request.actor, now=clock.now())  # type: ignore[arg-type]
    except NoticeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(_board(school.pk, date))
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="notices", now=clock.now())
    context = {
        "found": found,
        "row": found.row,
        "date": date,
        "is_today": date == clock.today(),
        "board": _board(school.pk, date),
        "spoken": _SPOKEN,
        "sent": {
            "email": found.email_used_last, "how": Notice.How.PHONE.value, "who": found.row.whom.name if professional_id else "",
            "used": found.row.whom.telephone, "at": "", "words": "",
        } | {name: request.POST[name] for name in _FIELDS if name in request.POST},
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": errors,
    }  # fmt: skip
    return render(request, "school/notices/tell.html", context, status=422 if errors else 200)


def _done(request: PageRequest, about: dict[str, object]) -> str:
    """Do what a form asks for; return what was done. Raises refusals that may be shown."""
    sent, by, now = request.POST, request.actor, clock.now()
    if sent.get("do") == "email":
        notice = send_notice(
            **about, email=sent.get("email", ""), by=by, now=now,  # type: ignore[arg-type]
            link_of=lambda secret: request.build_absolute_uri(reverse("notice_receipt", kwargs={"notice_secret": secret})),
        )  # fmt: skip
        who = without_part(notice.who) if about["recipient"] == MASKED else notice.who
        return f"The notice to {who} is on its way. Its receipt is waited for."
    notice = record_told(
        **about, how=sent.get("how", ""), who=sent.get("who", ""), used=sent.get("used", ""), words=sent.get("words", ""),  # type: ignore[arg-type]
        at=moment_of(sent.get("at", ""), now), key=sent.get("key") or None, by=by, now=now,
    )  # fmt: skip
    return f"Recorded that {notice.who} was told."


def _board(school_id: int, date: dt.date) -> str:
    return f"{reverse('notices', kwargs={'school_id': school_id})}?date={date.isoformat()}"

"""The page that a notice's own link opens: what it says of one pupil and one day, and a form to say that it was read."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.absence_notices.actions.receiving import confirm_by_link
from onroll.service.absence_notices.models import Knows, Notice, NoticeEvent
from onroll.service.absence_notices.opening import NOT_GOOD, notice_of_link, school_of_link
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access import row_security
from onroll.service.room_for_words import TooLong
from onroll.service.web.pages import NO_TEXT, holds_no_text
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: What whoever was told may say of where the child is, as they say it of themselves.
_KNOWS = [
    (Knows.WITH_US.value, "Yes, the child is with us", ""),
    (Knows.ELSEWHERE.value, "Yes, and not with us: say below where", ""),
    (Knows.NOT_KNOWN.value, "No", ""),
]


@login_not_required
def receipt(request: PageRequest, notice_secret: str) -> HttpResponse:
    """Show a notice to whoever holds its link, and keep that it was read."""
    school_id = school_of_link(notice_secret)
    try:
        if school_id is None:
            raise NoticeRefused(NOT_GOOD)
        if holds_no_text(request):
            raise NoticeRefused(NO_TEXT)
        with row_security.limited_to([school_id]):
            notice = notice_of_link(notice_secret, now=clock.now())
            request.place = notice.school.name
            answer = _answer(request, notice_secret, notice)
    except NoticeRefused as refusal:
        context = {"why": str(refusal), "parents_page": True}
        answer = render(request, "professional/closed.html", context, status=410)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


def _answer(request: PageRequest, secret: str, notice: Notice) -> HttpResponse:
    errors: list[dict[str, str]] = []
    sent = {
        "who": request.POST.get("who", ""),
        "words": request.POST.get("words", ""),
        "knows": request.POST.get("knows", ""),
    }
    if request.method == "POST":
        try:
            confirm_by_link(secret=secret, **sent, now=clock.now())
        except NoticeRefused as refusal:
            errors = [{"text": str(refusal), "href": f"#{refusal.field}"}]
        except TooLong as refusal:
            errors = [{"text": str(refusal), "href": "#words"}]
        else:
            messages.success(request, "Thank you. The school sees that you have read it.")
            return redirect("notice_receipt", notice_secret=secret)
    receipts = notice.events.filter(what=NoticeEvent.What.RECEIVED)
    context = {
        "notice": notice,
        "receipts": receipts.order_by("at", "pk"),
        "sent": sent,
        "knows": _KNOWS,
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
        "parents_page": True,
    }
    return render(request, "professional/receipt.html", context, status=422 if errors else 200)

"""Telling one outside the school of an exclusion: the email as it would go, or that they were told."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.exclusions.actions.notifying import (
    record_exclusion_told,
    send_exclusion_notice,
    to_notify,
)
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

_FIELDS = ("email", "how", "who", "used", "at", "words")
_SPOKEN = [(one.value, one.label, "") for one in (Notice.How.PHONE, Notice.How.IN_PERSON)]


@page(Permission.EXCLUSION_DECIDE)
def notify(
    request: PageRequest, school: School, exclusion_id: int, recipient: str, professional_id: int
) -> HttpResponse:
    """Show a notice of an exclusion as it would go; send it, or record that they were told by phone or in person."""
    about = {
        "school_id": school.pk, "exclusion_id": exclusion_id, "recipient": recipient,
        "professional_id": professional_id or None,
    }  # fmt: skip
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, _done(request, about))
            return redirect("exclusion", school_id=school.pk, exclusion_id=exclusion_id)
        except NoticeRefused as refusal:
            errors = [{"text": str(refusal), "href": f"#{refusal.field}"}]
        except (MessageRefused, ExclusionRefused, NotATime, TooLong) as refusal:
            errors = [{"text": str(refusal), "href": "#at" if isinstance(refusal, NotATime) else "#top"}]
    try:
        found = to_notify(**about, by=request.actor, now=clock.now())  # type: ignore[arg-type]
    except ExclusionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("exclusion", school_id=school.pk, exclusion_id=exclusion_id)
    record_viewing(
        by=request.actor,
        school_id=school.pk,
        pupil_id=found.exclusion.pupil_id,
        page="exclusion",
        now=clock.now(),
    )
    whom = found.row.whom
    context = {
        "found": found,
        "it": found.exclusion,
        "row": found.row,
        "spoken": _SPOKEN,
        "sent": {
            "email": found.email_used_last, "how": Notice.How.PHONE.value, "who": whom.name if professional_id else "",
            "used": whom.telephone, "at": "", "words": "",
        } | {name: request.POST[name] for name in _FIELDS if name in request.POST},
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": errors,
    }  # fmt: skip
    return render(request, "school/exclusions/notify.html", context, status=422 if errors else 200)


def _done(request: PageRequest, about: dict[str, object]) -> str:
    """Do what a form asks for; return what was done. Raises refusals that may be shown."""
    sent, by, now = request.POST, request.actor, clock.now()
    if sent.get("do") == "email":
        notice = send_exclusion_notice(
            **about, email=sent.get("email", ""), by=by, now=now,  # type: ignore[arg-type]
            link_of=lambda secret: request.build_absolute_uri(reverse("notice_receipt", kwargs={"notice_secret": secret})),
        )  # fmt: skip
        return f"The notice to {notice.who} is on its way. Its receipt is waited for."
    notice = record_exclusion_told(
        **about, how=sent.get("how", ""), who=sent.get("who", ""), used=sent.get("used", ""), words=sent.get("words", ""),  # type: ignore[arg-type]
        at=moment_of(sent.get("at", ""), now), key=sent.get("key") or None, by=by, now=now,
    )  # fmt: skip
    return f"Recorded that {notice.who} was told."

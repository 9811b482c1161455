"""Telling one outside the school of an exclusion: the email as it would go, or that they were told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
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
from onroll.service.web.components.times import NotATime
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.notices.form import context_of, do_what_is_asked, errors_of


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
            done = do_what_is_asked(request, about, send=send_exclusion_notice, record=record_exclusion_told)
            messages.success(request, done)
            return redirect("exclusion", school_id=school.pk, exclusion_id=exclusion_id)
        except (NoticeRefused, MessageRefused, ExclusionRefused, NotATime, TooLong) as refusal:
            errors = errors_of(refusal)
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
    context = context_of(request, found, errors=errors, is_named=bool(professional_id))
    return render(
        request,
        "school/exclusions/notify.html",
        {**context, "it": found.exclusion},
        status=422 if errors else 200,
    )

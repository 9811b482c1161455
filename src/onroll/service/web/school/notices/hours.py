"""By what hour of a morning each step is done: the school's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.absence_notices.actions.settings import change_hours
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

FIELDS = (
    ("notice_by", "Notices are sent by"),
    ("reached_by", "Somebody has been reached by"),
    ("receipt_by", "Receipts have come by"),
)


@page(Permission.SCHOOL_EDIT)
def hours(request: PageRequest, school: School) -> HttpResponse:
    """Show and change the hours by which notices, calls and receipts are expected."""
    kept = settings_of(school.pk)
    sent = {name: getattr(kept, name).isoformat("minutes") for name, _ in FIELDS}
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        sent = {name: request.POST.get(name, "") for name, _ in FIELDS}
        times = {}
        for name, words in FIELDS:
            try:
                if not sent[name].strip():
                    raise NotATime
                times[name] = moment_of(sent[name], clock.now()).time()
            except NotATime:
                errors.append({"text": f"{words}: give a time like 9:45.", "href": f"#{name}"})
        if not errors:
            try:
                change_hours(school_id=school.pk, by=request.actor, now=clock.now(), **times)
            except NoticeRefused as refusal:
                errors = [{"text": str(refusal), "href": f"#{refusal.field}"}]
            else:
                messages.success(request, "The hours are saved.")
                return redirect("notice_hours", school_id=school.pk)
    context = {
        "fields": FIELDS,
        "sent": sent,
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, "school/notices/hours.html", context, status=422 if errors else 200)

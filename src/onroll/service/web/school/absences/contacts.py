"""Recording a contact: one tap from the list, or the full form."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.models import Contact
from onroll.service.absence_follow_up.queries.absence import Absence, absence_of
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

FIELDS = ("channel", "outcome", "parent", "who", "used", "at", "words", "corrects")


@page(Permission.ABSENCE_FOLLOW_UP)
def contact(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Record one attempt to reach somebody about an absence."""
    if request.method != "POST":
        return _show(request, school, pupil_id, date, _sent(request.GET), [])
    sent = _sent(request.POST)
    now = clock.now()
    try:
        kept = record_contact(
            school_id=school.pk,
            pupil_id=pupil_id,
            date=date,
            channel=sent["channel"],
            outcome=sent["outcome"],
            parent_id=whole_number(sent["parent"]),
            who=sent["who"],
            used=sent["used"],
            words=sent["words"],
            corrects_id=whole_number(sent["corrects"]),
            at=moment_of(sent["at"], now),
            key=request.POST.get("key") or None,
            by=request.actor,
            now=now,
        )
    except NotATime as problem:
        return _show(request, school, pupil_id, date, sent, [{"text": str(problem), "href": "#at"}], 422)
    except FollowUpRefused as refusal:
        error = {"text": str(refusal), "href": f"#{refusal.field}"}
        return _show(request, school, pupil_id, date, sent, [error], 422)
    messages.success(request, f"Recorded: {kept.get_outcome_display().lower()}.")
    return redirect(way_back(request, school, pupil_id, date))


def way_back(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> str:
    """Return where somebody came from: the list of a session, or the absence's own page."""
    back = (request.POST if request.method == "POST" else request.GET).get("back", "")
    if back in ("AM", "PM"):
        base = reverse("absences", kwargs={"school_id": school.pk})
        return f"{base}?date={date.isoformat()}&session={back}#pupil-{pupil_id}"
    return reverse("absence", kwargs={"school_id": school.pk, "pupil_id": pupil_id, "date": date})


def _sent(fields: Any) -> dict[str, str]:
    return {name: fields.get(name, "").strip() for name in FIELDS}


def _show(
    request: PageRequest,
    school: School,
    pupil_id: int,
    date: dt.date,
    sent: dict[str, str],
    errors: list[dict[str, str]],
    status: int = 200,
) -> HttpResponse:
    found = absence_of(request.scope, school_id=school.pk, pupil_id=pupil_id, date=date, now=clock.now())
    context = {
        "absence": found,
        "pupil": found.pupil,
        "date": date,
        "sent": {**sent, "channel": sent["channel"] or Contact.Channel.PHONE.value},
        "channels": Contact.Channel.choices,
        "outcomes": [(value, words, "") for value, words in Contact.Outcome.choices],
        "parents": parents_of(found),
        "numbers": [number for one in found.whom for number in (*one.numbers, one.email) if number],
        "back": (request.POST if request.method == "POST" else request.GET).get("back", ""),
        "way_back": way_back(request, school, pupil_id, date),
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, "school/absences/contact.html", context, status=status)


def parents_of(found: Absence) -> list[tuple[str, str]]:
    """Return a pupil's parents as a form lists them; one who is not to be called is said to be."""
    return [
        (str(one.parent_id), one.words if one.may_be_called else f"{one.words} – not to be called")
        for one in found.whom
    ]

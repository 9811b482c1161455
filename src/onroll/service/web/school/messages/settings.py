"""By what a school's messages go, in which hours, and a test message."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from onroll.service import clock
from onroll.service.access import demo_mode
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.settings import change_settings, send_test
from onroll.service.correspondence.models import MessageSettings
from onroll.service.correspondence.refusals import SettingsRefused
from onroll.service.correspondence.sending.choosing import is_set_up
from onroll.service.correspondence.settings_of import settings_of
from onroll.service.correspondence.templates import CHANNELS, EMAIL
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

Sender = MessageSettings.Sender


@page(Permission.SCHOOL_EDIT)
def change(request: PageRequest, school: School) -> HttpResponse:
    """Show and change by what messages go, and in which hours."""
    kept = settings_of(school.pk)
    values = {
        **{f"{channel}_by": str(getattr(kept, f"{channel}_by")) for channel in CHANNELS},
        "day_starts": f"{kept.day_starts.hour}",
        "day_ends": f"{kept.day_ends.hour}",
    }
    problem = ""
    if request.method == "POST":
        values |= {name: request.POST.get(name, "") for name in values}
        try:
            change_settings(
                school_id=school.pk,
                senders={channel: values[f"{channel}_by"] for channel in CHANNELS},
                day_starts=_hour(values["day_starts"]),
                day_ends=_hour(values["day_ends"]),
                by=request.actor,
                now=clock.now(),
            )
        except SettingsRefused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "The settings of messages are saved.")
            return redirect("message-settings", school_id=school.pk)
    context = {
        "values": values,
        "problem": problem,
        "errors": [{"text": problem, "href": "#text_by"}] if problem else [],
        "channels": [(channel, _offered(channel)) for channel in CHANNELS],
        "hours": [(hour, _hour_words(hour)) for hour in range(6, 22)],
        "is_demo": demo_mode.is_demo(),
    }
    return render(request, "school/messages/settings.html", context, status=422 if problem else 200)


@page(Permission.SCHOOL_EDIT)
@require_POST
def test(request: PageRequest, school: School) -> HttpResponse:
    """Send a message that names no pupil, to see that messages go."""
    try:
        name = send_test(
            school_id=school.pk,
            channel=request.POST.get("channel", ""),
            address=request.POST.get("address", ""),
            by=request.actor,
            now=clock.now(),
        )
    except SettingsRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = (
            "It stayed on this machine: the sender is the outbox."
            if name == Sender.OUTBOX
            else "It was taken."
        )
        messages.success(request, f"A test message was sent. {words}")
    return redirect("message-settings", school_id=school.pk)


def _offered(channel: str) -> list[tuple[str, str, str]]:
    """Return the senders of a channel, as value, words and hint; one this machine is not set up for says so."""
    found: list[tuple[str, str, str]] = []
    for sender in Sender:
        if sender == Sender.SMTP and channel != EMAIL:
            continue
        hint: Any = "" if sender == Sender.OUTBOX or is_set_up(sender) else "Not set up on this machine."
        found.append((sender.value, str(sender.label), hint))
    return found


def _hour(typed: str) -> dt.time:
    hour = whole_number(typed)
    return dt.time(hour) if hour is not None and hour < 24 else dt.time(0)


def _hour_words(hour: int) -> str:
    from onroll.service.web.formats import clock_time

    return clock_time(dt.time(hour))

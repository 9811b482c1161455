"""The feed itself, and the page where a person makes its address and takes it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from icalendar import Calendar, Event

from onroll.service import clock
from onroll.service.duties.actions.feeding import end_feed, make_feed
from onroll.service.duties.queries.agenda import Appointment, agenda_of, has_feed, person_of_feed
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.duties.addresses import ASKED_ABOUT, address


def own_feed(request: PageRequest) -> HttpResponse:
    """Make the address of one's feed, shown once, or take it back."""
    made = ""
    if request.method == "POST" and request.POST.get("do") == "end":
        end_feed(by=request.actor, now=clock.now())
        messages.success(request, "The feed is ended: its address answers nothing any more.")
        return redirect("account_calendar")
    if request.method == "POST":
        secret = make_feed(by=request.actor, now=clock.now())
        made = request.build_absolute_uri(reverse("calendar_feed", kwargs={"feed_secret": secret}))
    return render(request, "calendar_feed/own_feed.html", {"made": made, "has_feed": has_feed(request.actor)})


@login_not_required
def feed(request: HttpRequest, feed_secret: str) -> HttpResponse:
    """Send a person's duties as a calendar: numbers and kinds, without a name."""
    now = clock.now()
    person = person_of_feed(feed_secret, on=now.date())
    if person is None:
        raise Http404("No calendar is at this address, or it was ended.")
    calendar = _calendar(agenda_of(person.scope, now=now), request, now)
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _calendar(agenda: Iterable[Appointment], request: HttpRequest, now: dt.datetime) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Onroll//Duties//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Onroll: duties")
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for one in agenda:
        calendar.add_component(_event(one, request, now))
    return calendar


def _page_of(one: Appointment) -> str:
    """Return the address where it is done: about those duties, or, of what is not a duty yet, the absences without a reason."""
    if not one.duties:
        return reverse("absence_no_reason", kwargs={"school_id": one.school_id})
    if len(one.duties) <= ASKED_ABOUT:
        return address(one.school_id, list(one.duties))
    return f"{reverse('duties', kwargs={'school_id': one.school_id})}?{urlencode({'rule': one.rule})}"


def _event(one: Appointment, request: HttpRequest, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@onroll")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + dt.timedelta(days=1))
    event.add("summary", one.words)
    event.add("url", request.build_absolute_uri(_page_of(one)))
    event.add("transp", "TRANSPARENT")
    return event

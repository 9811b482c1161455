"""The record of a school's duties: what is open, what waits and why, what was settled and how."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import people_of_school
from onroll.service.duties.actions.handing_on import hand_on
from onroll.service.duties.actions.putting_off import put_off
from onroll.service.duties.actions.setting_aside import set_aside, take_up_again
from onroll.service.duties.queries.kept import KeptDuty, duties_about, duty_list
from onroll.service.duties.queries.week import week_of
from onroll.service.duties.refusals import DutyRefused
from onroll.service.duties.standing import RULES
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes, day_asked
from onroll.service.web.formats import counted, short_day, short_moment
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.duties.addresses import ASKED_ABOUT, address
from onroll.service.web.school.people.sent import number
from onroll.service.web.school.today.deeds import buttons_of

PARTS = (("open", "To do"), ("waiting", "Put off or set aside"), ("settled", "Settled lately"))
END_OF_DAY = dt.time(23, 59)
#: How many duties may be asked about at once: a line of Today is of no more.
MOST = 400


@page(Permission.REGISTER_VIEW)
def duties(request: PageRequest, school: School) -> HttpResponse:
    """List the duties kept of a school."""
    which = request.GET.get("which", "open")
    mine = request.actor.user_id if request.GET.get("mine") else None
    found = duty_list(
        request.scope,
        school_id=school.pk,
        now=clock.now(),
        which=which,
        rule=request.GET.get("rule", ""),
        handed_to=mine,
    )
    return render(
        request,
        "school/duties/duties.html",
        {
            "found": found,
            "parts": PARTS,
            "which": which if which in dict(PARTS) else "open",
            "rules": [("", "All"), *((rule.name, rule.title) for rule in RULES)],
            "rule": request.GET.get("rule", ""),
            "mine": mine is not None,
            "by": by_when,
            "href": lambda keys: address(school.pk, keys[:ASKED_ABOUT]),
        },
    )


@page(Permission.REGISTER_VIEW)
def week(request: PageRequest, school: School) -> HttpResponse:
    """Show a week of duties in numbers, and what is left: to be read on a Friday, and printed."""
    now = clock.now()
    of = day_asked(request.GET, "of", "a day of the week") or now.date()
    found = week_of(request.scope, school_id=school.pk, of=of, now=now)
    return render(
        request,
        "school/duties/week.html",
        {
            "week": found,
            "by": by_when,
            "before": found.first_day - dt.timedelta(days=1),
            "after": found.last_day + dt.timedelta(days=1) if found.last_day < now.date() else None,
            "href": lambda keys: address(school.pk, keys[:ASKED_ABOUT]),
        },
    )


@page(Permission.REGISTER_VIEW, to_send=Permission.DUTY_MANAGE)
def about(request: PageRequest, school: School) -> HttpResponse:
    """Show how duties stand and what happened to them; put them off, hand them on, set them aside."""
    keys = (request.POST if request.method == "POST" else request.GET).getlist("key")[:MOST]
    if not keys:
        return redirect("duties", school_id=school.pk)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, _done(request, school, keys))
            return redirect(address(school.pk, keys))
        except (DutyRefused, DateNotGiven) as refusal:
            errors = [{"text": str(refusal), "href": f"#{_FIELDS.get(request.POST.get('do', ''), 'do')}"}]
    kept = duties_about(request.scope, school_id=school.pk, keys=keys, now=clock.now())
    if not kept.lines:
        raise Http404("No duty of this school is named so.")
    return render(
        request,
        "school/duties/about.html",
        {
            "kept": kept,
            "keys": keys,
            "buttons": [
                button for duty in kept.found_now for button in buttons_of(duty, request.scope, school.pk)
            ],
            "by": by_when,
            "people": _people(request, school, kept),
            "values": request.POST if errors else {},
            "errors": errors,
        },
        status=409 if errors else 200,
    )


def by_when(due: dt.datetime) -> str:
    """Write by when a duty is due: a day, and a time where it is not the end of that day."""
    local = due.astimezone(clock.LONDON)
    return short_day(local) if local.time() == END_OF_DAY else short_moment(local)


#: Which field of the page a refusal is about, by what was asked.
_FIELDS = {"put_off": "until-day", "hand_on": "user", "set_aside": "aside_reason"}


def _done(request: PageRequest, school: School, keys: list[str]) -> str:
    """Do what a form asks for; return what was done. Raises DutyRefused and DateNotGiven."""
    sent, by, now = request.POST, request.actor, clock.now()
    if sent.get("do") == "put_off":
        until = date_from_boxes(sent, "until", "the day to come back to it")
        done = put_off(
            school_id=school.pk, keys=keys, until=until, reason=sent.get("reason", ""), by=by, now=now
        )
        return f"{counted(len(done), 'duty', 'duties')} put off until {until:%A} {until.day} {until:%B}."
    if sent.get("do") == "hand_on":
        done = hand_on(school_id=school.pk, keys=keys, user_id=number(sent, "user") or 0, by=by, now=now)
        return f"{counted(len(done), 'duty', 'duties')} handed on."
    if sent.get("do") == "set_aside":
        done = set_aside(school_id=school.pk, keys=keys, reason=sent.get("aside_reason", ""), by=by, now=now)
        return f"{counted(len(done), 'duty', 'duties')} set aside."
    done = take_up_again(school_id=school.pk, keys=keys, by=by, now=now)
    return f"{counted(len(done), 'duty', 'duties')} taken up again."


def _people(request: PageRequest, school: School, kept: KeptDuty) -> list[tuple[int, str]]:
    scope = request.scope
    if not (kept.is_open and scope.may(Permission.PEOPLE_VIEW, school_id=school.pk)):
        return []
    people = people_of_school(scope, school_id=school.pk, on=clock.today())
    return [(one.user.pk, one.user.name) for one in people if one.roles]

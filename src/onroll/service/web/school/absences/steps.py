"""Steps beyond a call: telling the safeguarding lead, their decision, home visits, and the child seen."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.absence_follow_up.actions.stepping import (
    acknowledge,
    decide,
    escalate,
    plan_visit,
    record_seen,
    record_visit,
)
from onroll.service.absence_follow_up.models import Step
from onroll.service.absence_follow_up.queries.absence import absence_of
from onroll.service.absence_follow_up.queries.escalations import escalation, escalations
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

FIELDS = ("words", "who", "place", "found", "at", "planned", "decision")


@page(Permission.ABSENCE_FOLLOW_UP)
def tell(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Tell the safeguarding lead of an absence."""

    def send(about: dict[str, Any], sent: dict[str, str]) -> str:
        escalate(**about, pupil_id=pupil_id, date=date, why=sent["words"])
        return "The safeguarding lead sees it on Absences, and on the list of what is theirs to decide."

    return _form(request, school, pupil_id, date, "tell", send)


@page(Permission.ABSENCE_FOLLOW_UP)
def visit(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Plan a home visit."""

    def send(about: dict[str, Any], sent: dict[str, str]) -> str:
        on = date_from_boxes(sent, "on", "the day of the visit")
        at = moment_of(sent["at"], about["now"], on=on)
        plan_visit(
            **about,
            pupil_id=pupil_id,
            date=date,
            at=at,
            who=sent["who"],
            place=sent["place"],
            words=sent["words"],
        )
        return "Home visit planned. Record what was found when it has been made."

    return _form(request, school, pupil_id, date, "visit", send)


@page(Permission.ABSENCE_FOLLOW_UP)
def visited(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Record a home visit that was made."""

    def send(about: dict[str, Any], sent: dict[str, str]) -> str:
        on = date_from_boxes(sent, "on", "the day of the visit")
        record_visit(
            **about,
            pupil_id=pupil_id,
            date=date,
            at=moment_of(sent["at"], about["now"], on=on),
            who=sent["who"],
            found=sent["found"],
            place=sent["place"],
            words=sent["words"],
            planned_id=whole_number(sent["planned"]),
        )
        return "Home visit recorded."

    return _form(request, school, pupil_id, date, "visited", send)


@page(Permission.ABSENCE_FOLLOW_UP)
def seen(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Record that the child was seen."""

    def send(about: dict[str, Any], sent: dict[str, str]) -> str:
        on = date_from_boxes(sent, "on", "the day")
        record_seen(
            **about,
            pupil_id=pupil_id,
            date=date,
            at=moment_of(sent["at"], about["now"], on=on),
            who=sent["who"],
            place=sent["place"],
            words=sent["words"],
        )
        return "Recorded that the child was seen."

    return _form(request, school, pupil_id, date, "seen", send)


@page(Permission.ESCALATION_DECIDE)
def to_decide(request: PageRequest, school: School) -> HttpResponse:
    """List what the safeguarding lead was told of and nobody has decided, and what was decided lately."""
    found = escalations(request.scope, school_id=school.pk, on=clock.today())
    return render(request, "school/absences/escalations.html", {"found": found})


@page(Permission.ESCALATION_DECIDE)
def answer(request: PageRequest, school: School, step_id: int) -> HttpResponse:
    """Take on an absence that was escalated, or decide what follows."""
    found = escalation(request.scope, school_id=school.pk, step_id=step_id)
    if found is None:
        raise Http404("There is no such matter for the safeguarding lead at this school.")
    if request.method != "POST":
        return _show_answer(request, found, [])
    about: dict[str, Any] = {
        "school_id": school.pk, "step_id": step_id, "by": request.actor, "now": clock.now(),
        "key": request.POST.get("key") or None,
    }  # fmt: skip
    try:
        if request.POST.get("do") == "take on":
            acknowledge(**about)
            messages.success(request, "It is yours. Decide what follows when you know enough.")
        else:
            decide(decision=request.POST.get("decision", ""), why=request.POST.get("words", ""), **about)
            messages.success(request, "Decided, and kept with the absence.")
    except FollowUpRefused as refusal:
        return _show_answer(request, found, [{"text": str(refusal), "href": f"#{refusal.field}"}], 422)
    told = found.told
    address = {"school_id": school.pk, "pupil_id": told.pupil_id, "date": told.date}
    return redirect(reverse("absence", kwargs=address))


def _show_answer(
    request: PageRequest, found: Any, errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "told": found.told,
        "pupil": found.told.pupil,
        "decisions": [(value, words, "") for value, words in Step.Decision.choices],
        "sent": {name: request.POST.get(name, "") for name in ("decision", "words")},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, "school/absences/answer.html", context, status=status)


def _form(
    request: PageRequest, school: School, pupil_id: int, date: dt.date, name: str, send: Any
) -> HttpResponse:
    now = clock.now()
    if request.method != "POST":
        sent = {field: request.GET.get(field, "") for field in FIELDS} | boxes_of("on", now.date())
        return _show(request, school, pupil_id, date, name, sent, [])
    boxes = {f"on-{part}": request.POST.get(f"on-{part}", "") for part in ("day", "month", "year")}
    sent = {field: request.POST.get(field, "").strip() for field in FIELDS} | boxes
    about = {"school_id": school.pk, "by": request.actor, "now": now, "key": request.POST.get("key") or None}
    try:
        said = send(about, sent)
    except DateNotGiven as problem:
        return _show(
            request, school, pupil_id, date, name, sent, [{"text": str(problem), "href": "#on"}], 422
        )
    except NotATime as problem:
        return _show(
            request, school, pupil_id, date, name, sent, [{"text": str(problem), "href": "#at"}], 422
        )
    except FollowUpRefused as refusal:
        error = {"text": str(refusal), "href": f"#{refusal.field}"}
        return _show(request, school, pupil_id, date, name, sent, [error], 422)
    messages.success(request, said)
    return redirect("absence", school_id=school.pk, pupil_id=pupil_id, date=date)


def _show(
    request: PageRequest,
    school: School,
    pupil_id: int,
    date: dt.date,
    name: str,
    sent: dict[str, str],
    errors: list[dict[str, str]],
    status: int = 200,
) -> HttpResponse:
    found = absence_of(request.scope, school_id=school.pk, pupil_id=pupil_id, date=date, now=clock.now())
    context = {
        "absence": found,
        "pupil": found.pupil,
        "date": date,
        "sent": sent,
        "found_choices": [(value, words, "") for value, words in Step.Found.choices],
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, f"school/absences/{name}.html", context, status=status)

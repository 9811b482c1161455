"""Asking a health professional about one pupil: consent, the request and its papers, the reply, and how days are entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.medical_absence.actions import asking_health
from onroll.service.medical_absence.actions.taking_out import take_out_paper
from onroll.service.medical_absence.consent import consent_on, reply_due, scope_of, waiting_requests
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.papers import PDF, WORD
from onroll.service.medical_absence.queries.illness import illness_of_pupil
from onroll.service.medical_absence.refusals import MedicalRefusal
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes, day_asked
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

_TYPES = {
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
}
_KINDS = ("consent", "consent ended", "request", "reminder", "reply", "coding")


@page(Permission.MEDICAL_RECORD)
def health(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show whether consent stands, what was asked, and what may be done next."""
    return _shown(request, school, pupil_id)


@page(Permission.MEDICAL_RECORD)
def record(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Record one thing of it."""
    deed = _DEEDS.get(request.POST.get("what", ""))
    if request.method == "POST" and deed is not None:
        about = {"school_id": school.pk, "pupil_id": pupil_id, "by": request.actor, "now": clock.now()}
        try:
            messages.success(request, deed(request, about))
        except (MedicalRefusal, DateNotGiven, TooLong) as refusal:
            return _shown(request, school, pupil_id, refusal)
    return redirect("medical_health", school_id=school.pk, pupil_id=pupil_id)


@page(Permission.MEDICAL_RECORD)
def document(request: PageRequest, school: School, pupil_id: int, paper: str) -> HttpResponse:
    """Send a paper as a document; lead back with why where it cannot be made."""
    form = request.GET.get("as", WORD)
    try:
        taken = take_out_paper(
            school_id=school.pk, pupil_id=pupil_id, paper=paper, form=form, by=request.actor, now=clock.now()
        )
    except MedicalRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("medical_health", school_id=school.pk, pupil_id=pupil_id)
    response = HttpResponse(taken.made, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _consented(request: PageRequest, about: dict[str, Any]) -> str:
    sent = request.POST
    asking_health.record_consent(
        on=date_from_boxes(sent, "consent_on", "the day of the consent"),
        until=day_asked(sent, "consent_until", "the last day of the consent"), given_by=sent.get("given_by", ""),
        who=sent.get("consent_who", ""), scope=sent.getlist("scope"), words=sent.get("consent_words", ""), **about,
    )  # fmt: skip
    return "The consent is recorded."


def _withdrawn(request: PageRequest, about: dict[str, Any]) -> str:
    sent = request.POST
    asking_health.withdraw_consent(
        who=sent.get("withdraw_who", ""), words=sent.get("withdraw_words", ""), **about
    )
    return "Recorded that the consent is withdrawn. Nothing more is asked or told."


def _asked(request: PageRequest, about: dict[str, Any]) -> str:
    sent = request.POST
    asking_health.ask_health_professional(
        who=sent.get("request_who", ""), words=sent.get("request_words", ""),
        next_on=day_asked(sent, "request_by", "the day you hope for a reply"), **about,
    )  # fmt: skip
    return "The request is recorded. Take it out as a document, and send it."


def _reminded(request: PageRequest, about: dict[str, Any]) -> str:
    asking_health.remind_health_professional(
        request_id=_request_id(request),
        next_on=day_asked(request.POST, "remind_by", "the day you hope for a reply"),
        **about,
    )
    return "The reminder is recorded."


def _replied(request: PageRequest, about: dict[str, Any]) -> str:
    sent = request.POST
    asking_health.record_reply(
        request_id=_request_id(request), on=date_from_boxes(sent, "reply_on", "the day of the reply"),
        until=day_asked(sent, "reply_until", "the last day it speaks of"), words=sent.get("reply_words", ""), **about,
    )  # fmt: skip
    return "The reply is recorded. Decide how the days are entered next."


def _coded(request: PageRequest, about: dict[str, Any]) -> str:
    sent = request.POST
    asking_health.decide_coding(
        first_day=date_from_boxes(sent, "coding_from", "the first day"),
        last_day=date_from_boxes(sent, "coding_until", "the last day"), outcome=sent.get("coding", ""),
        words=sent.get("coding_words", ""), **about,
    )  # fmt: skip
    return "The decision is recorded. Where it changes entries, amend them in the register."


def _request_id(request: PageRequest) -> int:
    return whole_number(request.POST.get("request", "")) or 0


_DEEDS: dict[str, Callable[[PageRequest, dict[str, Any]], str]] = {
    "consent": _consented,
    "withdraw": _withdrawn,
    "request": _asked,
    "remind": _reminded,
    "reply": _replied,
    "coding": _coded,
}


def _shown(
    request: PageRequest, school: School, pupil_id: int, refusal: Exception | None = None
) -> HttpResponse:
    now = clock.now()
    line = illness_of_pupil(request.scope, school_id=school.pk, pupil_id=pupil_id, on=now.date())
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="illness", now=now)
    consent, waiting = consent_on(line.records, now.date()), waiting_requests(line.records)
    field = _field_of(request.POST.get("what", ""), getattr(refusal, "field", "top"))
    outcomes = dict(MedicalRecord.Outcome.choices)
    context = {
        "line": line,
        "consent": consent,
        "scope_words": [MedicalRecord.Scope(one).label for one in scope_of(consent)] if consent else [],
        "waiting": waiting,
        "reply_due": reply_due(line.records, waiting[-1]) if waiting else None,
        "records": [one for one in line.records if one.kind in _KINDS],
        "givers": [(value, label, "") for value, label in MedicalRecord.GivenBy.choices],
        "scopes": MedicalRecord.Scope.choices,
        "codings": [(one.value, outcomes[one.value], "") for one in MedicalRecord.OF_CODING],
        "what": request.POST.get("what", "") if refusal else "",
        "values": request.POST.dict() if refusal else _today(now.date()),
        "ticked": request.POST.getlist("scope") if refusal else [],
        "error": {field: str(refusal)} if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{field}"}] if refusal else [],
    }
    return render(request, "school/medical/health.html", context, status=409 if refusal else 200)


def _field_of(what: str, field: str) -> str:
    """Return the box of the page that a refusal speaks of: every form has its own days."""
    if field == "on-day" and what == "coding":
        return "coding_from-day"
    return f"{what}_{field}" if field in ("on-day", "until-day") else field


def _today(today: dt.date) -> dict[str, str]:
    return {name: value for box in ("consent_on", "reply_on") for name, value in boxes_of(box, today).items()}

"""Reasons: noted from a call, a message or a letter; accepted, declined and taken back."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.code_uses import codes_in_school, wants_a_reason
from onroll.law.reasons_given import EvidenceKind, ReasonKind
from onroll.service import clock
from onroll.service.absence_follow_up.actions.reasoning import (
    Reason,
    accept_reason,
    decline_reason,
    note_reason,
    take_back_decision,
)
from onroll.service.absence_follow_up.models import Contact, ReasonGiven
from onroll.service.absence_follow_up.queries.absence import absence_of
from onroll.service.absence_follow_up.queries.reasons import (
    ReasonToDecide,
    reason_to_decide,
    reasons_waiting,
    says_why,
)
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.pupils_on_day import pupils_on_day
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.absences.contacts import parents_of, way_back
from onroll.service.web.school.registers.sheet import codes_to_use
from onroll.service.whole_numbers import whole_number

FIELDS = (
    "kind", "given_by", "parent", "who", "channel", "used", "reached", "words", "evidence", "confidential", "session",
    "at", "accept", "note",
)  # fmt: skip
#: Pupils shown for a search.
MOST = 20
SESSIONS = (("", "The whole day"), ("AM", "The morning"), ("PM", "The afternoon"))


@page(Permission.REASON_ACCEPT)
def reasons(request: PageRequest, school: School) -> HttpResponse:
    """List the reasons that wait to be accepted."""
    waiting = reasons_waiting(request.scope, school_id=school.pk, on=clock.today())
    return render(request, "school/absences/reasons.html", {"waiting": waiting})


@page(Permission.ABSENCE_FOLLOW_UP)
def new(request: PageRequest, school: School) -> HttpResponse:
    """Find the pupil whom an email, a phone message or a note is about, before any register or after."""
    words = request.GET.get("q", "").strip()
    found = (
        pupils_on_day(request.scope, school_id=school.pk, date=clock.today(), words=words) if words else []
    )
    context = {"q": words, "found": found[:MOST], "more": max(0, len(found) - MOST), "today": clock.today()}
    return render(request, "school/absences/new_reason.html", context)


@page(Permission.ABSENCE_FOLLOW_UP)
def reason(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Note a reason for an absence and, where the role may, accept it at once."""
    if request.method != "POST":
        sent = _sent(request.GET) | boxes_of("first_day", date) | boxes_of("last_day", date)
        return _show(request, school, pupil_id, date, sent, [])
    sent = _sent(request.POST) | _boxes(request.POST)
    now = clock.now()
    try:
        given = note_reason(
            school_id=school.pk,
            pupil_id=pupil_id,
            reason=_reason(sent, now),
            accept_code=sent["accept"],
            note=sent["note"],
            key=request.POST.get("key") or None,
            by=request.actor,
            now=now,
        )
    except DateNotGiven as problem:
        day = "first_day" if "first day" in str(problem).lower() else "last_day"
        return _refused(request, school, pupil_id, date, sent, str(problem), day)
    except NotATime as problem:
        return _refused(request, school, pupil_id, date, sent, str(problem), "at")
    except FollowUpRefused as refusal:
        field = "accept" if refusal.field == "code" else refusal.field
        return _refused(request, school, pupil_id, date, sent, str(refusal), field)
    done = f"Accepted with code {sent['accept']}" if sent["accept"] else "Noted, and waits to be accepted"
    messages.success(request, f"{ReasonKind(given.kind).in_words}: {done[0].lower()}{done[1:]}.")
    return redirect(way_back(request, school, pupil_id, date))


@page(Permission.REASON_ACCEPT)
def decide(request: PageRequest, school: School, reason_id: int) -> HttpResponse:
    """Show one reason and what accepting it would do; accept it, with this code or another, decline it or take it back."""
    now = clock.now()
    found = reason_to_decide(request.scope, school_id=school.pk, reason_id=reason_id, now=now)
    if found is None:
        raise Http404("There is no such reason at this school.")
    if request.method != "POST":
        record_viewing(
            by=request.actor, school_id=school.pk, pupil_id=found.given.pupil_id or 0, page="absence reason", now=now
        )  # fmt: skip
        return _show_reason(request, school, found, [])
    try:
        said = _decide(request, school, reason_id, now)
    except FollowUpRefused as refusal:
        error = {"text": str(refusal), "href": f"#{refusal.field}"}
        return _show_reason(request, school, found, [error], 422)
    messages.success(request, said)
    address = {"school_id": school.pk, "pupil_id": found.given.pupil_id, "date": found.given.first_day}
    return redirect(reverse("absence", kwargs=address))


def _decide(request: PageRequest, school: School, reason_id: int, now: dt.datetime) -> str:
    sent = request.POST
    about: dict[str, Any] = {
        "school_id": school.pk, "reason_id": reason_id, "by": request.actor, "now": now,
        "key": sent.get("key") or None,
    }  # fmt: skip
    do = sent.get("do", "")
    if do == "accept":
        accepted = accept_reason(code=sent.get("code", ""), note=sent.get("note", ""), **about)
        return f"Accepted with code {accepted.code}. Each entry as it was is kept."
    if do == "take back":
        take_back_decision(why=sent.get("why", ""), **about)
        return (
            "Taken back. The entries it made are amended to what they replaced, and the reason waits again."
        )
    decline_reason(why=sent.get("why", ""), **about)
    return "Declined. No entry has changed."


def _reason(sent: dict[str, str], now: dt.datetime) -> Reason:
    return Reason(
        first_day=date_from_boxes(sent, "first_day", "the first day"),
        last_day=date_from_boxes(sent, "last_day", "the last day"),
        session=sent["session"] if sent["session"] in ("AM", "PM") else "",
        given_by=sent["given_by"],
        parent_id=whole_number(sent["parent"]),
        who=sent["who"],
        channel=sent["channel"],
        kind=sent["kind"],
        words=sent["words"],
        evidence=sent["evidence"],
        is_confidential=bool(sent["confidential"]),
        given_at=moment_of(sent["at"], now),
        we_reached_them=sent["reached"] == "yes",
        used=sent["used"],
    )


def _sent(fields: Any) -> dict[str, str]:
    sent = {name: fields.get(name, "").strip() for name in FIELDS}
    sent["given_by"] = sent["given_by"] or ReasonGiven.GivenBy.PARENT.value
    sent["channel"] = sent["channel"] or Contact.Channel.PHONE.value
    sent["evidence"] = sent["evidence"] or EvidenceKind.WORD.value
    return sent


def _boxes(fields: Any) -> dict[str, str]:
    names = [f"{name}-{part}" for name in ("first_day", "last_day") for part in ("day", "month", "year")]
    return {name: fields.get(name, "").strip() for name in names}


def _refused(
    request: PageRequest,
    school: School,
    pupil_id: int,
    date: dt.date,
    sent: dict[str, str],
    why: str,
    field: str,
) -> HttpResponse:
    return _show(request, school, pupil_id, date, sent, [{"text": why, "href": f"#{field}"}], 422)


def _show(
    request: PageRequest,
    school: School,
    pupil_id: int,
    date: dt.date,
    sent: dict[str, str],
    errors: list[dict[str, str]],
    status: int = 200,
) -> HttpResponse:
    scope = request.scope
    found = absence_of(scope, school_id=school.pk, pupil_id=pupil_id, date=date, now=clock.now())
    context = {
        "absence": found,
        "pupil": found.pupil,
        "date": date,
        "sent": sent,
        "kinds": [(one.value, one.in_words) for one in ReasonKind],
        "givers": ReasonGiven.GivenBy.choices,
        "channels": Contact.Channel.choices,
        "evidence": [(one.value, one.in_words) for one in EvidenceKind],
        "sessions": SESSIONS,
        "parents": parents_of(found),
        "codes": absence_codes(request, school, date)
        if scope.may(Permission.REASON_ACCEPT, school_id=school.pk)
        else [],
        "back": (request.POST if request.method == "POST" else request.GET).get("back", ""),
        "way_back": way_back(request, school, pupil_id, date),
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, "school/absences/reason.html", context, status=status)


def absence_codes(request: PageRequest, school: School, date: dt.date) -> list[tuple[str, str]]:
    """Return the codes a role may put in the place of no reason: every one but those that say the pupil came in."""
    allowed = request.scope.codes_for(school_id=school.pk)
    return [
        (one.code, f"{one.code} – {one.title}")
        for one in codes_to_use(date, "AM", allowed)
        if one.code not in codes_in_school(date) and not wants_a_reason(one.code)
    ]


def _show_reason(
    request: PageRequest,
    school: School,
    found: ReasonToDecide,
    errors: list[dict[str, str]],
    status: int = 200,
) -> HttpResponse:
    given = found.given
    suggested = {one.code for one in found.suggested}
    others = [one for one in absence_codes(request, school, given.first_day) if one[0] not in suggested]
    context = {
        "found": found,
        "given": given,
        "reason": found.reason,
        "pupil": given.pupil,
        "evidence": EvidenceKind(given.evidence).in_words,
        "codes": [*((one.code, f"{one.code} – {one.title}") for one in found.suggested), *others],
        "sent": {
            "code": request.POST.get("code") or given.proposed_code,
            "note": request.POST.get("note", ""),
            "why": request.POST.get("why", ""),
        },
        "now_count": counted(sum(one.is_amended for one in found.sessions), "session"),
        "says_why": says_why,
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "errors": errors,
    }
    return render(request, "school/absences/decide.html", context, status=status)

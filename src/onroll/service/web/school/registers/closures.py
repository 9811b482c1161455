"""Closing the school, or a part of it: looked at first, then done; marks already made are kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.closures import codes_of_closure, is_of_a_planned_closure
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.closing_school import (
    NO_SUCH_CLOSURE,
    close_school,
    preview_closure,
    withdraw_closure,
)
from onroll.service.attendance_register.actions.refusals import ClosureRefused
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import Closure
from onroll.service.attendance_register.queries.closures import closures_of_school, standing_closure
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.formats import span
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.registers.groups import (
    groups_ever,
    groups_on,
    groups_ticked,
    in_words,
    whole_years,
)


@page(Permission.CLOSURE_MAKE)
def closures(request: PageRequest, school: School) -> HttpResponse:
    """List closures and make one: the first sending shows what it would do, the second does it."""
    if request.method != "POST":
        return _show(request, school, [])
    asked, errors = _asked(request, school)
    if errors:
        return _show(request, school, errors, status=409)
    try:
        if request.POST.get("do") != "close":
            preview = preview_closure(request.scope, school_id=school.pk, now=clock.now(), **asked)
            return _preview(request, school, asked, preview)
        close_school(
            school_id=school.pk,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            now=clock.now(),
            **asked,
        )
    except ClosureRefused as refusal:
        return _show(request, school, [{"text": str(refusal), "href": f"#{refusal.field}"}], status=409)
    except RegisterRefused as refusal:
        return _show(request, school, [{"text": str(refusal), "href": "#code"}], status=409)
    messages.success(
        request,
        "Closed. Pupils still blank are entered in sessions that have come, and in others when they come. "
        "Marks already made are as they were.",
    )
    return redirect("closures", school_id=school.pk)


@page(Permission.CLOSURE_MAKE)
def withdraw(request: PageRequest, school: School, closure_id: int) -> HttpResponse:
    """Ask whether a closure made by mistake is to be withdrawn, and withdraw it."""
    if request.method != "POST":
        standing = standing_closure(request.scope, school_id=school.pk, closure_id=closure_id)
        if standing:
            return ask(request, _whether_to_withdraw(standing, _closed(request, school, standing)))
        messages.error(request, NO_SUCH_CLOSURE)
        return redirect("closures", school_id=school.pk)
    try:
        withdraw_closure(school_id=school.pk, closure_id=closure_id, by=request.actor, now=clock.now())
    except ClosureRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            "Closure withdrawn: the school meets again. Registers it had filled count as not taken: take them, or amend its "
            "entries together by a bulk edit.",
        )
    return redirect("closures", school_id=school.pk)


def _closed(request: PageRequest, school: School, closure: Closure) -> str:
    """Name the groups that a closure closes; nothing for the whole school."""
    day = closure.first_day
    return in_words(closure.groups.all(), groups_on(request.scope, school_id=school.pk, date=day), on=day)


def _whether_to_withdraw(closure: Closure, names: str) -> Question:
    return Question(
        f"Withdraw the closure of {span(closure.first_day, closure.last_day)}?",
        (
            f"{names or 'The whole school'}: {closure.code}, {closure.reason}. Made by {closure.made_by_name}.",
            f"{'These groups meet' if names else 'The school meets'} again in its sessions, and the closure enters "
            f"no more. Where it has entered {closure.code} already, the register counts as not taken: whoever takes it "
            f"finds those pupils without an entry, or a bulk edit amends every {closure.code} of these days at once.",
        ),
        do="Withdraw the closure",
        leave="Leave it as it is",
        back=reverse("closures", kwargs={"school_id": closure.school_id}),
    )


def _asked(request: PageRequest, school: School) -> tuple[dict[str, Any], list[dict[str, str]]]:
    sent, errors, days = request.POST, [], {}
    for name, what in (("first_day", "the first day closed"), ("last_day", "the last day closed")):
        try:
            days[name] = date_from_boxes(sent, name, what)
        except DateNotGiven as wrong:
            errors.append({"text": str(wrong), "href": f"#{name}-day"})
    code = sent.get("code", "")
    if not code:
        errors.append({"text": "Choose the code that says why the school is closed.", "href": "#code"})
    if not sent.get("reason", "").strip():
        errors.append(
            {"text": "Say why the school is closed. The reason is kept with every entry.", "href": "#reason"}
        )
    session = sent.get("session", "")
    here = groups_on(request.scope, school_id=school.pk, date=days.get("first_day", clock.today()))
    groups = groups_ticked(sent, here)
    if not groups and (sent.getlist("group") or sent.getlist("year")):
        # None left must never come to mean the whole school.
        text = "No group chosen is here on the first day closed. Choose the groups again."
        errors.append({"text": text, "href": "#groups"})
    return {
        **days,
        "session": session if session in ("AM", "PM") else "",
        "is_planned": is_of_a_planned_closure(code, days.get("first_day", clock.today())),
        "group_ids": groups,
        "code": code,
    }, errors


def _preview(request: PageRequest, school: School, asked: dict[str, Any], preview: Any) -> HttpResponse:
    day = asked["first_day"]
    here = groups_on(request.scope, school_id=school.pk, date=day)
    chosen = [group for group in here if group.pk in asked["group_ids"]]
    carried = [
        (name, value)
        for name in request.POST
        if name not in ("do", "csrfmiddlewaretoken")
        for value in request.POST.getlist(name)
    ]
    context = {
        "asked": asked,
        "preview": preview,
        "groups": in_words(chosen, here, on=day),
        "carried": carried,
        "reason": request.POST.get("reason", ""),
        "pupils": len({mark.pupil_id for mark in preview.to_enter}),
    }
    return render(request, "school/registers/closure_preview.html", context)


def _show(
    request: PageRequest, school: School, errors: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    today: dt.date = clock.today()
    scope, sent = request.scope, request.POST
    groups, ever = groups_on(scope, school_id=school.pk, date=today), groups_ever(scope, school_id=school.pk)
    return render(
        request,
        "school/registers/closures.html",
        {
            "closures": [
                (closure, in_words(closure.groups.all(), ever, on=closure.first_day))
                for closure in closures_of_school(scope, school_id=school.pk)
            ],
            "groups": groups,
            "years": whole_years(groups),
            "chosen": sent.getlist("group"),
            "chosen_years": sent.getlist("year"),
            "codes": [(one.code, f"{one.code} – {one.title}") for one in codes_of_closure(today)],
            "boxes": dict(sent.items()) or {**boxes_of("first_day", today), **boxes_of("last_day", today)},
            "sent": {name: sent.get(name, "") for name in ("code", "reason", "session")},
            "fault": {error["href"][1:]: error["text"] for error in reversed(errors)},
            "errors": errors,
        },
        status=status,
    )

"""Deleting a name on a ground of regulation 9, or withdrawing an admission before it starts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.deleting import (
    NoGroundForDeletion,
    withdraw_admission,
)
from onroll.service.admission_register.queries.entries import EntryPage
from onroll.service.attendance_register.actions.deleting_name import delete_name
from onroll.service.attendance_register.queries.deletion_question import (
    DeletionQuestion,
    deletion_question,
    grounds_as_they_stand,
)
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.roll.deletion_facts import field_of, read_facts, values_at_first
from onroll.service.web.school.roll.entry import entry_or_404
from onroll.service.web.school.roll.ground_list import GroundList, ground_list


@page(Permission.ROLL_DELETE)
def delete(request: PageRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Ask for the ground, then for the facts it turns on and what shows them, and delete the name."""
    found = entry_or_404(request, school, enrolment_id)
    ground = (request.POST if request.method == "POST" else request.GET).get("ground", "")
    question = deletion_question(
        request.scope,
        school_id=school.pk,
        enrolment_id=enrolment_id,
        ground=ground,
        answers={},
        now=clock.now(),
    )
    if question is None or request.method != "POST":
        chose_none = request.GET.keys() & {"ground", "chosen"} and question is None
        grounds = ground_list(
            grounds_as_they_stand(
                request.scope, school_id=school.pk, enrolment_id=enrolment_id, now=clock.now()
            )
        )
        problems = {"ground": grounds.chosen_none} if chose_none or request.method == "POST" else {}
        return _ask(request, found, question, problems, grounds)
    facts, problems = read_facts(request.POST, question.asked)
    if problems:
        return _ask(request, found, question, problems)
    try:
        delete_name(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            ground=ground,
            evidence=request.POST.get("evidence", ""),
            facts=facts,
            by=request.actor,
            now=clock.now(),
        )
    except NoGroundForDeletion as refused:
        return _ask(request, found, question, _problems(refused))
    messages.success(
        request, f"{found.name} is deleted from the register from the end of today. The entry is kept."
    )
    return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)


def _ask(
    request: PageRequest,
    found: EntryPage,
    question: DeletionQuestion | None,
    problems: dict[str, str],
    grounds: GroundList | None = None,
) -> HttpResponse:
    more: dict[str, Any] = {"question": question, "fields": [], "grounds": grounds}
    if question is not None:
        values = request.POST.dict() if request.method == "POST" else values_at_first(question)
        more["fields"] = [field_of(fact, values, problems.get(fact.name, "")) for fact in question.asked]
    return _show(request, "school/roll/delete.html", found, problems, more)


@page(Permission.ROLL_DELETE)
def withdraw(request: HttpRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Ask why the pupil will not start, and withdraw the admission."""
    found = entry_or_404(request, school, enrolment_id)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            withdraw_admission(
                school_id=school.pk,
                enrolment_id=enrolment_id,
                reason=request.POST.get("reason", ""),
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
        except NoGroundForDeletion as refused:
            problems = _problems(refused)
        else:
            messages.success(request, f"The admission of {found.name} is withdrawn.")
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return _show(request, "school/roll/withdraw.html", found, problems)


def _problems(refused: NoGroundForDeletion) -> dict[str, str]:
    return {
        field: f"{message} ({citation.short_text})" if citation else message
        for field, message, citation in reversed(refused.faults)
    }


def _show(
    request: HttpRequest,
    template: str,
    found: EntryPage,
    problems: dict[str, str],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        template,
        {
            "entry": found,
            "today": today,
            "values": request.POST.dict(),
            "error": problems,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
            **(more or {}),
        },
        status=422 if problems else 200,
    )

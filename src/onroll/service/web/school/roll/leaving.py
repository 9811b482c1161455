"""Deleting a name on a ground of regulation 9, or withdrawing an admission before it starts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.law.deletion_grounds import grounds_for
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.deleting import (
    NoGroundForDeletion,
    delete_from_roll,
    withdraw_admission,
)
from onroll.service.admission_register.queries.entries import EntryPage
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.entry import entry_or_404


@page(Permission.ROLL_DELETE)
def delete(request: HttpRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Ask for the ground and what shows it, and delete the name."""
    found = entry_or_404(request, school, enrolment_id)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            delete_from_roll(
                school_id=school.pk,
                enrolment_id=enrolment_id,
                ground=request.POST.get("ground", ""),
                evidence=request.POST.get("evidence", ""),
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
        except NoGroundForDeletion as refused:
            problems = _problems(refused)
        else:
            messages.success(
                request,
                f"{found.name} is deleted from the register from the end of today. The entry is kept.",
            )
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return _show(request, "school/roll/delete.html", found, problems)


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


def _show(request: HttpRequest, template: str, found: EntryPage, problems: dict[str, str]) -> HttpResponse:
    today = clock.today()
    return render(
        request,
        template,
        {
            "entry": found,
            "today": today,
            "grounds": grounds_for(found.enrolment.pupil.born, today),
            "values": request.POST.dict(),
            "error": problems,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
        },
        status=422 if problems else 200,
    )

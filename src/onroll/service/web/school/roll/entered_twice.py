"""Putting right a child entered on the register twice."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.deleting import NoGroundForDeletion
from onroll.service.attendance_register.actions.striking_second_entry import put_right_second_entry
from onroll.service.attendance_register.queries.second_entries import entries_of_one_child
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.roll.entry import entry_or_404
from onroll.service.whole_numbers import whole_number

NOT_CHOSEN = "Choose the entry that stands."


@page(Permission.ROLL_DELETE)
def entered_twice(request: PageRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Ask which other entry is the same child's and stands, and strike this one out."""
    found = entry_or_404(request, school, enrolment_id)
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _strike(request, school, enrolment_id)
        if not problems:
            messages.success(
                request,
                f"This second entry for {found.name} is struck out. The other stands; merge the two now.",
            )
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    others = entries_of_one_child(
        request.scope, school_id=school.pk, enrolment_id=enrolment_id, now=clock.now()
    )
    return render(
        request,
        "school/roll/entered_twice.html",
        {
            "entry": found,
            "others": others,
            "values": request.POST.dict(),
            "error": problems,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
        },
        status=422 if problems else 200,
    )


def _strike(request: PageRequest, school: School, enrolment_id: int) -> dict[str, str]:
    stands_id = whole_number(request.POST.get("stands", ""))
    if stands_id is None:
        return {"stands": NOT_CHOSEN}
    try:
        put_right_second_entry(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            stands_id=stands_id,
            reason=request.POST.get("reason", ""),
            by=request.actor,
            now=clock.now(),
        )
    except NoGroundForDeletion as refused:
        return {
            field: f"{message} ({citation.short_text})" if citation else message
            for field, message, citation in reversed(refused.faults)
        }
    return {}

"""One pupil's entry in the register, with every amendment; on the screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.entering import NotOnThisRegister
from onroll.service.admission_register.queries.entries import EntryPage, entry_page
from onroll.service.admission_register.wording import joined_address, parent_in_words
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render, role_title


@page(Permission.ROLL_VIEW)
def show(request: HttpRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Show an entry; the look is logged."""
    return _render(request, school, enrolment_id, "school/roll/entry.html", "admission entry")


@page(Permission.ROLL_VIEW)
def print_entry(request: HttpRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Show an entry for paper."""
    return _render(request, school, enrolment_id, "school/roll/entry_print.html", "admission entry print")


def entry_or_404(request: HttpRequest, school: School, enrolment_id: int) -> EntryPage:
    """Return an entry of this school, or answer that there is none."""
    try:
        return entry_page(
            request.scope,  # type: ignore[attr-defined]
            school_id=school.pk,
            enrolment_id=enrolment_id,
            on=clock.today(),
        )
    except NotOnThisRegister as refusal:
        raise Http404(str(refusal)) from None


def _render(
    request: HttpRequest, school: School, enrolment_id: int, template: str, looked_at: str
) -> HttpResponse:
    found = entry_or_404(request, school, enrolment_id)
    now = clock.now()
    record_viewing(
        by=request.actor,  # type: ignore[attr-defined]
        school_id=school.pk,
        pupil_id=found.enrolment.pupil_id,
        page=looked_at,
        now=now,
    )
    return render(
        request,
        template,
        {
            "entry": found,
            "today": now.date(),
            "role_title": role_title,
            "parent_in_words": parent_in_words,
            "joined_address": joined_address,
        },
    )

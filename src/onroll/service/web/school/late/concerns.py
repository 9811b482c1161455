"""A concern about a pupil's lateness: told by whoever sees it, read and answered by the safeguarding lead."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.lateness.actions.stepping import answer_concern, tell_concern
from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.queries.concerns import concern_of
from onroll.service.lateness.queries.pupil import lateness_of_pupil
from onroll.service.lateness.refusals import LatenessRefused
from onroll.service.organisations.models import School
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.CONCERN_RAISE, reach=Reach.SOMEWHERE)
def tell(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Tell the safeguarding lead of a concern."""
    found = lateness_of_pupil(request.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())
    refusal = None
    if request.method == "POST":
        try:
            tell_concern(
                school_id=school.pk, pupil_id=pupil_id, concern=request.POST.get("concern", ""),
                words=request.POST.get("words", ""), by=request.actor, now=clock.now(),
                key=request.POST.get("key") or None,
            )  # fmt: skip
            messages.success(request, "The safeguarding lead is told. What you wrote is theirs to read.")
            return redirect("late_pupil", school_id=school.pk, pupil_id=pupil_id)
        except LatenessRefused as problem:
            refusal = problem
    context = {
        "pupil": found.pupil,
        "choices": [(value, words, "") for value, words in LatenessStep.Concern.choices],
        **_form(request, refusal),
    }
    return render(request, "school/late/concern_tell.html", context, status=422 if refusal else 200)


@page(Permission.ESCALATION_DECIDE)
def late_concern(request: PageRequest, school: School, concern_id: int) -> HttpResponse:
    """Show a concern, and answer it."""
    found = concern_of(request.scope, school_id=school.pk, step_id=concern_id)
    if found is None:
        raise Http404("There is no such concern at this school.")
    refusal = None
    if request.method == "POST":
        try:
            answer_concern(
                school_id=school.pk, step_id=concern_id, answer=request.POST.get("answer", ""),
                words=request.POST.get("words", ""), by=request.actor, now=clock.now(),
                key=request.POST.get("key") or None,
            )  # fmt: skip
            messages.success(request, "Answered, and kept with the concern.")
            return redirect("late_pupil", school_id=school.pk, pupil_id=found.told.pupil_id)
        except LatenessRefused as problem:
            refusal = problem
    record_viewing(
        by=request.actor,
        school_id=school.pk,
        pupil_id=found.told.pupil_id or 0,
        page="concern",
        now=clock.now(),
    )
    context = {
        "found": found,
        "told": found.told,
        "pupil": found.told.pupil,
        "choices": [(value, words, "") for value, words in LatenessStep.Answer.choices],
        **_form(request, refusal),
    }
    return render(request, "school/late/concern.html", context, status=422 if refusal else 200)


def _form(request: PageRequest, refusal: LatenessRefused | None) -> dict[str, object]:
    return {
        "sent": {name: request.POST.get(name, "") for name in ("concern", "answer", "words")},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "fault": {refusal.field: str(refusal)} if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{refusal.field}"}] if refusal else [],
    }

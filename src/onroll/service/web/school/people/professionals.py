"""Professionals of other bodies who work with a pupil."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.people.actions.staff import end_professional_link, link_professional
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.refusals import PeopleRefused
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.people.sent import day, errors_of, text

_WORDS = ("name", "role", "organisation", "email", "telephone")


@page(Permission.PUPIL_SAFEGUARDING_EDIT)
def add(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Note that a professional works with the pupil."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    pupil = pupil_of_school(pupil_id, school_id=school.pk)
    sent = {**boxes_of("first_day", clock.today()), **request.POST.dict(), **text(request.POST, *_WORDS)}
    faults: dict[str, str] = {}
    if request.method == "POST":
        first_day = day(request.POST, "first_day", "the first day", faults)
        if first_day is not None:
            try:
                words: dict[str, Any] = dict(text(request.POST, *_WORDS))
                link_professional(
                    school_id=school.pk, pupil_id=pupil_id, first_day=first_day, **words,
                    by=actor, now=clock.now(),
                )  # fmt: skip
            except PeopleRefused as refusal:
                faults["name"] = str(refusal)
            else:
                messages.success(request, f"{sent['name']} is entered as working with {pupil}.")
                return redirect("family", school_id=school.pk, pupil_id=pupil_id)
    context = {"pupil": pupil, "sent": sent, "faults": faults, "errors": errors_of(faults)}
    return render(request, "school/people/add_professional.html", context, status=422 if faults else 200)


@page(Permission.PUPIL_SAFEGUARDING_EDIT)
def end(request: HttpRequest, school: School, pupil_id: int, link_id: int) -> HttpResponse:
    """End a professional's work with the pupil today: by a form alone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            end_professional_link(
                school_id=school.pk,
                link_id=link_id,
                last_day=clock.today(),
                by=actor,
                now=clock.now(),
            )
            messages.success(request, "Their work with the pupil ends today.")
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
    return redirect("family", school_id=school.pk, pupil_id=pupil_id)

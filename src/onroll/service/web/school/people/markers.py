"""Marking what is true of a pupil, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.organisations.models import School
from onroll.service.people.actions.markers import add_marker, end_marker
from onroll.service.people.models import PupilMarker
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.refusals import NeedRefused, PeopleRefused
from onroll.service.people.special_needs import NEEDS, SEN
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import day, day_or_none, errors_of


@page(Permission.PUPIL_CONTACTS_VIEW)
def add(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Add a marker; which may be added depends on the role."""
    actor: Actor = request.actor
    pupil = pupil_of_school(pupil_id, school_id=school.pk)
    kinds = _kinds(request, school)
    sent = {
        "kind": "",
        "detail": "",
        "need": "",
        **boxes_of("first_day", clock.today()),
        **request.POST.dict(),
    }
    faults: dict[str, str] = {}
    if request.method == "POST":
        first_day = day(request.POST, "first_day", "the first day", faults)
        last_day = day_or_none(request.POST, "last_day", "the last day", faults)
        if first_day is not None and not faults:
            try:
                add_marker(
                    school_id=school.pk, pupil_id=pupil_id, kind=sent["kind"],
                    detail=sent["detail"], need=sent["need"],
                    first_day=first_day, last_day=last_day, by=actor, now=clock.now(),
                )  # fmt: skip
            except NeedRefused as refusal:
                faults["need"] = str(refusal)
            except PeopleRefused as refusal:
                faults["kind"] = str(refusal)
            except OutOfScope:
                faults["kind"] = (
                    "Your role adds no such marker. Ask your attendance officer or safeguarding lead."
                )
            else:
                messages.success(request, "The marker is added.")
                return redirect("family", school_id=school.pk, pupil_id=pupil_id)
    context = {
        "pupil": pupil,
        "kinds": kinds,
        "needs": _needs(kinds),
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/people/add_marker.html", context, status=422 if faults else 200)


@page(Permission.PUPIL_CONTACTS_VIEW)
def end(request: PageRequest, school: School, pupil_id: int, marker_id: int) -> HttpResponse:
    """End a marker today: by a form alone."""
    actor: Actor = request.actor
    if request.method == "POST":
        try:
            end_marker(
                school_id=school.pk,
                marker_id=marker_id,
                last_day=clock.today(),
                by=actor,
                now=clock.now(),
            )
            messages.success(request, "The marker ends today.")
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
        except OutOfScope:
            messages.error(
                request, "Your role ends no such marker. Ask your attendance officer or safeguarding lead."
            )
    return redirect("family", school_id=school.pk, pupil_id=pupil_id)


def _needs(kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the kinds of need, for whoever may add a marker of SEN."""
    return list(NEEDS.items()) if {kind for kind, _ in kinds} & set(SEN) else []


def _kinds(request: PageRequest, school: School) -> list[tuple[str, str]]:
    scope = request.scope
    plain = scope.may(Permission.PUPIL_EDIT, school_id=school.pk)
    protective = scope.may(Permission.PUPIL_SAFEGUARDING_EDIT, school_id=school.pk)
    return [
        (kind.value, kind.label)
        for kind in PupilMarker.Kind
        if (protective if kind in PupilMarker.PROTECTIVE else plain)
    ]

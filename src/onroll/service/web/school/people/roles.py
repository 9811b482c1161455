"""Giving roles and cover, and ending them."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions import cover as give_cover
from onroll.service.access.actions import end_role, give_role
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import people_of_school
from onroll.service.access.refusals import AccessRefused
from onroll.service.access.roles import ROLES
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.formats import span
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.people.sent import day, day_or_none, errors_of, number, text
from onroll.service.web.school.people.staff import found


@page(Permission.ROLES_GIVE)
def give(request: HttpRequest, school: School, user_id: int) -> HttpResponse:
    """Give a person a role over the school, or over one class of it."""
    person = found(request, school, user_id)
    sent = {**boxes_of("first_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        chosen = text(request.POST, "role", "title")
        group_id = number(request.POST, "group")
        role = ROLES.get(chosen["role"])
        over_group = role is not None and "group" in role.scopes
        if role is None:
            faults["role"] = "Choose a role."
        elif over_group and group_id is None:
            faults["group"] = f"Choose the class that the {role.title.lower()} takes."
        first_day = day(request.POST, "first_day", "the first day", faults)
        last_day = day_or_none(request.POST, "last_day", "the last day", faults)
        if first_day is not None and not faults:
            try:
                give_role(
                    user=person.user,
                    role=chosen["role"],
                    title=chosen["title"],
                    group_id=group_id if over_group else None,
                    school_id=None if over_group else school.pk,
                    first_day=first_day,
                    last_day=last_day,
                    by=request.actor,  # type: ignore[attr-defined]
                    now=clock.now(),
                )
            except AccessRefused as refusal:
                faults["last_day" if "last day" in str(refusal) else "role"] = str(refusal)
            else:
                title = ROLES[chosen["role"]].title
                messages.success(request, f"{person.user.name} has the role of {title}.")
                return redirect("person", school_id=school.pk, user_id=user_id)
    context = {
        "person": person,
        "roles": [role for role in ROLES.values() if role.scopes & {"school", "group"}],
        "groups": groups_on(request.scope, school_id=school.pk, on=clock.today()),  # type: ignore[attr-defined]
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/people/give_role.html", context, status=422 if faults else 200)


@page(Permission.COVER_GIVE)
def end(request: HttpRequest, school: School, user_id: int, role_held_id: int) -> HttpResponse:
    """Ask for a role's last day, and end it. A cover may be ended by whoever may give cover."""
    person = found(request, school, user_id)
    held = next((one for one in person.roles if one.role_held_id == role_held_id), None)
    if held is None or not held.is_of_school:
        messages.error(request, "That role has been ended already, or is not this school’s to end.")
        return redirect("person", school_id=school.pk, user_id=user_id)
    request.scope.require(  # type: ignore[attr-defined]
        Permission.COVER_GIVE if held.covering else Permission.ROLES_GIVE, school_id=school.pk
    )
    sent = {**boxes_of("last_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        last_day = day(request.POST, "last_day", "the last day", faults)
        if last_day is not None:
            try:
                end_role(role_held_id=role_held_id, last_day=last_day, by=request.actor, now=clock.now())  # type: ignore[attr-defined]
            except AccessRefused as refusal:
                faults["last_day"] = str(refusal)
            else:
                messages.success(request, f"{held.title} ends for {person.user.name}.")
                return redirect("person", school_id=school.pk, user_id=user_id)
    context = {"person": person, "held": held, "sent": sent, "faults": faults, "errors": errors_of(faults)}
    return render(request, "school/people/end_role.html", context, status=422 if faults else 200)


@page(Permission.COVER_GIVE)
def cover(request: HttpRequest, school: School) -> HttpResponse:
    """Let someone take another teacher's register for some days."""
    today = clock.today()
    sent = {
        **boxes_of("first_day", today),
        **boxes_of("last_day", today),
        **text(request.GET, "group"),
        **request.POST.dict(),
    }
    faults: dict[str, str] = {}
    people = people_of_school(request.scope, school_id=school.pk, on=today)  # type: ignore[attr-defined]
    groups = groups_on(request.scope, school_id=school.pk, on=today)  # type: ignore[attr-defined]
    if request.method == "POST":
        user = next((one.user for one in people if one.user.pk == number(request.POST, "person")), None)
        group = next((one for one in groups if one.pk == number(request.POST, "group")), None)
        if user is None:
            faults["person"] = "Choose who covers."
        if group is None:
            faults["group"] = "Choose the class."
        first_day = day(request.POST, "first_day", "the first day", faults)
        last_day = day(request.POST, "last_day", "the last day", faults)
        if not faults and _cover(request, user, group, first_day, last_day, faults):
            return redirect("people", school_id=school.pk)
    context = {
        "people": people,
        "groups": groups,
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/people/cover.html", context, status=422 if faults else 200)


def _cover(
    request: HttpRequest,
    user: User | None,
    group: RegistrationGroup | None,
    first_day: dt.date | None,
    last_day: dt.date | None,
    faults: dict[str, str],
) -> bool:
    if user is None or group is None or first_day is None or last_day is None:
        return False
    try:
        give_cover(
            user=user, group_id=group.pk, first_day=first_day, last_day=last_day,
            by=request.actor, now=clock.now(),  # type: ignore[attr-defined]
        )  # fmt: skip
    except AccessRefused as refusal:
        faults["last_day" if "last day" in str(refusal) else "person"] = str(refusal)
        return False
    messages.success(
        request, f"{user.name} may take the register of {group.name}: {span(first_day, last_day)}."
    )
    return True

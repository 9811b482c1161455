"""Who holds a role over an authority, its districts or a trust: inviting them, giving roles and ending them."""

from __future__ import annotations

import datetime as dt
from typing import Required, TypedDict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.actions import end_role, give_role, invite_over, make_sign_in_link
from onroll.service.access.models import User
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import PersonWithRoles, people_over, person_over
from onroll.service.access.refusals import AccessRefused, UsernameTaken
from onroll.service.access.roles import ROLES, Role
from onroll.service.organisations.models import District
from onroll.service.web.authority.pages import Over, place_page
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import day, day_or_none, errors_of, number, text


class RoleAsked(TypedDict, total=False):
    """A role, its place and its days, by the names give_role takes them."""

    role: Required[str]
    first_day: Required[dt.date]
    last_day: dt.date | None
    trust_id: int
    district_id: int
    authority_id: int


@place_page(Permission.PEOPLE_VIEW)
def people(request: PageRequest, over: Over) -> HttpResponse:
    """List everyone with a role over the place."""
    found = people_over(request.scope, on=clock.today(), **over.ids)
    return render(request, "authority/people.html", {"over": over, "people": found, **_may(request, over)})


@place_page(Permission.PEOPLE_VIEW)
def person(request: PageRequest, over: Over, user_id: int) -> HttpResponse:
    """Show one person and the roles they hold over the place."""
    context = {"over": over, "person": _found(request, over, user_id), **_may(request, over)}
    return render(request, "authority/person.html", context)


@place_page(Permission.ROLES_GIVE)
def invite(request: PageRequest, over: Over) -> HttpResponse:
    """Make an account with a role over the place, and show the invitation to hand over, this once."""
    sent = {**boxes_of("first_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        asked = _role_asked(request, over, faults)
        given = text(request.POST, "name", "username", "email")
        if not given["name"]:
            faults["name"] = "Enter the person’s name, as it should stand beside what they do."
        if asked is not None and not faults:
            try:
                user, secret = invite_over(
                    **given,
                    **asked,
                    must_use_second_factor=request.POST.get("second_factor") == "1",
                    by=request.actor,
                    now=clock.real_now(),
                )
            except UsernameTaken as refusal:
                faults["username"] = str(refusal)
            except AccessRefused as refusal:
                faults[_field_of(refusal)] = str(refusal)
            else:
                return _show_link(request, over, user, secret, is_new=True)
    return _form(request, over, "authority/invite.html", sent, faults)


@place_page(Permission.ROLES_GIVE)
def give(request: PageRequest, over: Over, user_id: int) -> HttpResponse:
    """Give a person of the place another role over it."""
    one = _found(request, over, user_id)
    sent = {**boxes_of("first_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        asked = _role_asked(request, over, faults)
        if asked is not None and not faults:
            try:
                give_role(user=one.user, by=request.actor, now=clock.now(), **asked)
            except AccessRefused as refusal:
                faults[_field_of(refusal)] = str(refusal)
            else:
                title = ROLES[str(asked["role"])].title
                messages.success(request, f"{one.user.name} has the role of {title}.")
                return redirect(over.url("person", user_id=user_id))
    return _form(request, over, "authority/give_role.html", sent, faults, person=one)


@place_page(Permission.ROLES_GIVE)
def end(request: PageRequest, over: Over, user_id: int, role_held_id: int) -> HttpResponse:
    """Ask for a role's last day, and end it."""
    one = _found(request, over, user_id)
    held = next((role for role in one.roles if role.role_held_id == role_held_id), None)
    if held is None:
        messages.error(request, f"That role has been ended already, or is not {over.body.name}’s to end.")
        return redirect(over.url("person", user_id=user_id))
    sent = {**boxes_of("last_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        last_day = day(request.POST, "last_day", "the last day", faults)
        if last_day is not None:
            try:
                end_role(role_held_id=role_held_id, last_day=last_day, by=request.actor, now=clock.now())
            except AccessRefused as refusal:
                faults["last_day"] = str(refusal)
            else:
                messages.success(request, f"{held.title} ends for {one.user.name}.")
                return redirect(over.url("person", user_id=user_id))
    context = {
        "over": over,
        "person": one,
        "held": held,
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "authority/end_role.html", context, status=422 if faults else 200)


@place_page(Permission.PEOPLE_EDIT)
def link(request: PageRequest, over: Over, user_id: int) -> HttpResponse:
    """Ask, then make a link with which a person sets a new password, and show it this once."""
    one = _found(request, over, user_id)
    if request.method != "POST":
        return render(request, "authority/make_link.html", {"over": over, "person": one})
    try:
        secret = make_sign_in_link(
            user=one.user,
            clears_second_factor=request.POST.get("clears_second_factor") == "1",
            by=request.actor,
            now=clock.real_now(),
            on=clock.today(),
            **over.ids,
        )
    except AccessRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(over.url("person", user_id=user_id))
    return _show_link(request, over, one.user, secret, is_new=not one.user.has_usable_password())


def _found(request: PageRequest, over: Over, user_id: int) -> PersonWithRoles:
    one = person_over(request.scope, user_id=user_id, on=clock.today(), **over.ids)
    if one is None:
        raise Http404("That person holds no role over the place.")
    return one


def _may(request: PageRequest, over: Over) -> dict[str, bool]:
    return {
        "may_give": over.may(Permission.ROLES_GIVE, request.scope),
        "may_edit": over.may(Permission.PEOPLE_EDIT, request.scope),
    }


def _districts(over: Over) -> list[District]:
    return list(District.objects.filter(authority=over.body.pk)) if over.kind == "authority" else []


def _role_asked(request: PageRequest, over: Over, faults: dict[str, str]) -> RoleAsked | None:
    """Return the role, place and days a form asks for, as give_role takes them; None with what to do in `faults`."""
    role = request.POST.get("role", "")
    if role not in ROLES:
        faults["role"] = "Choose a role."
    first_day = day(request.POST, "first_day", "the first day", faults)
    last_day = day_or_none(request.POST, "last_day", "the last day", faults)
    if faults or first_day is None:
        return None
    district = number(request.POST, "district")
    if district is not None and district in {one.pk for one in _districts(over)}:
        return {"role": role, "first_day": first_day, "last_day": last_day, "district_id": district}
    asked: RoleAsked = {"role": role, "first_day": first_day, "last_day": last_day}
    return {**asked, **over.ids}


def _field_of(refusal: AccessRefused) -> str:
    words = str(refusal)
    return "last_day" if "last day" in words else "username" if "username" in words else "role"


def _form(
    request: PageRequest,
    over: Over,
    template: str,
    sent: dict[str, str],
    faults: dict[str, str],
    person: PersonWithRoles | None = None,
) -> HttpResponse:
    context = {
        "over": over,
        "person": person,
        "roles": _roles_over(over),
        "districts": [(one.pk, one.name) for one in _districts(over)],
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, template, context, status=422 if faults else 200)


def _roles_over(over: Over) -> list[Role]:
    return [role for role in ROLES.values() if over.kind in role.scopes]


def _show_link(request: PageRequest, over: Over, user: User, secret: str, *, is_new: bool) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sign_in_link", kwargs={"secret": secret}))
    context = {"over": over, "user": user, "address": address, "is_new": is_new}
    return render(request, "authority/link_made.html", context)

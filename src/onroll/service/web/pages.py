"""The one way to make a page: say which permission opens it and how far that permission must reach.

    @page(Permission.BOARD_VIEW)
    def board(request, school): ...

A test walks every address and reads `view.page` to try each page as each role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.db import DataError
from django.http import Http404, HttpResponse

from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES, Role
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.schools import school_in_reach
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

NO_TEXT = "Something that was sent holds a character that is no part of any text. Type it again instead of pasting it."
OUT_OF_RANGE = "Something that was sent is longer or larger than can be kept. Shorten it and send it again."

View = Callable[..., HttpResponse]


class Reach(StrEnum):
    """How far a role must reach for a page to open."""

    SCHOOL = "the whole school"
    GROUP = "the registration group in the address"
    SOMEWHERE = "any part of the school; what is shown is narrowed to it"


@dataclass(frozen=True, slots=True)
class Page:
    """What opens a page: a permission to see it, another to send its form, and how far they must reach."""

    permission: Permission
    to_send: Permission
    reach: Reach


def page(
    permission: Permission, *, to_send: Permission | None = None, reach: Reach = Reach.SCHOOL
) -> Callable[[View], View]:
    """Make a view a page of a school, called as `view(request, school, **what the address holds)`.

    A school out of scope does not exist (404); within it, a page that no role opens is refused (403) with the roles
    that could. `request.school` is set.
    """
    made = Page(permission, to_send or permission, reach)

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: PageRequest, *, school_id: int, **address: Any) -> HttpResponse:
            school = school_in_scope(request, school_id)
            if holds_no_text(request):
                return unkept(request, NO_TEXT, status=400)
            needed = made.permission if request.method in ("GET", "HEAD") else made.to_send
            if not _opens(request.scope, needed, made.reach, school_id, address.get("group_id")):
                return refused(request, needed)
            try:
                return view(request, school, **address)
            except OutOfScope:
                return refused(request, needed)
            except (TooLong, DateNotGiven) as refusal:
                return unkept(request, str(refusal), status=422)
            except (DataError, OverflowError):
                return unkept(request, OUT_OF_RANGE, status=422)

        opened.page = made  # type: ignore[attr-defined]
        return opened

    return decorate


def school_in_scope(request: PageRequest, school_id: int) -> School:
    """Return a school that the person's roles reach, and set it on the request. Raise Http404 for any other."""
    try:
        school = school_in_reach(request.scope, school_id=school_id)
    except OutOfScope as refusal:
        raise Http404(str(refusal)) from None
    if school is None:
        raise Http404("There is no such school.")
    request.school = school
    return school


def refused(request: PageRequest, needed: Permission) -> HttpResponse:
    """Answer that this person's roles do not open the page, and say whose do."""
    return render(request, "errors/403.html", {"roles": roles_with(needed)}, status=403)


def unkept(request: PageRequest, why: str, *, status: int) -> HttpResponse:
    """Answer that what was sent cannot be kept as it is, and why."""
    return render(request, "errors/refused.html", {"why": why}, status=status)


def holds_no_text(request: PageRequest) -> bool:
    """Say whether something sent holds a NUL, which no database keeps and no keyboard makes."""
    return any(
        "\0" in value
        for sent in (request.GET, request.POST)
        for _, values in sent.lists()
        for value in values
    )


def roles_with(permission: Permission) -> list[Role]:
    """Return the roles that hold a permission in a school, in the order of the table."""
    places = {"school", "group"}
    return [role for role in ROLES.values() if permission in role.permissions and role.scopes & places]


def _opens(scope: Scope, permission: Permission, reach: Reach, school_id: int, group_id: int | None) -> bool:
    if reach is Reach.SOMEWHERE:
        return scope.may_somewhere(permission, school_id=school_id)
    return scope.may(permission, school_id=school_id, group_id=group_id if reach is Reach.GROUP else None)

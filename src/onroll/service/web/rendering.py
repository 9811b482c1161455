"""Turning a template and what a view found into a response, inside our layout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import School
from onroll.service.web.navigation import Link, school_sections
from onroll.service.web.role_titles import role_title


@dataclass(frozen=True)
class Shell:
    """What surrounds every page: the place, the person, the sections they may open, whose clock runs, how long it is theirs."""

    person: str
    role: str
    place: str
    home: str
    sections: list[Link]
    now: dt.datetime
    demo_clock: bool
    messages: list[Any]
    path: str
    may_change_school: bool
    #: In how many seconds the session ends unless it is used; 0 where nobody is signed in.
    idle_ends_in: int


def render(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a page.

    Beside `context`, templates have `shell`, `school` (None outside one), `may(permission)` for the page's school,
    `request` and `csrf_input`. Nothing that names a child may be kept by a browser or anything between.
    """
    school: School | None = getattr(request, "school", None)
    scope: Scope = getattr(request, "scope", Scope())
    full = {
        "request": request,
        # Once a page, and not once a form: masking a token anew takes longer than writing the form.
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "shell": _shell(request, school, scope),
        "school": school,
        "may": lambda permission: (
            school is not None and scope.may_somewhere(Permission[permission], school_id=school.pk)
        ),
        "errors": [],
        "parents_page": False,
        "htmx": bool(getattr(request, "htmx", False)),
        **(context or {}),
    }
    page = engines["jinja2"].get_template(template).template.render(full)  # type: ignore[attr-defined] # Jinja’s own
    response = HttpResponse(page, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _messages(request: HttpRequest) -> list[Any]:
    """Return what was just done; a part of a page that a script fetches shows none, so it leaves them to be shown."""
    if not hasattr(request, "_messages") or request.headers.get("HX-Request"):
        return []
    return list(get_messages(request))


def _shell(request: HttpRequest, school: School | None, scope: Scope) -> Shell:
    actor = getattr(request, "actor", None)
    return Shell(
        person=actor.name if actor else "",
        role=role_title(actor.role) if actor else "",
        place=school.name if school else getattr(request, "place", ""),
        home=f"/schools/{school.pk}/today/" if school else "/",
        sections=school_sections(scope, school.pk, request.path) if school else [],
        now=clock.now(),
        demo_clock=clock.offset() != dt.timedelta(0),
        messages=_messages(request),
        path=request.path,
        may_change_school=len({reach.school_id for reach in scope.reaches}) > 1,
        idle_ends_in=getattr(request, "idle_ends_in", 0),
    )

"""The two ways to a parent's pages, a link of their own and their own account, and what every such page shares."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.parents.opening import ByAccount, Key, school_of
from onroll.service.parents.queries.page import Child, ParentPage, parent_page
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.pages import NO_TEXT, holds_no_text
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

View = Callable[..., HttpResponse]
NO_LINK = "There is no page at this address. Check that the whole link was copied, or ask the school office for a new one."


@dataclass(frozen=True, slots=True)
class Way:
    """By what a parent's page was opened, and the addresses of its other pages by the same way."""

    key: Key
    names: str
    address: dict[str, Any] = field(default_factory=dict)

    @property
    def by_account(self) -> bool:
        """Whether the parent is signed in."""
        return isinstance(self.key, ByAccount)

    def to(self, page: str, **parts: Any) -> str:
        """Return the address of another of the pages."""
        return reverse(f"{self.names}_{page}", kwargs={**self.address, **parts})


def by_link(view: View) -> View:
    """Make a view a page that a parent's link opens: of their own children, behind the lock of that one school."""

    @login_not_required
    @wraps(view)
    def opened(request: PageRequest, parent_secret: str, **address: Any) -> HttpResponse:
        way = Way(parent_secret, "parents", {"parent_secret": parent_secret})
        answer = _opened(request, way, view, address)
        answer.headers["X-Robots-Tag"] = "noindex"
        # Not "no-referrer": a browser would then send forms with no origin, and they would be refused.
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    return opened


def by_account(view: View) -> View:
    """Make a view a page that a parent's own account opens: that of their link, and the look is noted."""

    @wraps(view)
    def opened(request: PageRequest, access_id: int, **address: Any) -> HttpResponse:
        require_parent(request)
        key = ByAccount(int(request.user.pk or 0), access_id)
        return _opened(request, Way(key, "children", {"access_id": access_id}), view, address)

    return opened


def require_parent(request: PageRequest) -> None:
    """Refuse whoever is not signed in by a parent's account: for them there is no such page. Raises Http404."""
    if not getattr(request.user, "is_parent", False):
        raise Http404("That is a page of a parent’s account.")


def _opened(request: PageRequest, way: Way, view: View, address: dict[str, Any]) -> HttpResponse:
    now = clock.now()
    school_id = school_of(way.key)
    try:
        if school_id is None:
            raise ParentRefusal(NO_LINK)
        if holds_no_text(request):
            raise ParentRefusal(NO_TEXT)
        with row_security.limited_to([school_id]):
            found = parent_page(way.key, now=now)
            request.place = found.link.school.name
            if way.by_account and request.method == "GET":
                _note_the_look(request, found, view.__name__, address.get("pupil_id"))
            return view(request, way, found, **address)
    except ParentRefusal as refusal:
        return closed(request, str(refusal))


def closed(request: PageRequest, why: str) -> HttpResponse:
    """Answer that a page does not open, and why."""
    context = {"why": why, "parents_page": True, "is_signed_in": getattr(request.user, "is_parent", False)}
    return render(request, "parent/closed.html", context, status=410)


def _note_the_look(request: PageRequest, found: ParentPage, page: str, pupil_id: int | None) -> None:
    """Note whose record a parent's account opened: each child's on the page of all, or the one the page is about."""
    shown = [one.pupil.pk for one in found.children if pupil_id in (None, one.pupil.pk)]
    record_viewings(
        by=request.actor,
        school_id=found.link.school_id,
        pupil_ids=shown,
        page=f"parent: {page}",
        now=clock.now(),
    )


def child_in(found: ParentPage, pupil_id: int) -> Child:
    """Return one of the children of a page. Raises ParentRefusal for any other child."""
    for child in found.children:
        if child.pupil.pk == pupil_id:
            return child
    raise ParentRefusal("That is not a child whose attendance this page opens.")


#: The fields that are a day, in three boxes: what is wrong leads to the first of them.
DAYS = frozenset({"first_day", "last_day", "on"})


def form_page(
    request: PageRequest,
    template: str,
    way: Way,
    found: ParentPage,
    values: dict[str, Any],
    errors: dict[str, str],
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form of a parent's page, with what was typed and what is wrong with it."""
    return render(
        request,
        template,
        {
            "found": found,
            "way": way,
            "parents_page": True,
            "values": values,
            "error": errors,
            "errors": [
                {"text": text, "href": f"#{name}-day" if name in DAYS else f"#{name}"}
                for name, text in errors.items()
            ],
            "key": values.get("key") or secrets.token_urlsafe(16),
            **context,
        },
        status=422 if errors else 200,
    )

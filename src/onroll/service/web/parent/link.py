"""What every page of a parent's shares: opened by their own link, behind the lock of one school; and its forms."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.parents.opening import school_of
from onroll.service.parents.queries.page import Child, ParentPage, parent_page
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.pages import NO_TEXT, holds_no_text
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

View = Callable[..., HttpResponse]
NO_LINK = "There is no page at this address. Check that the whole link was copied, or ask the school office for a new one."


def by_link(view: View) -> View:
    """Make a view a page that a parent's link opens: of their own children, behind the lock of that one school."""

    @login_not_required
    @wraps(view)
    def opened(request: PageRequest, parent_secret: str, **address: Any) -> HttpResponse:
        now = clock.now()
        school_id = school_of(parent_secret)
        try:
            if school_id is None:
                raise ParentRefusal(NO_LINK)
            if holds_no_text(request):
                raise ParentRefusal(NO_TEXT)
            with row_security.limited_to([school_id]):
                found = parent_page(parent_secret, now=now)
                request.place = found.link.school.name
                answer = view(request, parent_secret, found, **address)
        except ParentRefusal as refusal:
            answer = render(
                request, "parent/closed.html", {"why": str(refusal), "parents_page": True}, status=410
            )
        answer.headers["X-Robots-Tag"] = "noindex"
        # Not "no-referrer": a browser would then send forms with no origin, and they would be refused.
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    return opened


def child_in(found: ParentPage, pupil_id: int) -> Child:
    """Return one of the children of a page. Raises ParentRefusal for any other child."""
    for child in found.children:
        if child.pupil.pk == pupil_id:
            return child
    raise ParentRefusal("That is not a child whose attendance this link opens.")


def form_page(
    request: PageRequest,
    template: str,
    secret: str,
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
            "secret": secret,
            "parents_page": True,
            "values": values,
            "error": errors,
            "errors": [
                {"text": text, "href": f"#{name}-day" if name.endswith("_day") else f"#{name}"}
                for name, text in errors.items()
            ],
            "key": values.get("key") or secrets.token_urlsafe(16),
            **context,
        },
        status=422 if errors else 200,
    )

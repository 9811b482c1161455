"""Pages of an authority or a trust itself, or of a district: say which permission over it opens them.

    @place_page(Permission.PEOPLE_VIEW)
    def people(request, over): ...

The same page stands under /authorities/<id>/ and /trusts/<id>/; that of a district is open to whoever may open the authority's. A test walks them as it does a school's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypedDict

from django.db import DataError
from django.http import Http404, HttpResponse
from django.urls import reverse

from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import Authority, District, Trust
from onroll.service.room_for_words import TooLong
from onroll.service.web.pages import NO_TEXT, OUT_OF_RANGE, View, holds_no_text, unkept
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


class Ids(TypedDict, total=False):
    """The one id that names a place to an action or a query."""

    trust_id: int
    authority_id: int


@dataclass(frozen=True, slots=True)
class Over:
    """The authority, trust or district whose page it is."""

    kind: str
    body: Authority | Trust | District

    @property
    def ids(self) -> Ids:
        """Return its id, by the name actions and queries know it by."""
        return {"trust_id": self.body.pk} if self.kind == "trust" else {"authority_id": self.body.pk}

    @property
    def home(self) -> str:
        """Return the address of its own page; a district has its authority's."""
        if isinstance(self.body, District):
            return reverse("authority", kwargs={"authority_id": self.body.authority_id})
        return reverse(self.kind, kwargs=dict(self.ids))

    def url(self, name: str, **address: int) -> str:
        """Return the address of one of its pages, by the page's name without the kind of place."""
        return reverse(f"{self.kind}-{name}", kwargs={f"{self.kind}_id": self.body.pk, **address})

    def may(self, permission: Permission, scope: Scope) -> bool:
        """Say whether a scope holds a permission over the place itself."""
        return scope.may_over(permission, kind=self.kind, body_id=self.body.pk) or (
            isinstance(self.body, District)
            and scope.may_over(permission, kind="authority", body_id=self.body.authority_id)
        )


def place_page(permission: Permission) -> Callable[[View], View]:
    """Make a view a page of an authority or trust, called as `view(request, over, **what the address holds)`.

    A place that no role is held over does not exist (404); over it, a page that no role opens is refused (403).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(
            request: PageRequest,
            *,
            authority_id: int = 0,
            trust_id: int = 0,
            district_id: int = 0,
            **address: Any,
        ) -> HttpResponse:
            over = (
                _district_in_scope(request.scope, district_id)
                if district_id
                else _place_in_scope(request.scope, authority_id, trust_id)
            )
            request.place = over.body.name
            if holds_no_text(request):
                return unkept(request, NO_TEXT, status=400)
            if not over.may(permission, request.scope):
                return _refused(request, permission, over.kind)
            try:
                return view(request, over, **address)
            except OutOfScope:
                return _refused(request, permission, over.kind)
            except TooLong as refusal:
                return unkept(request, str(refusal), status=422)
            except (DataError, OverflowError):
                return unkept(request, OUT_OF_RANGE, status=422)

        opened.place_permission = permission  # type: ignore[attr-defined]
        return opened

    return decorate


def _place_in_scope(scope: Scope, authority_id: int, trust_id: int) -> Over:
    kind, pk = ("trust", trust_id) if trust_id else ("authority", authority_id)
    if not any((body.kind, body.body_id) == (kind, pk) for body in scope.bodies):
        raise Http404("No role is held over that place.")
    model: type[Authority | Trust] = Trust if trust_id else Authority
    return Over(kind, model.objects.get(pk=pk))


def _district_in_scope(scope: Scope, district_id: int) -> Over:
    district = District.objects.filter(pk=district_id).first()
    held = {(body.kind, body.body_id) for body in scope.bodies}
    if district is None or not held & {("district", district.pk), ("authority", district.authority_id)}:
        raise Http404("No role is held over that place.")
    return Over("district", district)


def _refused(request: PageRequest, needed: Permission, kind: str) -> HttpResponse:
    roles = [role for role in ROLES.values() if needed in role.permissions and kind in role.scopes]
    return render(request, "errors/403.html", {"roles": roles}, status=403)

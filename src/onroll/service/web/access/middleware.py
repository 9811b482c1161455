"""Who asks: `request.actor` and `request.scope`, for the price of two statements (the session; the person with roles)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from onroll.service.access import row_security
from onroll.service.access.models import User
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import Scope

GetResponse = Callable[[HttpRequest], HttpResponseBase]

#: Left in a session once a second step has been seen to be there, so that it is not looked up on every page.
SEEN = "second_factor_seen"
#: What may be reached before a second step that is required has been set up.
WITHOUT_ONE = ("/account/", "/sign-out/")
#: What a parent's account may open, beside its front door and what needs nobody signed in; the second are of duties.
FOR_PARENTS = ("/children/", "/parents/", "/account/", "/sign-out/")
NOT_FOR_PARENTS = ("/account/calendar/", "/account/digest/")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Send whoever is not signed in to sign in and back; tell a script so instead, so that it keeps what it holds."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Answer whoever is not signed in."""
        sign_in = redirect_to_login(_page_of(request), self.get_login_url(view_func))
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        if request.headers.get("X-Requested-With") in ("fetch", "XMLHttpRequest"):
            return JsonResponse(
                {"error": "You have been signed out.", "sign_in": sign_in["Location"]}, status=401
            )
        return sign_in


def _page_of(request: HttpRequest) -> str:
    """Return the page to come back to: for what was sent, the page it was sent from, since some addresses only take forms."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and sent_from.path and sent_from.netloc == request.get_host():
        return sent_from._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


class ActorMiddleware:
    """Set `request.actor` (None for nobody) and `request.scope` before a view runs, and open the rows they reach.

    A response that streams outlives the request, so what it streams is read before it is returned.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with nobody acting until a view that needs someone is found."""
        request.actor, request.scope, request.must_set_up = None, Scope(), False  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            if request.actor is not None:  # type: ignore[attr-defined]
                row_security.lift()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _address: Any
    ) -> HttpResponseBase | None:
        """Load the person for every view but those that say they need nobody."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        user: User = request.user
        if user.actor is None:  # signed in by this very request
            return None
        row_security.limit_to(user.actor.scope.school_ids)
        request.actor, request.scope = user.actor, user.actor.scope  # type: ignore[attr-defined]
        if user.is_parent and not _is_for_parents(request.path):
            raise Http404("A parent’s account opens no page of a school’s people.")
        request.must_set_up = _lacks_second_factor(request, user)  # type: ignore[attr-defined]
        if request.must_set_up and not request.path.startswith(WITHOUT_ONE):  # type: ignore[attr-defined]
            return redirect("mfa_index")
        return None


def _is_for_parents(path: str) -> bool:
    """Say whether an address is one of the few that a parent's account may open, whatever a page itself asks for."""
    return path == "/" or (path.startswith(FOR_PARENTS) and not path.startswith(NOT_FOR_PARENTS))


def _lacks_second_factor(request: HttpRequest, user: User) -> bool:
    """Say whether a second step is required of this person and they have none; looked up once a session."""
    if user.is_demo or request.session.get(SEEN):
        return False
    roles = {reach.role for reach in request.scope.reaches} | {body.role for body in request.scope.bodies}  # type: ignore[attr-defined]
    if not (user.must_use_second_factor or any(ROLES[role].second_factor for role in roles)):
        return False
    strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    if Authenticator.objects.filter(user=user, type__in=strong).exists():
        request.session[SEEN] = True
        return False
    return True

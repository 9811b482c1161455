"""Who asks: `request.actor` and `request.scope`, for the price of two statements (the session; the person with roles)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from onroll.service.access import row_security
from onroll.service.access.scope import Scope

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Send whoever is not signed in to sign in and back; tell a script so instead, so that it keeps what it holds."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponseBase:
        sign_in = redirect_to_login(request.get_full_path(), self.get_login_url(view_func))
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        if request.headers.get("X-Requested-With") in ("fetch", "XMLHttpRequest"):
            return JsonResponse(
                {"error": "You have been signed out.", "sign_in": sign_in["Location"]}, status=401
            )
        return sign_in


class ActorMiddleware:
    """Set `request.actor` (None for nobody) and `request.scope` before a view runs, and open the rows they reach.

    A response that streams outlives the request, so what it streams is read before it is returned.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, with nobody acting until a view that needs someone is found."""
        request.actor, request.scope = None, Scope()  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            if request.actor is not None:  # type: ignore[attr-defined]
                row_security.lift()

    def process_view(self, request: HttpRequest, view: Callable[..., Any], _args: Any, _address: Any) -> None:
        """Load the person for every view but those that say they need nobody."""
        if getattr(view, "login_required", True) and request.user.is_authenticated:
            actor = request.user.actor  # type: ignore[union-attr]
            row_security.limit_to(actor.scope.school_ids)
            request.actor, request.scope = actor, actor.scope  # type: ignore[attr-defined]

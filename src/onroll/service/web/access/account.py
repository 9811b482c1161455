"""One's own account: password, and where one is signed in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions.own_account import note_password_changed
from onroll.service.access.queries.roles_held import roles_of
from onroll.service.parents.actions.own_account import tell_parent_of_password
from onroll.service.web.access.browsers import browser_words
from onroll.service.web.access.idle import last_used
from onroll.service.web.access.in_our_layout import InOurLayout
from onroll.service.web.rendering import render

NONE_SET = (
    "You have set no password, so there is none to change. "
    "Ask whoever gives accounts at your school for an invitation: it lets you choose one."
)


def account(request: HttpRequest) -> HttpResponse:
    """Show who one is, what roles one holds, and how one signs in."""
    if request.user.is_parent:  # type: ignore[union-attr] # signed in, or the middleware had sent them to
        return render(request, "parent/own_account.html", {**_signs_in(request), "parents_page": True})
    return render(
        request,
        "access/account.html",
        {**_signs_in(request), "roles": roles_of(int(request.user.pk or 0), on=clock.today())},
    )


def _signs_in(request: HttpRequest) -> dict[str, Any]:
    kinds = list(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    return {
        "person": request.user,
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
    }


class ChangePassword(InOurLayout, PasswordChangeView):
    """Change one's password; every other device is signed out."""

    template_name = "access/change_password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever has set no password back to their account: they have none to change."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.error(request, NONE_SET)
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done."""
        messages.success(self.request, "Your password is changed. Every other device is signed out.")
        user_id = int(self.request.user.pk or 0)
        note_password_changed(user_id=user_id, now=clock.now())
        tell_parent_of_password(user_id=user_id, now=clock.now())
        return super().form_valid(form)


class Confirm(InOurLayout, ReauthenticateView):
    """Ask for the password again before something that guards the account is changed."""

    template_name = "access/confirm.html"


class Sessions(InOurLayout, ListUserSessionsView):
    """List where one is signed in, and sign out everywhere else."""

    template_name = "access/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what each browser is called in plain words."""
        context = super().get_context_data(**kwargs)
        rows = [
            {
                "browser": browser_words(session.user_agent),
                "address": session.ip,
                "since": _london(session.created_at),
                "last_used": used,
                "is_current": session.is_current(),
            }
            for session in context["sessions"]
            if (used := last_used(session.session_key)) is not None
        ]
        return {**context, "rows": rows}

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done."""
        messages.success(self.request, "You are signed out everywhere but here.")
        return super().form_valid(form)


def _london(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(clock.LONDON)

"""Signing in and out."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import AccountInactiveView, LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from onroll.service import clock
from onroll.service.access import demo_mode
from onroll.service.access.models import User
from onroll.service.access.queries.demo_people import demo_people
from onroll.service.parents.queries.accounts import demo_parents
from onroll.service.people.actions.beginning import is_begun
from onroll.service.web.access.in_our_layout import PASSKEY_REFUSED, PASSKEY_UNKNOWN, InOurLayout
from onroll.service.web.rendering import render


class SignIn(InOurLayout, LoginView):
    """Ask for a username and password, or a passkey; in a demo, list the people one click signs in as."""

    template_name = "access/sign_in.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send whoever comes to an empty service to set it up."""
        return super().get(request, *args, **kwargs) if is_begun() else redirect("set_up_first")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo's people, and where the person was going."""
        places = demo_people(on=clock.today()) if demo_mode.one_click() else []
        going_to = self.request.POST.get(REDIRECT_FIELD_NAME) or self.request.GET.get(REDIRECT_FIELD_NAME, "")
        parents = demo_parents() if demo_mode.one_click() else []
        return {
            **super().get_context_data(**kwargs),
            "places": places,
            "parents": parents,
            "going_to": going_to,
        }

    def refusing_passkey(self) -> HttpResponse:
        """Show the page again to whoever sent a passkey that opens no account."""
        context = self.get_context_data(form=self.form_class())
        return self.render_refused(context, {"credential": PASSKEY_UNKNOWN})


class SecondStep(InOurLayout, AuthenticateView):
    """Ask for the second step, after the password: a code, a passkey, or either."""

    template_name = "access/second_step.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add which of them the person has."""
        kinds = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return {
            **super().get_context_data(**kwargs),
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the step again, with what was wrong with the one that was sent."""
        if form is self.webauthn_form:
            return self.render_refused(self.get_context_data(), {"credential": PASSKEY_REFUSED})
        return super().form_invalid(form)


class PasskeySignIn(LoginWebAuthnView):
    """Answer a passkey, with no password."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the sign-in page again, and say that this passkey opens no account."""
        page = SignIn()
        page.setup(self.request)
        return page.refusing_passkey()


class SignOut(InOurLayout, LogoutView):
    """Sign out, by a form only."""

    template_name = "access/sign_out.html"


class Closed(InOurLayout, AccountInactiveView):
    """Say that the account has been closed."""

    template_name = "access/closed.html"


@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say how a password is set again without email."""
    return render(request, "access/forgotten.html")


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people; outside demo mode there is no such page."""
    found = (
        User.objects.filter(is_demo=True, is_active=True) if demo_mode.one_click() else User.objects.none()
    )
    person = get_object_or_404(found, username=request.POST.get("username", ""))
    return perform_login(request, person, redirect_url=safe_next(request))


def safe_next(request: HttpRequest, otherwise: str = settings.LOGIN_REDIRECT_URL) -> str:
    """Return where the person was going, if it is one of our own pages."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME, "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and ours else otherwise

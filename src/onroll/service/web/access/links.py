"""Opening an invitation or a reset link: choose a password, once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from onroll.service import clock
from onroll.service.access.actions.links import open_link, use_sign_in_link
from onroll.service.access.refusals import LinkUsedUp, PasswordRefused
from onroll.service.web.rendering import render


@login_not_required
@sensitive_post_parameters("password", "again")
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a new password, and set it."""
    now = clock.real_now()
    try:
        link = open_link(secret, now=now)
        errors = password_errors(request)
        if request.method == "POST" and not errors:
            use_sign_in_link(secret=secret, password=request.POST["password"], now=now)
            messages.success(request, "Your password is set. Sign in with it.")
            return redirect("account_login")
    except LinkUsedUp as refusal:
        return render(request, "access/link_used_up.html", {"refusal": refusal}, status=410)
    except PasswordRefused as refusal:
        errors = [{"text": reason, "href": "#password"} for reason in refusal.reasons]
    context = {"link": link, "person": link.user, "errors": errors}
    return render(request, "access/choose_password.html", context, status=422 if errors else 200)


def password_errors(request: HttpRequest) -> list[dict[str, str]]:
    """Return what is wrong with a password that was typed twice; nothing where none was sent."""
    if request.method != "POST":
        return []
    password, again = request.POST.get("password", ""), request.POST.get("again", "")
    if not password:
        return [{"text": "Enter a password.", "href": "#password"}]
    if password != again:
        return [{"text": "The two passwords differ. Type the same one twice.", "href": "#again"}]
    return []

"""Links that are mailed to a parent: to make an account, to choose another password, to sign in by another address."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.access.refusals import PasswordRefused
from onroll.service.parents.actions.accounts import make_account
from onroll.service.parents.actions.own_account import ask_for_password, change_address, choose_password
from onroll.service.parents.mailed import USED_UP, open_proof, school_of_proof
from onroll.service.parents.models import AddressProof
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.access.links import password_errors
from onroll.service.web.parent.ways import closed
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

TOO_OFTEN = (
    "We have written to that address several times already. Look in its junk mail, or try again in an hour."
)
Purpose = AddressProof.Purpose
_DONE = {
    Purpose.MAKE: "Your account is made. Sign in by it.",
    Purpose.PASSWORD: "Your password is set. Sign in with it.",
    Purpose.ADDRESS: "You sign in by this address from now on.",
}


def link_of(request: HttpRequest) -> Callable[[str], str]:
    """Return how the whole address of a mailed link is written."""
    return lambda secret: request.build_absolute_uri(reverse("mailed_link", kwargs={"secret": secret}))


def may_be_mailed(request: HttpRequest, email: str) -> bool:
    """Say whether an address may be written to again so soon, from here; asking counts."""
    return ratelimit.consume(request, action="parents_mail", key=email.strip().lower())


@login_not_required
@sensitive_post_parameters("password", "again")
def mailed_link(request: PageRequest, secret: str) -> HttpResponse:
    """Ask for a password, or whether an address is theirs, and do what the link is for; opening it does nothing yet."""
    school_id = school_of_proof(secret)
    try:
        if school_id is None:
            raise ParentRefusal(USED_UP)
        with row_security.limited_to([school_id]):
            return _answer(request, secret)
    except ParentRefusal as refusal:
        return closed(request, str(refusal))


def _answer(request: PageRequest, secret: str) -> HttpResponse:
    now = clock.now()
    proof = open_proof(secret, now=now)
    purpose = Purpose(proof.purpose)
    errors = [] if purpose is Purpose.ADDRESS else password_errors(request)
    if request.method == "POST" and not errors:
        try:
            _do(purpose, secret, request.POST.get("password", ""))
        except PasswordRefused as refusal:
            errors = [{"text": reason, "href": "#password"} for reason in refusal.reasons]
        else:
            messages.success(request, _DONE[purpose])
            return redirect("account" if request.user.is_authenticated else "account_login")
    context = {"proof": proof, "errors": errors, "parents_page": True}
    response = render(request, "parent/account_mailed.html", context, status=422 if errors else 200)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _do(purpose: Purpose, secret: str, password: str) -> None:
    if purpose is Purpose.MAKE:
        make_account(secret=secret, password=password, now=clock.now())
    elif purpose is Purpose.PASSWORD:
        choose_password(secret=secret, password=password, now=clock.now())
    else:
        change_address(secret=secret, now=clock.now())


@login_not_required
def forgotten_as_parent(request: PageRequest) -> HttpResponse:
    """Ask a parent who forgot their password for their address; the answer never tells whether it is known."""
    email = request.POST.get("email", "").strip()
    error, sent_to = "", ""
    if request.method == "POST":
        try:
            if not may_be_mailed(request, email):
                raise ParentRefusal(TOO_OFTEN)
            ask_for_password(email=email, link_of=link_of(request), now=clock.now())
            sent_to = email
        except ParentRefusal as refusal:
            error = str(refusal)
    context = {
        "email": email,
        "error": error,
        "sent_to": sent_to,
        "errors": [{"text": error, "href": "#email"}] if error else [],
        "parents_page": True,
    }
    return render(request, "access/forgotten_as_parent.html", context, status=422 if error else 200)

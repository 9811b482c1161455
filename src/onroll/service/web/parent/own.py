"""A parent who is signed in: their children, and what they change of their own account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.parents.actions.accounts import close_own_account
from onroll.service.parents.actions.own_account import ask_for_address
from onroll.service.parents.queries.accounts import looks_of, own_schools
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.parent.mailed import TOO_OFTEN, link_of, may_be_mailed
from onroll.service.web.parent.ways import require_parent
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def children(request: PageRequest) -> HttpResponse:
    """Show a parent's children, of every school joined to their account."""
    require_parent(request)
    schools = own_schools(int(request.user.pk or 0), on=clock.today())
    return render(request, "parent/children.html", {"schools": schools, "parents_page": True})


def opened(request: PageRequest) -> HttpResponse:
    """Show what was opened by this account, and when."""
    require_parent(request)
    looks = looks_of(int(request.user.pk or 0))
    return render(request, "parent/opened.html", {"looks": looks, "parents_page": True})


@reauthentication_required
def address(request: PageRequest) -> HttpResponse:
    """Ask by which other address a parent would sign in, and mail a link to it."""
    require_parent(request)
    email, error, sent_to = request.POST.get("email", "").strip(), "", ""
    if request.method == "POST":
        try:
            if not may_be_mailed(request, email):
                raise ParentRefusal(TOO_OFTEN)
            ask_for_address(
                user_id=int(request.user.pk or 0), email=email, link_of=link_of(request), now=clock.now()
            )
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
    return render(request, "parent/own_address.html", context, status=422 if error else 200)


@reauthentication_required
def close(request: PageRequest) -> HttpResponse:
    """Ask whether a parent wants their account closed, and close it."""
    require_parent(request)
    if request.method == "POST":
        with row_security.over_every_school():
            close_own_account(user_id=int(request.user.pk or 0), now=clock.now())
        logout(request)
        messages.success(request, "Your account is closed. The links your schools gave you go on working.")
        return redirect("account_login")
    return render(request, "parent/own_close.html", {"parents_page": True})

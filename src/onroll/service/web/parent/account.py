"""From a parent's own link: asking for an account, and joining the link to the account one is signed in by."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.parents.actions.accounts import NOT_A_PARENTS, ask_for_account, join_school
from onroll.service.parents.opening import open_link, school_of
from onroll.service.parents.queries.page import ParentPage
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.parent.mailed import TOO_OFTEN, link_of, may_be_mailed
from onroll.service.web.parent.ways import NO_LINK, Way, closed, form_page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def ask(request: PageRequest, way: Way, found: ParentPage) -> HttpResponse:
    """Ask for the address an account is to have, and mail a link to it; the answer never tells whether it has one."""
    errors: dict[str, str] = {}
    values: dict[str, str] = {"email": ""}
    sent_to = ""
    if request.method == "POST":
        values = {"email": request.POST.get("email", "").strip()}
        try:
            if not may_be_mailed(request, values["email"]):
                raise ParentRefusal(TOO_OFTEN)
            ask_for_account(
                secret=str(way.key), email=values["email"], link_of=link_of(request), now=clock.now()
            )
            sent_to = values["email"]
        except ParentRefusal as refusal:
            errors["email"] = str(refusal)
    return form_page(request, "parent/account_ask.html", way, found, values, errors, {"sent_to": sent_to})


def join(request: PageRequest, parent_secret: str) -> HttpResponse:
    """Ask whether a link is to be joined to the account one is signed in by, and join it."""
    if not getattr(request.user, "is_parent", False):
        return closed(request, NOT_A_PARENTS)
    school_id = school_of(parent_secret)
    try:
        if school_id is None:
            raise ParentRefusal(NO_LINK)
        with row_security.limited_to([school_id]):
            if request.method == "POST":
                access = join_school(secret=parent_secret, user_id=int(request.user.pk or 0), now=clock.now())
                messages.success(request, f"{access.school.name} is joined to your account.")
                return redirect("children")
            link = open_link(parent_secret, on=clock.today())
            context = {"link": link, "parents_page": True, "address": request.user.get_username()}
            return render(request, "parent/account_join.html", context)
    except ParentRefusal as refusal:
        return closed(request, str(refusal))

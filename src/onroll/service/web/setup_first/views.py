"""The first page of an empty service."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from onroll.service import clock
from onroll.service.access import row_security
from onroll.service.access.refusals import AccessRefused, PasswordRefused, UsernameTaken
from onroll.service.organisations.models import School
from onroll.service.organisations.refusals import SchoolRefused
from onroll.service.people.actions.beginning import BegunAlready, begin, is_begun
from onroll.service.room_for_words import TooLong
from onroll.service.web.rendering import render
from onroll.service.web.setup_first import token
from onroll.service.web.setup_first.forms import faults_in, first_school, values_of


@login_not_required
@sensitive_post_parameters("password", "again")
def set_up(request: HttpRequest) -> HttpResponse:
    """Ask for the authority, the school and the administrator, and make them. Raise Http404 once there is anybody."""
    if is_begun():
        raise Http404("Onroll has been set up.")
    values = values_of(request.POST if request.method == "POST" else request.GET)
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = faults_in(values)
        if "token" not in faults and not token.matches(values["token"]):
            faults["token"] = (
                "That is not the set-up word. Copy it from where Onroll was started; each start makes a new one."  # noqa: S105 - words on a page
            )
        if not faults:
            faults = _begin(values)
        if not faults:
            messages.success(request, "Onroll is set up. Sign in with the username and password you chose.")
            return redirect("account_login")
    return render(
        request,
        "setup_first/set_up.html",
        {
            "values": values,
            "faults": faults,
            "errors": [{"text": words, "href": f"#{name}"} for name, words in faults.items()],
            "phases": School.Phase.choices,
            "kinds": School.Kind.choices,
        },
        status=422 if faults else 200,
    )


def _begin(values: dict[str, str]) -> dict[str, str]:
    """Make everything, or return what to do about what was refused."""
    try:
        with row_security.over_every_school():
            begin(
                first_school=first_school(values),
                name=values["name"],
                username=values["username"],
                password=values["password"],
                now=clock.real_now(),
            )
    except BegunAlready:
        raise Http404("Onroll has been set up.") from None
    except PasswordRefused as refusal:
        return {"password": str(refusal)}
    except SchoolRefused as refusal:
        return {"urn" if "URN" in str(refusal) else "school_name": str(refusal)}
    except UsernameTaken as refusal:
        return {"username": str(refusal)}
    except AccessRefused as refusal:
        return {"username": str(refusal)}
    except TooLong as refusal:
        longest = max(("authority_name", "name"), key=lambda name: len(values[name]))
        return {longest: str(refusal)}
    return {}

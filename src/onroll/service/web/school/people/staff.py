"""Staff of a school: who they are, what roles they hold, their way in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.actions import (
    close_account,
    make_sign_in_link,
    reopen_account,
    require_second_factor,
)
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import PersonWithRoles, people_of_school, person_of_school
from onroll.service.access.refusals import AccessRefused, UsernameTaken
from onroll.service.organisations.models import School
from onroll.service.people.actions.staff import invite_to_school
from onroll.service.people.queries.staff import member_of_staff, staff_without_account
from onroll.service.people.refusals import PeopleRefused
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.people.sent import errors_of, number, text

_INVITATION = ("title", "forename", "surname", "username", "email", "staff_id", "second_factor")


@page(Permission.PEOPLE_VIEW)
def people(request: HttpRequest, school: School) -> HttpResponse:
    """List everyone with a role, or an account that this school made; and staff who cannot sign in yet."""
    on, scope = clock.today(), request.scope  # type: ignore[attr-defined]
    closed = request.GET.get("closed") == "1"
    return render(
        request,
        "school/people/people.html",
        {
            "people": people_of_school(scope, school_id=school.pk, on=on, closed=closed),
            "staff": [] if closed else staff_without_account(scope, school_id=school.pk, on=on),
            "closed": closed,
        },
    )


@page(Permission.PEOPLE_EDIT)
def invite(request: HttpRequest, school: School) -> HttpResponse:
    """Enter someone new, and show the invitation to hand them, this once."""
    sent = text(request.POST if request.method == "POST" else request.GET, *_INVITATION)
    faults = _missing(sent) if request.method == "POST" else {}
    if request.method == "POST" and not faults:
        try:
            user, secret = invite_to_school(
                school_id=school.pk,
                forename=sent["forename"],
                surname=sent["surname"],
                title=sent["title"],
                username=sent["username"],
                email=sent["email"],
                staff_id=number(sent, "staff_id"),
                must_use_second_factor=sent["second_factor"] == "1",
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.real_now(),
                on=clock.today(),
            )
        except PeopleRefused as refusal:
            faults = {"surname": str(refusal)}
        except (UsernameTaken, AccessRefused) as refusal:
            faults = {"username": str(refusal)}
        else:
            return _show_link(request, school, user, secret, is_new=True)
    context = {"sent": sent, "faults": faults, "errors": errors_of(faults)}
    return render(request, "school/people/invite.html", context, status=422 if faults else 200)


def _missing(sent: dict[str, str]) -> dict[str, str]:
    """Return what to do about each box that may not be empty."""
    needed = {
        "surname": "Enter the person’s surname.",
        "username": "Enter the username they will sign in with.",
    }
    return {name: words for name, words in needed.items() if not sent[name]}


@page(Permission.PEOPLE_VIEW)
def person(request: HttpRequest, school: School, user_id: int) -> HttpResponse:
    """Show one person: what roles they hold, where, and what may be changed."""
    one = found(request, school, user_id)
    staff = member_of_staff(request.scope, school_id=school.pk, user_id=user_id)  # type: ignore[attr-defined]
    return render(request, "school/people/person.html", {"person": one, "staff": staff})


@page(Permission.PEOPLE_EDIT)
def link(request: HttpRequest, school: School, user_id: int) -> HttpResponse:
    """Ask, then make a link with which a person sets a new password, and show it this once."""
    person = found(request, school, user_id)
    if request.method != "POST":
        return render(request, "school/people/make_link.html", {"person": person})
    try:
        secret = make_sign_in_link(
            user=person.user,
            school_id=school.pk,
            clears_second_factor=request.POST.get("clears_second_factor") == "1",
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.real_now(),
            on=clock.today(),
        )
    except AccessRefused as refusal:
        return _refused(request, school, user_id, refusal)
    return _show_link(request, school, person.user, secret, is_new=not person.user.has_usable_password())


@page(Permission.PEOPLE_EDIT)
def account(request: HttpRequest, school: School, user_id: int) -> HttpResponse:
    """Close a person's account, open it again, or require a second step of them: by a form alone."""
    person = found(request, school, user_id)
    if request.method != "POST":
        return redirect("person", school_id=school.pk, user_id=user_id)
    given = {
        "user": person.user, "school_id": school.pk, "by": request.actor,  # type: ignore[attr-defined]
        "now": clock.now(), "on": clock.today(),
    }  # fmt: skip
    try:
        match request.POST.get("do"):
            case "close":
                close_account(**given)
                messages.success(
                    request, f"{person.user.name} can sign in no more. What they did keeps their name."
                )
            case "reopen":
                reopen_account(**given)
                messages.success(request, f"{person.user.name} can sign in again.")
            case "require" | "do not require" as asked:
                require_second_factor(required=asked == "require", **given)
                messages.success(
                    request,
                    f"A second step is {'now required' if asked == 'require' else 'no longer required'} of {person.user.name}.",
                )
    except AccessRefused as refusal:
        return _refused(request, school, user_id, refusal)
    return redirect("person", school_id=school.pk, user_id=user_id)


def found(request: HttpRequest, school: School, user_id: int) -> PersonWithRoles:
    """Return one of the school's people. Raise Http404 for anyone else."""
    one = person_of_school(request.scope, school_id=school.pk, user_id=user_id, on=clock.today())  # type: ignore[attr-defined]
    if one is None:
        raise Http404("That person is not one of this school’s people.")
    return one


def _show_link(
    request: HttpRequest, school: School, user: object, secret: str, *, is_new: bool
) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sign_in_link", kwargs={"secret": secret}))
    return render(
        request, "school/people/link_made.html", {"user": user, "address": address, "is_new": is_new}
    )


def _refused(request: HttpRequest, school: School, user_id: int, refusal: Exception) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect("person", school_id=school.pk, user_id=user_id)

"""A pupil's family: parents, what each may see and be sent, how each is reached; what is marked; who else works with the pupil.

Who a pupil's parents are, and where they are reached, is in the admission register: changing it is an amendment there,
with a reason, and the original stays. Those pages are the roll's.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.actions import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.parents.actions.accounts import end_account_access
from onroll.service.parents.actions.links import end_parent_link, make_parent_link
from onroll.service.parents.queries.accounts import accounts_of_parents
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.actions.contact_details import note_contact_details_checked
from onroll.service.people.queries.family import family_of
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.PUPIL_CONTACTS_VIEW, reach=Reach.SOMEWHERE)
def family(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show a pupil's parents, markers and the professionals who work with the pupil; the look is noted."""
    actor = request.actor  # type: ignore[attr-defined]
    found = family_of(actor.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())
    record_viewing(by=actor, school_id=school.pk, pupil_id=pupil_id, page="family", now=clock.now())
    parents = [one.relationship.parent_id for one in found.parents]
    accounts = accounts_of_parents(actor.scope, school_id=school.pk, parent_ids=parents)
    return render(request, "school/people/family.html", {"family": found, "accounts": accounts})


@page(Permission.PARENT_LINK_MAKE)
def parent_link(request: PageRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Make a parent's own link and show it, once; or end it, or what their account opens."""
    back = redirect("family", school_id=school.pk, pupil_id=pupil_id)
    if request.method != "POST":
        return back
    try:
        if request.POST.get("do") == "end account":
            end_account_access(school_id=school.pk, parent_id=parent_id, by=request.actor, now=clock.now())
            messages.success(request, "The account opens nothing of this school any more. A link still does.")
            return back
        if request.POST.get("do") == "end":
            end_parent_link(school_id=school.pk, parent_id=parent_id, by=request.actor, now=clock.now())
            messages.success(request, "The link is ended: it opens nothing any more.")
            return back
        secret = make_parent_link(school_id=school.pk, parent_id=parent_id, by=request.actor, now=clock.now())
    except ParentRefusal as refusal:
        messages.error(request, str(refusal))
        return back
    address = request.build_absolute_uri(reverse("parents_page", kwargs={"parent_secret": secret}))
    return render(
        request,
        "school/people/parent_link.html",
        {"address": address, "pupil_id": pupil_id, "parent_id": parent_id},
    )


@page(Permission.PUPIL_EDIT)
def checked(request: HttpRequest, school: School, pupil_id: int, parent_id: int) -> HttpResponse:
    """Note that a parent's details were found right today: by a form alone."""
    if request.method == "POST":
        note_contact_details_checked(
            school_id=school.pk,
            parent_id=parent_id,
            checked_on=clock.today(),
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
        messages.success(request, "The contact details are marked as checked today.")
    return redirect("family", school_id=school.pk, pupil_id=pupil_id)

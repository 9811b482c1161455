"""A member of staff's last day, with an account or without one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.refusals import AccessRefused
from onroll.service.organisations.models import School
from onroll.service.people.actions.staff import end_staff, take_back_last_day
from onroll.service.people.models import StaffMember
from onroll.service.people.queries.staff import member_of_staff
from onroll.service.people.refusals import PeopleRefused
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.formats import day_of_year
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import day, errors_of


@page(Permission.PEOPLE_EDIT)
def leave(request: PageRequest, school: School, staff_id: int) -> HttpResponse:
    """Ask for someone's last day at the school and whether their roles end with it."""
    staff = _found(request, school, staff_id)
    may_end_roles = staff.user is not None and request.scope.may(Permission.ROLES_GIVE, school_id=school.pk)
    sent: dict[str, str] = {"ends_roles": "1", **boxes_of("last_day", staff.last_day or clock.today())}
    faults: dict[str, str] = {}
    if request.method == "POST":
        sent = request.POST.dict()
        last_day = day(sent, "last_day", "the last day", faults)
        if last_day is not None:
            try:
                end_staff(
                    school_id=school.pk,
                    staff_id=staff_id,
                    last_day=last_day,
                    ends_roles=may_end_roles and sent.get("ends_roles") == "1",
                    by=request.actor,
                    now=clock.now(),
                )
            except (PeopleRefused, AccessRefused) as refusal:
                faults["last_day"] = str(refusal)
            else:
                messages.success(request, f"{staff} leaves after {day_of_year(last_day)}.")
                return redirect(_back(school, staff))
    context = {
        "staff": staff,
        "may_end_roles": may_end_roles,
        "back": _back(school, staff),
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/people/leaving.html", context, status=422 if faults else 200)


@page(Permission.PEOPLE_EDIT)
def stay(request: PageRequest, school: School, staff_id: int) -> HttpResponse:
    """Take back someone's last day: by a form alone."""
    staff = _found(request, school, staff_id)
    if request.method == "POST":
        take_back_last_day(school_id=school.pk, staff_id=staff_id, by=request.actor, now=clock.now())
        messages.success(
            request, f"{staff} works on. Roles that were ended stay ended: give them again one by one."
        )
    return redirect(_back(school, staff))


def _found(request: PageRequest, school: School, staff_id: int) -> StaffMember:
    staff = member_of_staff(request.scope, school_id=school.pk, staff_id=staff_id)
    if staff is None:
        raise Http404("Nobody of that number works at the school.")
    return staff


def _back(school: School, staff: StaffMember) -> str:
    if staff.user_id is None:
        return reverse("people", kwargs={"school_id": school.pk})
    return reverse("person", kwargs={"school_id": school.pk, "user_id": staff.user_id})

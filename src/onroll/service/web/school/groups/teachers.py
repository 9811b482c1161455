"""Giving a group its teacher or tutor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions import give_role
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import people_of_school
from onroll.service.access.refusals import AccessRefused
from onroll.service.access.roles import ROLES
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.groups.listing import found
from onroll.service.web.school.people.sent import day, day_or_none, errors_of, number

#: The roles held over one group.
OVER_A_GROUP = [role for role in ROLES.values() if "group" in role.scopes]


@page(Permission.ROLES_GIVE)
def give(request: PageRequest, school: School, group_id: int) -> HttpResponse:
    """Ask who takes a group's register from which day, and give them the role."""
    group = found(request, school, group_id).group
    today = clock.today()
    people = people_of_school(request.scope, school_id=school.pk, on=today)
    sent: dict[str, str] = {
        "role": "teacher",
        **boxes_of("first_day", max(today, group.first_day)),
        **request.POST.dict(),
    }
    faults: dict[str, str] = {}
    if request.method == "POST":
        user = next((one.user for one in people if one.user.pk == number(sent, "person")), None)
        if user is None:
            faults["person"] = "Choose who takes the register."
        first_day = day(sent, "first_day", "the first day", faults)
        last_day = day_or_none(sent, "last_day", "the last day", faults)
        if user is not None and first_day is not None and not faults:
            try:
                give_role(
                    user=user,
                    role=sent["role"],
                    group_id=group_id,
                    first_day=first_day,
                    last_day=last_day,
                    by=request.actor,
                    now=clock.now(),
                )
            except AccessRefused as refusal:
                faults["last_day" if "last day" in str(refusal) else "person"] = str(refusal)
            else:
                messages.success(request, f"{user.name} takes the register of {group.name}.")
                return redirect("group", school_id=school.pk, group_id=group_id)
    context = {
        "group": group,
        "people": [one.user for one in people if one.user.pk != request.actor.user_id],
        "roles": OVER_A_GROUP,
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/groups/give_teacher.html", context, status=422 if faults else 200)

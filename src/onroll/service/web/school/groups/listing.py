"""The groups of a school, and one of them with its members."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.people.queries.groups import GroupMembers, group_of_school, groups_of_school
from onroll.service.people.year_groups import year_group_in_words
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.PEOPLE_VIEW)
def groups(request: PageRequest, school: School) -> HttpResponse:
    """List the groups that run today or will; on request, those that ended."""
    ended = request.GET.get("ended") == "1"
    shown = groups_of_school(request.scope, school_id=school.pk, on=clock.today(), ended=ended)
    return render(
        request,
        "school/groups/groups.html",
        {
            "groups": shown,
            "ended": ended,
            "today": clock.today(),
            "pupils": sum(one.pupils for one in shown),
            "year_in_words": year_group_in_words,
        },
    )


@page(Permission.PEOPLE_VIEW)
def group(request: PageRequest, school: School, group_id: int) -> HttpResponse:
    """Show one group: who takes its register, and its members with their days."""
    return render(
        request,
        "school/groups/group.html",
        {
            "found": found(request, school, group_id),
            "today": clock.today(),
            "year_in_words": year_group_in_words,
        },
    )


def found(request: PageRequest, school: School, group_id: int) -> GroupMembers:
    """Return one of the school's groups. Raise Http404 for any other."""
    one = group_of_school(request.scope, school_id=school.pk, group_id=group_id, on=clock.today())
    if one is None:
        raise Http404("The school has no such group.")
    return one

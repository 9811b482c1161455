"""Making, renaming and ending registration groups."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.plain_words import listed
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.groups import (
    GroupToMake,
    end_group,
    make_groups,
    rename_group,
    resume_group,
)
from onroll.service.organisations.models import School
from onroll.service.organisations.refusals import GroupRefused
from onroll.service.people.year_groups import year_group_in_words, year_group_order, year_groups_of
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.formats import day_of_year
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.groups.listing import found
from onroll.service.web.school.people.sent import day, errors_of, text


@page(Permission.PEOPLE_EDIT)
def make(request: PageRequest, school: School) -> HttpResponse:
    """Make groups of one year, a name to a line."""
    sent: dict[str, str] = {**boxes_of("first_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        names = [name for line in sent.get("names", "").splitlines() if (name := line.strip())]
        if not names:
            faults["names"] = "Enter the name of a group, such as 5 Oak."
        first_day = day(sent, "first_day", "the first day", faults)
        if first_day is not None and not faults:
            try:
                make_groups(
                    school_id=school.pk,
                    groups=[GroupToMake(name, sent.get("year_group", "")) for name in names],
                    first_day=first_day,
                    by=request.actor,
                    now=clock.now(),
                )
            except GroupRefused as refusal:
                faults["names"] = str(refusal)
            else:
                messages.success(
                    request, f"{listed(names, 'and')} made. Give each a teacher, and put pupils in it."
                )
                return redirect("groups", school_id=school.pk)
    context = {"sent": sent, "faults": faults, "errors": errors_of(faults), "years": _years(school)}
    return render(request, "school/groups/make.html", context, status=422 if faults else 200)


@page(Permission.PEOPLE_EDIT)
def rename(request: PageRequest, school: School, group_id: int) -> HttpResponse:
    """Change a group's name or year."""
    group = found(request, school, group_id).group
    sent = {"name": group.name, "year_group": group.year_group}
    faults: dict[str, str] = {}
    if request.method == "POST":
        sent = text(request.POST, "name", "year_group")
        try:
            rename_group(school_id=school.pk, group_id=group_id, by=request.actor, now=clock.now(), **sent)
        except GroupRefused as refusal:
            faults["year_group" if "year group" in str(refusal) else "name"] = str(refusal)
        else:
            messages.success(request, f"The group is called {sent['name']}.")
            return redirect("group", school_id=school.pk, group_id=group_id)
    years = _years(school, group.year_group)
    context = {"group": group, "sent": sent, "faults": faults, "errors": errors_of(faults), "years": years}
    return render(request, "school/groups/rename.html", context, status=422 if faults else 200)


@page(Permission.PEOPLE_EDIT)
def end(request: PageRequest, school: School, group_id: int) -> HttpResponse:
    """Ask for a group's last day, and end it; refused while pupils are in it."""
    one = found(request, school, group_id)
    sent: dict[str, str] = {**boxes_of("last_day", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        last_day = day(sent, "last_day", "the last day", faults)
        if last_day is not None:
            try:
                end_group(
                    school_id=school.pk,
                    group_id=group_id,
                    last_day=last_day,
                    by=request.actor,
                    now=clock.now(),
                )
            except GroupRefused as refusal:
                faults["last_day"] = str(refusal)
            else:
                messages.success(
                    request, f"{one.group.name} ends on {day_of_year(last_day)}. Its registers stay."
                )
                return redirect("groups", school_id=school.pk)
    context = {"found": one, "sent": sent, "faults": faults, "errors": errors_of(faults)}
    return render(request, "school/groups/end.html", context, status=422 if faults else 200)


@page(Permission.PEOPLE_EDIT)
def resume(request: PageRequest, school: School, group_id: int) -> HttpResponse:
    """Take back a group's end: by a form alone."""
    group = found(request, school, group_id).group
    if request.method == "POST":
        try:
            resume_group(school_id=school.pk, group_id=group_id, by=request.actor, now=clock.now())
        except GroupRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{group.name} runs on.")
    return redirect("group", school_id=school.pk, group_id=group_id)


def _years(school: School, now: str = "") -> list[tuple[str, str]]:
    """Return the year groups a group may be of: those of the school's ages, and the one it is of `now`."""
    years = {*year_groups_of(school.lowest_age, school.highest_age), now} - {""}
    return [(year, year_group_in_words(year)) for year in sorted(years, key=year_group_order)]

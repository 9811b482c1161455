"""Moving pupils into a group from a day: out of another, or out of none."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.moving import GroupOfAnotherYear, MoveRefused, move_group
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.people.models import Pupil
from onroll.service.people.queries.groups import pupils_without_group
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.components.ticking import asked_to_tick
from onroll.service.web.formats import counted, day_of_year
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.groups.listing import found
from onroll.service.web.school.people.sent import day, errors_of, number
from onroll.service.whole_numbers import whole_numbers


@page(Permission.PUPIL_EDIT)
def move(request: PageRequest, school: School, group_id: int) -> HttpResponse:
    """Move pupils of a group to another."""
    one = found(request, school, group_id)
    pupils = list(dict.fromkeys(membership.pupil for membership in one.members or ()))
    return _move(request, school, pupils, out_of=one.group)


@page(Permission.PUPIL_EDIT)
def without(request: PageRequest, school: School) -> HttpResponse:
    """Put pupils who are in no group into one."""
    pupils = pupils_without_group(request.scope, school_id=school.pk, on=clock.today())
    return _move(request, school, pupils, out_of=None)


def _move(
    request: PageRequest, school: School, pupils: Sequence[Pupil], *, out_of: RegistrationGroup | None
) -> HttpResponse:
    today = clock.today()
    sent: dict[str, str] = {**boxes_of("from_day", today), **request.POST.dict()}
    ticked = set(whole_numbers(request.POST.getlist("pupil")))
    groups = [one for one in groups_on(request.scope, school_id=school.pk, on=today) if one != out_of]
    faults: dict[str, str] = {}
    asked = asked_to_tick(request.POST, [pupil.pk for pupil in pupils])
    ticked = ticked if asked is None else set(asked)
    if request.method == "POST" and asked is None and _send(request, school, ticked, groups, sent, faults):
        if out_of is not None:
            return redirect("group", school_id=school.pk, group_id=out_of.pk)
        return redirect(request.path)
    if request.method != "POST" and request.GET.get("all") == "1":
        ticked = {pupil.pk for pupil in pupils}
    context = {
        "group": out_of,
        "pupils": pupils,
        "ticked": ticked,
        "groups": [(one.pk, one.name) for one in groups],
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/groups/move.html", context, status=422 if faults else 200)


def _send(
    request: PageRequest,
    school: School,
    ticked: set[int],
    groups: Sequence[RegistrationGroup],
    sent: dict[str, str],
    faults: dict[str, str],
) -> bool:
    group = next((one for one in groups if one.pk == number(sent, "group")), None)
    if not ticked:
        faults["pupils"] = "Tick the pupils who move."
    if group is None:
        faults["group"] = "Choose the group they move to."
    from_day = day(sent, "from_day", "the first day in the new group", faults)
    if faults or group is None or from_day is None:
        return False
    try:
        move_group(
            school_id=school.pk,
            pupil_ids=ticked,
            group_id=group.pk,
            from_day=from_day,
            is_out_of_year="is_out_of_year" in sent,
            by=request.actor,
            now=clock.now(),
        )
    except GroupOfAnotherYear as refusal:
        faults["is_out_of_year"] = str(refusal)
        return False
    except MoveRefused as refusal:
        faults["from_day"] = str(refusal)
        return False
    messages.success(
        request,
        f"{counted(len(ticked), 'pupil is', 'pupils are')} in {group.name} from {day_of_year(from_day)}. "
        "Registers before that day stay as they were taken.",
    )
    return True

"""Moving one pupil to another registration group or year group, from a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.moving import (
    GroupOfAnotherYear,
    MoveRefused,
    move_group,
    move_year,
)
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.people.year_groups import year_groups_offered
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.entry import entry_or_404
from onroll.service.whole_numbers import whole_number


@page(Permission.PUPIL_EDIT)
def move(request: HttpRequest, school: School, enrolment_id: int) -> HttpResponse:
    """Ask for the group, the year and the day, and move the pupil."""
    found = entry_or_404(request, school, enrolment_id)
    values: dict[str, str] = boxes_of("from_day", clock.today())
    problems: dict[str, str] = {}
    if request.method == "POST":
        values = request.POST.dict()
        problems = _move(request, school, found.enrolment.pupil_id, values)
        if not problems:
            messages.success(
                request, f"{found.name} is moved. Registers before that day stay as they were taken."
            )
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    groups = groups_on(request.scope, school_id=school.pk, on=clock.today())  # type: ignore[attr-defined]
    return render(
        request,
        "school/roll/move.html",
        {
            "entry": found,
            "values": values,
            "error": problems,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
            "groups": [(group.pk, group.name) for group in groups],
            "years": year_groups_offered(
                school.lowest_age, school.highest_age, chosen=values.get("year_group", "")
            ),
        },
        status=422 if problems else 200,
    )


def _move(request: HttpRequest, school: School, pupil_id: int, values: dict[str, str]) -> dict[str, str]:
    group, year = values.get("group_id", ""), values.get("year_group", "")
    if not group and not year:
        return {"group_id": "Choose the group or the year to move to."}
    try:
        from_day = date_from_boxes(values, "from_day", "the day of the move")
    except DateNotGiven as refusal:
        return {"from_day": str(refusal)}
    try:
        _do(request, school, pupil_id, group, year, from_day, "is_out_of_year" in values)
    except GroupOfAnotherYear as refused:
        return {"is_out_of_year": str(refused)}
    except MoveRefused as refused:
        return {"group_id" if group else "year_group": str(refused)}
    return {}


def _do(
    request: HttpRequest,
    school: School,
    pupil_id: int,
    group: str,
    year: str,
    from_day: dt.date,
    is_out_of_year: bool,
) -> None:
    told: dict[str, Any] = {
        "school_id": school.pk,
        "pupil_ids": [pupil_id],
        "from_day": from_day,
        "is_out_of_year": is_out_of_year,
        "by": request.actor,  # type: ignore[attr-defined]
        "now": clock.now(),
    }
    if (group_id := whole_number(group)) is not None:
        move_group(group_id=group_id, year_group=year, **told)
    elif year:
        move_year(year_group=year, **told)

"""The authority's weekly list of pupils with a social worker: taken in, compared, corrected."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.plain_words import listed
from onroll.service import clock
from onroll.service.absence_notices.actions.weekly import take_in_weekly_list, week_of
from onroll.service.absence_notices.models import WeeklyList
from onroll.service.absence_notices.queries.weekly import WeekOfPupils, week_of_pupils, weeks_kept
from onroll.service.absence_notices.weekly_csv import COLUMNS, ListRefused, write_rows
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes, day_asked
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: A list is small; what is larger is another file.
_MOST_BYTES = 1_000_000


@page(Permission.PUPIL_SAFEGUARDING_VIEW, to_send=Permission.PUPIL_SAFEGUARDING_EDIT)
def weekly(request: PageRequest, school: School) -> HttpResponse:
    """Show a week's list beside the one before and this school's record; take one in."""
    errors: list[dict[str, str]] = []
    boxes = boxes_of("week", week_of(clock.today()))
    if request.method == "POST":
        try:
            kept = take_in_weekly_list(
                school_id=school.pk,
                week=date_from_boxes(request.POST, "week", "a day of the week"),
                data=_sent(request),
                by=request.actor,
                now=clock.now(),
            )
            messages.success(request, _said_of(kept))
            return redirect(_address(school, kept.week.isoformat()))
        except DateNotGiven as refusal:
            errors, boxes = [{"text": str(refusal), "href": "#week-day"}], request.POST.dict()
        except ListRefused as refusal:
            errors = [{"text": fault, "href": "#file"} for fault in refusal.faults]
            boxes = request.POST.dict()
    found = _found(request, school)
    context = {
        "found": found,
        "weeks": weeks_kept(request.scope, school_id=school.pk),
        "columns": ", ".join(COLUMNS),
        "may_take_in": request.scope.may(Permission.PUPIL_SAFEGUARDING_EDIT, school_id=school.pk),
        "boxes": boxes,
        "fault": {error["href"][1:]: error["text"] for error in reversed(errors)},
        "errors": errors,
    }
    return render(request, "school/notices/weekly.html", context, status=422 if errors else 200)


@page(Permission.PUPIL_SAFEGUARDING_VIEW)
def corrections(request: PageRequest, school: School) -> HttpResponse:
    """Send what the authority should correct, as CSV; without a list, the columns alone."""
    found = _found(request, school)
    listed = found.corrections if found else ()
    week = found.list.week if found else clock.today()
    rows = [("upn", "name", "correction"), *((one.upn, one.name, one.what) for one in listed)]
    response = HttpResponse(f"\ufeff{write_rows(rows)}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="corrections-{school.urn}-{week}.csv"'
    response["Cache-Control"] = "no-store, private"
    return response


def _found(request: PageRequest, school: School) -> WeekOfPupils | None:
    try:
        week = day_asked(request.GET, "week", "the week")
    except DateNotGiven:
        week = None
    found = week_of_pupils(request.scope, school_id=school.pk, week=week and week_of(week), on=clock.today())
    if found is not None:
        pupils = {one.pk for one in found.here.values()} | {
            one.pupil_id or 0 for one in found.corrections
        } - {0}
        record_viewings(
            by=request.actor, school_id=school.pk, pupil_ids=pupils, page="weekly list", now=clock.now()
        )
    return found


def _said_of(kept: WeeklyList) -> str:
    """Say how many pupils a list names, and which rows were set aside."""
    lines = list(kept.lines.all())
    aside = [f"{one.forename} {one.surname}" for one in lines if not one.upn]
    said = f"The list is taken in: {counted(len(lines) - len(aside), 'pupil')}."
    if not aside:
        return said
    return (
        f"{said} {counted(len(aside), 'row')} without a UPN set aside, to put right: {listed(aside, 'and')}."
    )


def _sent(request: PageRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise ListRefused("Choose the file that the authority sent.")
    if (file.size or 0) > _MOST_BYTES:
        raise ListRefused("That file is larger than any weekly list. Choose the CSV file the authority sent.")
    return file.read()


def _address(school: School, week: str) -> str:
    return f"{reverse('notices_weekly', kwargs={'school_id': school.pk})}?week={week}"

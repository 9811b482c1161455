"""Session times: when sessions run and registers are open, now and before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.session_times import set_session_times
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.calendar import session_times_history
from onroll.service.organisations.refusals import OrganisationRefusal, SessionTimesRefused
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.formats import counted, day_of_year
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.school.calendar.forms import HALVES, TIME_FIELDS, Errors, read_times, times_values


@page(Permission.CALENDAR_VIEW, to_send=Permission.CALENDAR_EDIT, reach=Reach.SOMEWHERE)
def session_times(request: HttpRequest, school: School) -> HttpResponse:
    """Show the session times a school has and had; set them from a day."""
    if request.method != "POST":
        return _show(request, school, [])
    sent = read_times(request.POST)
    if sent.errors or sent.first_day is None:
        return _show(request, school, sent.errors, status=409)
    try:
        change = set_session_times(
            school_id=school.pk,
            first_day=sent.first_day,
            times=sent.times,
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except OrganisationRefusal as refusal:
        return _show(request, school, [], refusal=refusal, status=409)
    moved = f"{counted(change.sessions, 'session')} moved to them." if change else "No session had to move."
    messages.success(request, f"Session times set from {day_of_year(sent.first_day)}. {moved}")
    return redirect(request.path)


def _show(
    request: HttpRequest,
    school: School,
    errors: Errors,
    *,
    refusal: OrganisationRefusal | None = None,
    status: int = 200,
) -> HttpResponse:
    history = session_times_history(request.scope, school_id=school.pk)  # type: ignore[attr-defined]
    if request.method == "POST":
        values = request.POST.dict()
    else:
        # The first times are those of the whole year: term dates from September cannot stand without them.
        first_day = clock.today() if history else AcademicYear.of(clock.today()).first_day
        values = times_values(history) | boxes_of("first_day", first_day)
    return render(
        request,
        "school/calendar/times.html",
        {
            "history": history,
            "values": values,
            "halves": HALVES,
            "time_fields": TIME_FIELDS,
            "errors": [*errors, *_said_by(refusal)],
            "error_by_box": {error["href"][1:]: error["text"] for error in errors},
            "citations": {cited.short_text: cited for cited in refusal.citations}.values() if refusal else (),
        },
        status=status,
    )


def _said_by(refusal: OrganisationRefusal | None) -> Errors:
    """Return a refusal's sentences for the summary, each fault on its own line."""
    if refusal is None:
        return []
    faults = refusal.faults if isinstance(refusal, SessionTimesRefused) else ()
    said = [fault.message for fault in faults] or [str(refusal)]
    return [{"text": text, "href": "#AM-starts_at"} for text in said]

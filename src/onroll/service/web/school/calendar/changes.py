"""What was changed in the calendar, by whom, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.calendar import undo_calendar_change
from onroll.service.organisations.models import CalendarChange, School
from onroll.service.organisations.queries.calendar import calendar_changes
from onroll.service.organisations.refusals import OrganisationRefusal
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render


@page(Permission.CALENDAR_VIEW, reach=Reach.SOMEWHERE)
def changes(request: HttpRequest, school: School) -> HttpResponse:
    """List the latest changes to the calendar."""
    found = calendar_changes(request.scope, school_id=school.pk)  # type: ignore[attr-defined]
    return render(request, "school/calendar/changes.html", {"changes": found})


@page(Permission.CALENDAR_EDIT)
def undo(request: HttpRequest, school: School, change_id: int) -> HttpResponse:
    """Undo one change."""
    if request.method == "POST":
        try:
            change = undo_calendar_change(
                school_id=school.pk,
                change_id=change_id,
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
        except CalendarChange.DoesNotExist:
            raise Http404("This school has no such change.") from None
        except OrganisationRefusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{change.what}.")
    return redirect("calendar_changes", school_id=school.pk)

"""What was changed in the calendar, by whom, and undoing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.calendar import undo_calendar_change
from onroll.service.organisations.models import CalendarChange, School
from onroll.service.organisations.queries.calendar import calendar_change, calendar_changes
from onroll.service.organisations.refusals import AlreadyUndone, OrganisationRefusal
from onroll.service.web.formats import counted
from onroll.service.web.pages import Reach, page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.CALENDAR_VIEW, reach=Reach.SOMEWHERE)
def changes(request: PageRequest, school: School) -> HttpResponse:
    """List the latest changes to the calendar."""
    found = calendar_changes(request.scope, school_id=school.pk)
    return render(request, "school/calendar/changes.html", {"changes": found})


@page(Permission.CALENDAR_EDIT)
def undo(request: PageRequest, school: School, change_id: int) -> HttpResponse:
    """Ask whether one change is to be undone, and undo it."""
    if request.method != "POST":
        return _ask(request, school, change_id)
    try:
        change = undo_calendar_change(
            school_id=school.pk,
            change_id=change_id,
            by=request.actor,
            now=clock.now(),
        )
    except CalendarChange.DoesNotExist:
        raise Http404("This school has no such change.") from None
    except OrganisationRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{change.what}.")
    return redirect("calendar_changes", school_id=school.pk)


def _ask(request: PageRequest, school: School, change_id: int) -> HttpResponse:
    change = calendar_change(request.scope, school_id=school.pk, change_id=change_id)
    if change is None:
        raise Http404("This school has no such change.")
    if change.is_undone:
        messages.error(request, str(AlreadyUndone()))
        return redirect("calendar_changes", school_id=school.pk)
    go_back = f"{counted(change.sessions, 'session')} {'goes' if change.sessions == 1 else 'go'} back"
    question = Question(
        "Undo this change to the calendar?",
        (
            f"{change.what}.",
            f"{go_back} to what the calendar said before. The undoing is listed as a change too.",
        ),
        do="Undo the change",
        leave="Leave it as it is",
        back=reverse("calendar_changes", kwargs={"school_id": school.pk}),
    )
    return ask(request, question)

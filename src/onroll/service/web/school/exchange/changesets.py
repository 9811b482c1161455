"""One changeset: how far it is, what it would change, and the decision about it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.exchange.actions.cancelling import cancel_changeset
from onroll.service.exchange.actions.refusals import NotThatState
from onroll.service.exchange.queries.changesets import SHOWN, ChangesetPage, changeset_page, set_aside_csv
from onroll.service.jobs.asking import ask_to_accept, ask_to_read_again
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render


@page(Permission.IMPORT_RUN)
def changeset(request: HttpRequest, school: School, changeset_id: int) -> HttpResponse:
    """Show a changeset."""
    found = _found(request, school, changeset_id)
    return render(request, "school/exchange/changeset.html", {"found": found, "shown": SHOWN})


@page(Permission.IMPORT_RUN)
def progress(request: HttpRequest, school: School, changeset_id: int) -> HttpResponse:
    """Show how far a changeset has come; once it is there, have the whole page shown."""
    found = _found(request, school, changeset_id)
    if not found.is_busy:
        response = HttpResponse(status=204)
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "school/exchange/_progress.html", {"found": found})


@page(Permission.IMPORT_RUN)
@require_POST
def accept(request: HttpRequest, school: School, changeset_id: int) -> HttpResponse:
    """Accept a changeset."""
    _found(request, school, changeset_id)
    try:
        ask_to_accept(changeset_id=changeset_id, by=request.actor)  # type: ignore[attr-defined]
    except NotThatState as refusal:
        messages.error(request, str(refusal))
    return redirect("changeset", school_id=school.pk, changeset_id=changeset_id)


@page(Permission.IMPORT_RUN)
@require_POST
def cancel(request: HttpRequest, school: School, changeset_id: int) -> HttpResponse:
    """Cancel a changeset."""
    _found(request, school, changeset_id)
    try:
        cancel_changeset(changeset_id=changeset_id, by=request.actor, now=clock.now())  # type: ignore[attr-defined]
    except NotThatState as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Cancelled. The record is as it was, and the files sent are removed.")
    return redirect("exchange", school_id=school.pk)


@page(Permission.IMPORT_RUN)
@require_POST
def read_again(request: HttpRequest, school: School, changeset_id: int) -> HttpResponse:
    """Have a changeset's files read again."""
    found = _found(request, school, changeset_id)
    ask_to_read_again(changeset=found.changeset, by=request.actor)  # type: ignore[attr-defined]
    return redirect("changeset", school_id=school.pk, changeset_id=changeset_id)


@page(Permission.IMPORT_RUN)
def set_aside(request: HttpRequest, school: School, changeset_id: int) -> HttpResponse:
    """Download everything that was set aside, with its cures."""
    _found(request, school, changeset_id)
    lines = set_aside_csv(request.scope, school_id=school.pk, changeset_id=changeset_id)  # type: ignore[attr-defined]
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="set-aside-{changeset_id}.csv"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _found(request: HttpRequest, school: School, changeset_id: int) -> ChangesetPage:
    found = changeset_page(request.scope, school_id=school.pk, changeset_id=changeset_id)  # type: ignore[attr-defined]
    if found is None:
        raise Http404("This school has no such changeset.")
    return found

"""The first page of import and export: send files in, and see what became of those sent before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.files import FILES
from onroll.service.exchange.queries.changesets import changesets_of
from onroll.service.exchange.uploads import Incoming
from onroll.service.jobs.asking import ask_to_read
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render


@page(Permission.EXPORT_RUN, to_send=Permission.IMPORT_RUN)
def exchange(request: HttpRequest, school: School) -> HttpResponse:
    """Show what was sent in and what became of it, and take files."""
    problem = ""
    if request.method == "POST":
        try:
            changeset = ask_to_read(
                school_id=school.pk,
                files=incoming(request),
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
        except FileRefused as refusal:
            problem = str(refusal)
        else:
            return redirect("changeset", school_id=school.pk, changeset_id=changeset.pk)
    scope = request.scope  # type: ignore[attr-defined]
    may_import = scope.may(Permission.IMPORT_RUN, school_id=school.pk)
    return render(
        request,
        "school/exchange/exchange.html",
        {
            "may_import": may_import,
            "may_compare": scope.may(Permission.RECONCILIATION_RUN, school_id=school.pk),
            "changesets": changesets_of(scope, school_id=school.pk) if may_import else [],
            "files": FILES.values(),
            "problem": problem,
            "errors": [{"text": problem, "href": "#files"}] if problem else [],
        },
        status=422 if problem else 200,
    )


def incoming(request: HttpRequest) -> list[Incoming]:
    """Return the files of a request, by the names they were sent under."""
    sent: list[Any] = request.FILES.getlist("files")
    return [(file.name or "file", file.file) for file in sent]

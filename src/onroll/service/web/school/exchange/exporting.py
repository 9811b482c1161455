"""Writing a school's record out as a zip of its files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.exchange.actions.exporting import export_school, files_open_to
from onroll.service.exchange.files import FILES
from onroll.service.organisations.models import School
from onroll.service.web.pages import page
from onroll.service.web.rendering import render


@page(Permission.EXPORT_RUN)
def export(request: HttpRequest, school: School) -> HttpResponse:
    """Choose which files to write, and send them."""
    offered = files_open_to(request.actor, school.pk)  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        chosen = [name for name in offered if name in request.POST.getlist("file")]
        if chosen:
            return _zip(request, school, chosen)
        problem = "Choose at least one file to export."
    return render(
        request,
        "school/exchange/export.html",
        {
            "offered": [FILES[name] for name in offered],
            "kept_back": [spec for name, spec in FILES.items() if name not in offered],
            "problem": problem,
            "errors": [{"text": problem, "href": "#file-school"}] if problem else [],
        },
        status=422 if problem else 200,
    )


def _zip(request: HttpRequest, school: School, names: list[str]) -> HttpResponse:
    now = clock.now()
    whole = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        export_school(school_id=school.pk, folder=Path(folder), files=names, by=request.actor, now=now)  # type: ignore[attr-defined]
        for name in names:
            archive.write(Path(folder) / f"{name}.csv", f"{name}.csv")
    response = HttpResponse(whole.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="onroll-{school.urn}-{now:%Y-%m-%d}.zip"'
    response.headers["Cache-Control"] = "no-store, private"
    return response

"""The audit trail and the log of who looked at whom, to read and to take away as files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.audit.queries import AREAS, Lines, Sought, events_of_school, viewings_of_school
from onroll.service.organisations.models import School
from onroll.service.spreadsheets import as_text
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.whole_numbers import whole_number

#: As many lines as one file holds; a span of days narrows what is longer.
FILE_LINES = 20_000
FIELDS = ("who", "area", "pupil")
DAYS = {"from": "the first day", "to": "the last day"}


@page(Permission.AUDIT_VIEW)
def events(request: HttpRequest, school: School) -> HttpResponse:
    """Show what was done, newest first."""
    return _show(request, school, events_of_school, is_viewings=False)


@page(Permission.AUDIT_VIEW)
def viewings(request: HttpRequest, school: School) -> HttpResponse:
    """Show who looked at which pupil, newest first."""
    return _show(request, school, viewings_of_school, is_viewings=True)


@page(Permission.AUDIT_VIEW)
def events_file(request: HttpRequest, school: School) -> HttpResponse:
    """Give what was done as a CSV file."""
    return _file(request, school, events_of_school, "audit")


@page(Permission.AUDIT_VIEW)
def viewings_file(request: HttpRequest, school: School) -> HttpResponse:
    """Give who looked at which pupil as a CSV file."""
    return _file(request, school, viewings_of_school, "viewings")


def _show(
    request: HttpRequest, school: School, query: Callable[..., Lines], *, is_viewings: bool
) -> HttpResponse:
    here = reverse("viewings" if is_viewings else "audit", kwargs={"school_id": school.pk})
    return show_log(request, partial(query, school_id=school.pk), here=here, is_viewings=is_viewings)


def show_log(
    request: HttpRequest,
    query: Callable[..., Lines],
    *,
    here: str,
    is_viewings: bool = False,
    over: Any = None,
) -> HttpResponse:
    """Show a page of a log that `query` reads, narrowed as the form in it asks; `over` is the place of one of no school."""
    asked = _asked(request)
    sought, errors = _sought(request, asked)
    days = {"from": sought.first_day, "to": sought.last_day}
    number = request.GET.get("page", "1")
    log = query(
        request.scope, sought=sought, page_number=whole_number(number) or 1,  # type: ignore[attr-defined]
    )  # fmt: skip
    narrowed = {**asked, **{name: day.isoformat() for name, day in days.items() if day}}
    kept = urlencode({name: value for name, value in narrowed.items() if value})
    context: dict[str, Any] = {
        "log": log, "asked": asked, "areas": AREAS, "is_viewings": is_viewings, "kept": kept, "errors": errors,
        "narrowed": bool(kept), "here": here, "over": over,
        "boxes": request.GET.dict() | boxes_of("from", sought.first_day) | boxes_of("to", sought.last_day),
        "error_by_box": {error["href"][1:]: error["text"] for error in errors},
    }  # fmt: skip
    return render(request, "school/audit/log.html", context)


def _file(request: HttpRequest, school: School, query: Callable[..., Lines], name: str) -> HttpResponse:
    return log_file(request, partial(query, school_id=school.pk), f"{name}-{school.urn}")


def log_file(request: HttpRequest, query: Callable[..., Lines], name: str) -> HttpResponse:
    """Give a log that `query` reads as a CSV file."""
    sought, _ = _sought(request, _asked(request))
    log = query(request.scope, sought=sought, per_page=FILE_LINES)  # type: ignore[attr-defined]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["at", "who", "role", "what", "pupil_id"])
    for line in log.lines:
        at = line.at.astimezone(clock.LONDON).isoformat(timespec="seconds")
        writer.writerow([at, as_text(line.who), as_text(line.role), as_text(line.what), line.pupil_id or ""])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    return response


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in FIELDS}


def _sought(request: HttpRequest, asked: dict[str, str]) -> tuple[Sought, list[dict[str, str]]]:
    errors: list[dict[str, str]] = []
    days = {name: _day(request, name, errors) for name in DAYS}
    return (
        Sought(
            who=asked["who"],
            area=asked["area"] if asked["area"] in AREAS else "",
            first_day=days["from"],
            last_day=days["to"],
            pupil_id=whole_number(asked["pupil"]),
        ),
        errors,
    )


def _day(request: HttpRequest, name: str, errors: list[dict[str, str]]) -> dt.date | None:
    try:
        return day_asked(request.GET, name, DAYS[name])
    except DateNotGiven as problem:
        errors.append({"text": str(problem), "href": f"#{name}-day"})
        return None

"""Who came late, and one pupil's lateness."""

from __future__ import annotations

import csv
import datetime as dt
import io
import secrets

from django.http import HttpResponse

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing, record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.lateness.queries.lists import LateLine, late_pupils
from onroll.service.lateness.queries.pupil import lateness_of_pupil
from onroll.service.lateness.refusals import LatenessRefused
from onroll.service.organisations.models import School
from onroll.service.spreadsheets import as_text
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

#: How many pupils one page lists.
PER_PAGE = 100
_COLUMNS = (
    "pupil", "group", "times", "before_closing", "after_closing", "minutes", "without_minutes", "in_lessons", "patterns", "letter",
)  # fmt: skip


@page(Permission.LATENESS_VIEW, reach=Reach.SOMEWHERE)
def late(request: PageRequest, school: School) -> HttpResponse:
    """List who came late in a span of days."""
    first_day, last_day, error = _span(request)
    group = request.GET.get("group", "")
    found = late_pupils(
        request.scope, school_id=school.pk, first_day=first_day, last_day=last_day, on=clock.today()
    )
    lines = [one for one in found.lines if not group or one.group == group]
    pages = max(1, -(-len(lines) // PER_PAGE))
    number = _number(request.GET.get("page", "1"), pages)
    context = {
        "found": found,
        "lines": lines[(number - 1) * PER_PAGE : number * PER_PAGE],
        "count": len(lines),
        "groups": sorted({one.group for one in found.lines if one.group}),
        "group": group,
        "span": (first_day, last_day),
        "boxes": {**boxes_of("from", first_day), **boxes_of("to", last_day), **request.GET.dict()},
        "kept": f"from={first_day}&to={last_day}",
        "page_number": number,
        "pages": pages,
        "errors": [{"text": error, "href": "#from-day"}] if error else [],
    }
    return render(request, "school/late/list.html", context, status=422 if error else 200)


@page(Permission.LATENESS_VIEW, reach=Reach.SOMEWHERE)
def late_file(request: PageRequest, school: School) -> HttpResponse:
    """Give the list as a CSV file; a look at each pupil in it is noted."""
    first_day, last_day, _ = _span(request)
    found = late_pupils(
        request.scope, school_id=school.pk, first_day=first_day, last_day=last_day, on=clock.today()
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([as_text(str(cell)) for cell in _cells(line)] for line in found.lines)
    record_viewings(
        by=request.actor, school_id=school.pk, pupil_ids=[one.pupil_id for one in found.lines], page="lateness",
        now=clock.now(),
    )  # fmt: skip
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="late-{first_day}-to-{last_day}.csv"'
    response["Cache-Control"] = "no-store, private"
    return response


@page(Permission.LATENESS_VIEW, reach=Reach.SOMEWHERE)
def late_pupil(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show one pupil's lateness since September."""
    return show_pupil(request, school, pupil_id)


def show_pupil(
    request: PageRequest, school: School, pupil_id: int, refusal: LatenessRefused | None = None
) -> HttpResponse:
    """Show one pupil's lateness; after a refusal, with what was typed."""
    now = clock.now()
    found = lateness_of_pupil(
        request.scope, school_id=school.pk, pupil_id=pupil_id, on=now.date(), reader_id=request.actor.user_id
    )
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="lateness", now=now)
    context = {
        "found": found,
        "pupil": found.pupil,
        "sent": request.POST.dict() if refusal else {},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": [{"text": str(refusal), "href": f"#{refusal.field}"}] if refusal else [],
    }
    return render(request, "school/late/pupil.html", context, status=422 if refusal else 200)


def _cells(line: LateLine) -> list[object]:
    counts = line.counts
    return [
        line.name, line.group, counts.times, counts.before_closing, counts.after_closing, counts.minutes,
        counts.without_minutes, line.lessons, "; ".join(one.words for one in line.standing.patterns),
        line.standing.letter.value,
    ]  # fmt: skip


def _span(request: PageRequest) -> tuple[dt.date, dt.date, str]:
    """Return the days asked for, since September where none are, and what is wrong with them."""
    today = clock.today()
    usual = AcademicYear.of(today).first_day, today
    try:
        first_day = day_asked(request.GET, "from", "the first day") or usual[0]
        last_day = day_asked(request.GET, "to", "the last day") or usual[1]
    except DateNotGiven as problem:
        return *usual, str(problem)
    if last_day < first_day:
        return *usual, "The last day is before the first. Give a last day on or after it."
    return first_day, last_day, ""


def _number(typed: str, most: int) -> int:
    return min(most, max(1, whole_number(typed) or 1))

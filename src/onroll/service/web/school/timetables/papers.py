"""Part-time timetables to take away: the agreement on paper, and all of them as a file."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpResponse

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing, record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.part_time_timetables.document import agreement_pdf
from onroll.service.part_time_timetables.queries.timetables import Line, timetable, timetables
from onroll.service.spreadsheets import as_text
from onroll.service.web.pages import page
from onroll.service.web.requests import PageRequest
from onroll.service.web.status_labels import status_of

_COLUMNS = (
    "pupil", "pupil_id", "first_day", "last_day", "in_school", "left_out", "code", "reason", "state", "weeks", "next_review",
    "authority_told", "ended_on", "outcome",
)  # fmt: skip


@page(Permission.TIMETABLE_VIEW)
def agreement(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Send the agreement to print, with room to sign."""
    now = clock.now()
    found = timetable(request.scope, school_id=school.pk, timetable_id=timetable_id, on=now.date())
    if found is None:
        raise Http404("This school has no such part-time timetable.")
    record_viewing(
        by=request.actor,
        school_id=school.pk,
        pupil_id=found.line.pupil.pk,
        page="part-time timetable",
        now=now,
    )
    document = agreement_pdf(school, found, printed_by=request.actor.name, now=now)
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="part-time-timetable-{timetable_id}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


@page(Permission.TIMETABLE_VIEW)
def as_file(request: PageRequest, school: School) -> HttpResponse:
    """Send every timetable, open and past, as a CSV file."""
    now = clock.now()
    lines = [
        line
        for which in ("open", "past")
        for line in timetables(request.scope, school_id=school.pk, on=now.date(), which=which)
    ]
    record_viewings(
        by=request.actor, school_id=school.pk, pupil_ids=[one.pupil.pk for one in lines], page="part-time timetables", now=now
    )  # fmt: skip
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_row(line) for line in lines)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="part-time-timetables-{school.urn}-{now:%Y-%m-%d}.csv"'
    )
    return response


def _row(line: Line) -> list[str]:
    row, ended = line.timetable, line.ended
    cells = [
        str(line.pupil), str(line.pupil.pk), row.first_day.isoformat(), row.last_day.isoformat(), line.sessions_in,
        line.sessions_out, line.code, row.get_reason_display(), status_of("timetable", line.state).words, str(line.weeks),
        line.next_review_on.isoformat() if line.next_review_on else "", "yes" if line.authority_told else "no",
        ended.on.isoformat() if ended else "", ended.get_outcome_display() if ended else "",
    ]  # fmt: skip
    return [as_text(cell) for cell in cells]

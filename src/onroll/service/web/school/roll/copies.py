"""The whole register as it stood on a day: for paper, as CSV, as an Excel file."""

from __future__ import annotations

import csv
import datetime as dt
import io

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.exporting import export_register
from onroll.service.admission_register.contents import APART, ITEMS
from onroll.service.admission_register.queries.register import RegisterRecord
from onroll.service.admission_register.sheet import headings, rows
from onroll.service.organisations.models import School
from onroll.service.spreadsheets import as_text
from onroll.service.web.components.dates import day_asked
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.record_html import records_html

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Permission.ROLL_COPY)
def print_register(request: HttpRequest, school: School) -> HttpResponse:
    """Show the whole register for paper, alphabetically."""
    as_at, records = _copy(request, school, "print")
    shown = [item for key, item in ITEMS.items() if key not in APART]
    if not school.has_boarders:
        shown = [item for item in shown if item.key != "boarder"]
    return render(
        request,
        "school/roll/print.html",
        {
            "as_at": as_at,
            "count": len(records),
            "records": records_html(records, shown),
        },
    )


@page(Permission.ROLL_COPY)
def as_csv(request: HttpRequest, school: School) -> HttpResponse:
    """Send the register as CSV."""
    as_at, records = _copy(request, school, "csv")
    # The byte-order mark tells Excel that the file is UTF-8.
    text = io.StringIO("\ufeff")
    text.seek(1)
    writer = csv.writer(text)
    writer.writerow(headings(records))
    writer.writerows([as_text(cell) for cell in row] for row in rows(records))
    return _file(text.getvalue().encode(), "text/csv; charset=utf-8", school, as_at, "csv")


@page(Permission.ROLL_COPY)
def as_excel(request: HttpRequest, school: School) -> HttpResponse:
    """Send the register as an Excel file, every cell text."""
    as_at, records = _copy(request, school, "xlsx")
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Admission register")
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(headings(records)):
            sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(rows(records), start=1):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell)
        sheet.freeze_panes(1, 2)
    return _file(made.getvalue(), _EXCEL, school, as_at, "xlsx")


def _copy(request: HttpRequest, school: School, kind: str) -> tuple[dt.date, list[RegisterRecord]]:
    as_at = day_asked(request.GET, "as_at", "the day") or clock.today()
    records = export_register(
        school_id=school.pk,
        as_at=as_at,
        kind=kind,
        by=request.actor,  # type: ignore[attr-defined]
        now=clock.now(),
    )
    return as_at, records


def _file(content: bytes, kind: str, school: School, as_at: dt.date, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"admission-register-{school.urn}-{as_at.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response

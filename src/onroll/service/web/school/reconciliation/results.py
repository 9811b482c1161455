"""What a comparison found: narrowed, page by page, exported, read again by another map, and deleted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from urllib.parse import urlencode

import xlsxwriter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from onroll.analysis.reconciliation import Kind
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.jobs.asking import ask_to_compare_again
from onroll.service.organisations.models import School
from onroll.service.reconciliation.actions.deleting import delete_comparison, delete_file
from onroll.service.reconciliation.actions.exporting import note_export
from onroll.service.reconciliation.asked import AskedOfMarks
from onroll.service.reconciliation.models import Comparison
from onroll.service.reconciliation.queries.comparisons import (
    FIGURE_WORDS,
    IN_ORDER,
    Cell,
    ComparisonPage,
    Narrowed,
    comparison_page,
    export_lines,
)
from onroll.service.reconciliation.refusals import ComparisonRefused
from onroll.service.spreadsheets import as_text
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import number
from onroll.service.web.school.reconciliation.forms import form_of_marks, marks_asked

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Permission.RECONCILIATION_RUN)
def comparison(request: PageRequest, school: School, comparison_id: int) -> HttpResponse:
    """Show a comparison and what explains the difference."""
    return _shown(request, school, comparison_id)


@page(Permission.RECONCILIATION_RUN)
def progress(request: PageRequest, school: School, comparison_id: int) -> HttpResponse:
    """Show how far a comparison has come; once it is there, have the whole page shown."""
    found = _found(request, school, comparison_id)
    if not found.comparison.is_busy:
        response = HttpResponse(status=204)
        response.headers["HX-Refresh"] = "true"
        return response
    return render(request, "school/reconciliation/_progress.html", {"found": found})


@page(Permission.RECONCILIATION_RUN)
def as_csv(request: PageRequest, school: School, comparison_id: int) -> HttpResponse:
    """Send what explains the difference as CSV."""
    # The byte-order mark tells Excel that the file is UTF-8.
    text = io.StringIO("\ufeff")
    text.seek(1)
    writer = csv.writer(text)
    for line in _lines(request, school, comparison_id):
        writer.writerow([as_text(cell) if isinstance(cell, str) else cell for cell in line])
    return _file(text.getvalue().encode(), "text/csv; charset=utf-8", comparison_id, "csv")


@page(Permission.RECONCILIATION_RUN)
def as_excel(request: PageRequest, school: School, comparison_id: int) -> HttpResponse:
    """Send what explains the difference as an Excel file: numbers as numbers, all else as text."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Differences")
        bold = book.add_format({"bold": True})
        for row, line in enumerate(_lines(request, school, comparison_id)):
            for column, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, cell, None if row else bold)
        sheet.freeze_panes(1, 1)
    return _file(made.getvalue(), _EXCEL, comparison_id, "xlsx")


@page(Permission.RECONCILIATION_RUN)
@require_POST
def again(request: PageRequest, school: School, comparison_id: int) -> HttpResponse:
    """Have a file of marks compared by another map of its signs."""
    found = _found(request, school, comparison_id)
    if found.comparison.kind != Comparison.Kind.MARKS:
        raise Http404("A file of totals has no signs.")
    values = {**form_of_marks(AskedOfMarks.of(found.comparison.asked)), "only_theirs": ""}
    try:
        asked = marks_asked({**values, **request.POST.dict()})
        ask_to_compare_again(comparison_id=comparison_id, asked=asked, by=request.actor)
    except ComparisonRefused as refusal:
        return _shown(request, school, comparison_id, problem=str(refusal))
    return redirect("comparison", school_id=school.pk, comparison_id=comparison_id)


@page(Permission.RECONCILIATION_RUN)
@require_POST
def delete(request: PageRequest, school: School, comparison_id: int) -> HttpResponse:
    """Delete the file that was sent, or the whole comparison with it."""
    _found(request, school, comparison_id)
    if request.POST.get("what") == "file":
        delete_file(comparison_id=comparison_id, by=request.actor, now=clock.now())
        messages.success(request, "The file is deleted. What came of it is still here.")
        return redirect("comparison", school_id=school.pk, comparison_id=comparison_id)
    delete_comparison(comparison_id=comparison_id, by=request.actor, now=clock.now())
    messages.success(request, "The comparison and its file are deleted.")
    return redirect("comparisons", school_id=school.pk)


def _shown(request: PageRequest, school: School, comparison_id: int, problem: str = "") -> HttpResponse:
    found = _found(request, school, comparison_id)
    narrowed = _narrowed(request)
    asked = {"kind": narrowed.kind, "figure": narrowed.figure, "q": narrowed.words}
    kinds = [("", "Every kind"), *((one.kind.value, one.kind.heading) for one in found.kinds)]
    context = {
        "found": found,
        "narrowed": narrowed,
        "kinds": kinds,
        "kind_of": Kind,
        "figures": [("", "Any, or none"), *((figure.value, FIGURE_WORDS[figure]) for figure in IN_ORDER)],
        "figure_words": FIGURE_WORDS,
        "in_order": IN_ORDER,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "values": _values(request, found),
        "problem": problem,
        "errors": [{"text": problem, "href": "#meanings"}] if problem else [],
    }
    return render(request, "school/reconciliation/comparison.html", context, status=422 if problem else 200)


def _values(request: PageRequest, found: ComparisonPage) -> dict[str, str]:
    if found.comparison.kind != Comparison.Kind.MARKS:
        return {}
    values = form_of_marks(AskedOfMarks.of(found.comparison.asked))
    return {**values, "only_theirs": "", **request.POST.dict()} if request.method == "POST" else values


def _narrowed(request: PageRequest) -> Narrowed:
    sent = request.GET
    kind = sent.get("kind", "")
    return Narrowed(
        kind if kind in set(Kind) else "",
        figure if (figure := sent.get("figure", "")) in set(IN_ORDER) else "",
        sent.get("q", "").strip()[:100],
    )


def _found(request: PageRequest, school: School, comparison_id: int) -> ComparisonPage:
    found = comparison_page(
        request.scope,
        school_id=school.pk,
        comparison_id=comparison_id,
        narrowed=_narrowed(request),
        page=number(request.GET, "page") or 1,
    )
    if found is None:
        raise Http404("This school has no such comparison.")
    return found


def _lines(request: PageRequest, school: School, comparison_id: int) -> Iterable[list[Cell]]:
    lines = export_lines(
        request.scope, school_id=school.pk, comparison_id=comparison_id, narrowed=_narrowed(request)
    )
    if lines is None:
        raise Http404("This school has no such comparison.")
    note_export(school_id=school.pk, comparison_id=comparison_id, by=request.actor, now=clock.now())
    return lines


def _file(content: bytes, kind: str, comparison_id: int, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="comparison-{comparison_id}.{ending}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response

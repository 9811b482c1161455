"""The first page of comparing with another system, and its two forms: a file of marks, or of totals."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.exchange.mark_strings.profiles import DATE_FORMATS
from onroll.service.jobs.asking import ask_to_compare
from onroll.service.organisations.models import School
from onroll.service.reconciliation.actions.deleting import DAYS_FILE_IS_KEPT, DAYS_RESULT_IS_KEPT
from onroll.service.reconciliation.asked import (
    FIGURE_HEADINGS,
    OWNERS,
    AskedOfMarks,
    AskedOfTotals,
)
from onroll.service.reconciliation.queries.comparisons import FIGURE_WORDS, comparisons_of
from onroll.service.reconciliation.refusals import ComparisonRefused
from onroll.service.reconciliation.their_file import ENDINGS
from onroll.service.web.components.dates import DateNotGiven
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.exchange.sending import incoming
from onroll.service.web.school.reconciliation.forms import (
    form_of_marks,
    form_of_totals,
    marks_asked,
    totals_asked,
)

_KEPT = {"file_days": DAYS_FILE_IS_KEPT, "result_days": DAYS_RESULT_IS_KEPT, "endings": ",".join(ENDINGS)}


@page(Permission.RECONCILIATION_RUN)
def comparisons(request: PageRequest, school: School) -> HttpResponse:
    """List what was compared, and lead to the two forms."""
    found = comparisons_of(request.scope, school_id=school.pk)
    return render(request, "school/reconciliation/comparisons.html", {"comparisons": found, **_KEPT})


@page(Permission.RECONCILIATION_RUN)
def marks(request: PageRequest, school: School) -> HttpResponse:
    """Take a file of marks, and how it is laid out."""
    values, problem = form_of_marks(AskedOfMarks()), ""
    if request.method == "POST":
        values = {"only_theirs": "", **request.POST.dict()}
        try:
            return _send(request, school, marks_asked(values))
        except ComparisonRefused as refusal:
            problem = str(refusal)
    context = {
        "values": values,
        "date_choices": [(way, f"like {example}") for example, way in DATE_FORMATS.items()],
        **_faults(problem),
        **_KEPT,
    }
    return render(request, "school/reconciliation/marks.html", context, status=422 if problem else 200)


@page(Permission.RECONCILIATION_RUN)
def totals(request: PageRequest, school: School) -> HttpResponse:
    """Take a file of totals, and how it is laid out."""
    values, problem = form_of_totals(), ""
    if request.method == "POST":
        values = {**values, **request.POST.dict()}
        try:
            return _send(request, school, totals_asked(values))
        except (ComparisonRefused, DateNotGiven) as refusal:
            problem = str(refusal)
    context = {
        "values": values,
        "figures": [(figure, FIGURE_WORDS[figure]) for figure in FIGURE_HEADINGS],
        "owners": [(owner, owner.capitalize(), "") for owner in OWNERS],
        **_faults(problem),
        **_KEPT,
    }
    return render(request, "school/reconciliation/totals.html", context, status=422 if problem else 200)


def _send(request: PageRequest, school: School, asked: AskedOfMarks | AskedOfTotals) -> HttpResponse:
    made = ask_to_compare(
        school_id=school.pk, files=incoming(request), asked=asked, by=request.actor, now=clock.now()
    )
    return redirect("comparison", school_id=school.pk, comparison_id=made.pk)


def _faults(problem: str) -> dict[str, object]:
    return {"problem": problem, "errors": [{"text": problem, "href": "#files"}] if problem else []}

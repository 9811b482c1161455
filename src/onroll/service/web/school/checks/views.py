"""The checks of the registers: grouped, narrowed, each with a link to the place it is mended."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.checks import CHECKS, Check, CheckFinding
from onroll.service.attendance_register.queries.check_results import (
    CheckResults,
    check_results,
    days_to_check,
)
from onroll.service.organisations.models import School
from onroll.service.spreadsheets import as_text
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render

#: Findings of one kind shown before the rest is folded away.
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filter asks for: which days, which check, which group; an error where the days are not days."""

    first_day: dt.date
    last_day: dt.date
    check: str
    group: str
    errors: list[dict[str, str]]

    def keeps(self, finding: CheckFinding) -> bool:
        """Say whether a finding is asked for."""
        return self.check in ("", finding.check) and self.group in ("", str(finding.group_id or ""))

    @property
    def narrows(self) -> bool:
        """Whether findings may be left out."""
        return bool(self.check or self.group)


@page(Permission.CHECKS_VIEW)
def checks(request: HttpRequest, school: School) -> HttpResponse:
    """Show what the checks find in some days of the registers."""
    asked = _asked(request, school)
    results = _results(request, school, asked)
    kept = [finding for finding in results.findings if asked.keeps(finding)]
    return render(
        request,
        "school/checks/checks.html",
        {
            "asked": asked,
            "values": boxes_of("from", asked.first_day) | boxes_of("to", asked.last_day),
            "results": results,
            "found": [(check, of_it) for check in CHECKS if (of_it := _of(kept, check))],
            "clear": [check for check in CHECKS if not results.counts[check.name]],
            "all_checks": CHECKS,
            "count": len(kept),
            "shown": SHOWN,
            "place": lambda finding: place_to_mend(finding, school, request),
            "query": request.GET.urlencode(),
            "errors": asked.errors,
        },
        status=409 if asked.errors else 200,
    )


@page(Permission.CHECKS_VIEW)
def as_csv(request: HttpRequest, school: School) -> HttpResponse:
    """Send the findings asked for as CSV."""
    asked = _asked(request, school)
    results = _results(request, school, asked)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="checks-{asked.first_day}-to-{asked.last_day}.csv"'
    )
    response["Cache-Control"] = "no-store, private"
    writer = csv.writer(response)
    writer.writerow(
        ["check", "severity", "date", "session", "group", "pupil", "what", "why", "cure", "provision"]
    )
    writer.writerows(
        [as_text(cell) for cell in _cells(finding, results)]
        for finding in results.findings
        if asked.keeps(finding)
    )
    return response


def place_to_mend(finding: CheckFinding, school: School, request: HttpRequest) -> tuple[str, str] | None:
    """Return the address and words of the page where a finding is mended; None where this person may not go there."""
    may = request.scope.may  # type: ignore[attr-defined]
    at = {"school_id": school.pk}
    if finding.check == "entry_outside_calendar" and finding.date:
        return reverse("calendar_day", kwargs={**at, "date": finding.date}), "Open the day"
    if (
        finding.pupil_id
        and finding.date
        and finding.session
        and may(Permission.PUPIL_VIEW, school_id=school.pk)
    ):
        place = {"pupil_id": finding.pupil_id, "date": finding.date, "session": finding.session}
        return reverse("entry", kwargs={**at, **place}), "Open the entry"
    if (
        finding.group_id
        and finding.date
        and finding.session
        and may(Permission.REGISTER_VIEW, school_id=school.pk)
    ):
        place = {"group_id": finding.group_id, "date": finding.date, "session": finding.session}
        return reverse("register", kwargs={**at, **place}), "Open the register"
    return None


def _asked(request: HttpRequest, school: School) -> Asked:
    first, last = days_to_check(request.scope, school_id=school.pk, today=clock.today())  # type: ignore[attr-defined]
    errors: list[dict[str, str]] = []
    sent = request.GET
    first = _day(sent, "from", "the first day", first, errors)
    last = _day(sent, "to", "the last day", last, errors)
    if last < first:
        errors.append(
            {"text": "The last day is before the first. Give the earlier day first.", "href": "#to-day"}
        )
        last = first
    return Asked(first, last, sent.get("check", ""), sent.get("group", ""), errors)


def _day(
    sent: Mapping[str, str], name: str, what: str, otherwise: dt.date, errors: list[dict[str, str]]
) -> dt.date:
    if not any(sent.get(f"{name}-{part}") for part in ("day", "month", "year")):
        return otherwise
    try:
        return date_from_boxes(sent, name, what)
    except DateNotGiven as problem:
        errors.append({"text": str(problem), "href": f"#{name}-day"})
        return otherwise


def _results(request: HttpRequest, school: School, asked: Asked) -> CheckResults:
    return check_results(
        request.scope,  # type: ignore[attr-defined]
        school_id=school.pk,
        first_day=asked.first_day,
        last_day=asked.last_day,
        now=clock.now(),
    )


def _of(findings: list[CheckFinding], check: Check) -> list[CheckFinding]:
    return [finding for finding in findings if finding.check == check.name]


def _cells(finding: CheckFinding, results: CheckResults) -> list[str]:
    titles = {check.name: check.title for check in CHECKS}
    return [
        titles[finding.check],
        str(finding.severity),
        finding.date.isoformat() if finding.date else "",
        finding.session,
        results.groups.get(finding.group_id or 0, ""),
        results.pupils.get(finding.pupil_id or 0, ""),
        finding.what,
        finding.why,
        finding.cure,
        finding.citation.short_text,
    ]

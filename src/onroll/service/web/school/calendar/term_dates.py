"""Term dates: the authority's and a school's own, looked at before they are laid over the calendar."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.actions.templates import apply_template, apply_term_dates, keep_term_dates
from onroll.service.organisations.models import CalendarChange, CalendarTemplate, School
from onroll.service.organisations.queries.templates import (
    CalendarPreview,
    preview_template,
    preview_term_dates,
    templates_for,
)
from onroll.service.organisations.refusals import NoSessionTimes, OrganisationRefusal, TermDatesRefused
from onroll.service.organisations.term_dates import TemplateSpan
from onroll.service.organisations.term_dates_csv import TermDates, read_term_dates, write_term_dates
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.formats import counted
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.school.calendar.forms import Errors
from onroll.service.web.school.calendar.typed_terms import HALF_TERMS, TRAINING_DAYS, TermsTyped, typed_boxes

#: A year of term dates is a page of text; what is larger is some other file.
LARGEST_FILE = 100_000


@page(Permission.CALENDAR_VIEW, reach=Reach.SOMEWHERE)
def term_dates(request: HttpRequest, school: School) -> HttpResponse:
    """List the authority's term dates, and offer to load a file."""
    return _list(request, school, [])


@page(Permission.CALENDAR_VIEW, to_send=Permission.CALENDAR_EDIT, reach=Reach.SOMEWHERE)
def apply(request: HttpRequest, school: School, template_id: int) -> HttpResponse:
    """Show what the authority's term dates would do to the calendar; lay them over it."""
    template = _template(request, school, template_id)
    try:
        from_day = _from_day(request, template)
        if request.method == "POST":
            change = apply_template(
                school_id=school.pk,
                template_id=template_id,
                from_day=from_day,
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
            return _done(request, school, change, template.first_day.year)
        preview = preview_template(
            request.scope,  # type: ignore[attr-defined]
            school_id=school.pk,
            template_id=template_id,
            from_day=from_day,
        )
    except (OrganisationRefusal, DateNotGiven) as refusal:
        said = (
            _said_by(request, school, refusal, "#term-dates")
            if isinstance(refusal, OrganisationRefusal)
            else {"text": str(refusal), "href": "#term-dates"}
        )
        return _list(request, school, [said], status=409)
    spans = [TemplateSpan.of(span) for span in template.spans.all()]
    return _preview(request, template.name, spans, preview, {"from_day": from_day})


@page(Permission.CALENDAR_EDIT)
def load(request: HttpRequest, school: School) -> HttpResponse:
    """Read a file of the school's own term dates, show what it would do, and lay it over the calendar."""
    if request.method != "POST":
        return redirect("term_dates", school_id=school.pk)
    try:
        text, read = _file(request, school)
        if request.POST.get("do") == "keep":
            return _keep(request, school, read)
        if request.POST.get("do") == "apply":
            change = apply_term_dates(
                school_id=school.pk,
                name=_name(read),
                year=read.year,
                spans=read.spans,
                by=request.actor,  # type: ignore[attr-defined]
                now=clock.now(),
            )
            return _done(request, school, change, read.year.first_day.year)
        return _look_at(request, school, read, text)
    except TermDatesRefused as refusal:
        errors = [{"text": fault, "href": "#file"} for fault in refusal.faults]
        return _list(request, school, errors, status=409)
    except OrganisationRefusal as refusal:
        return _list(request, school, [_said_by(request, school, refusal, "#file")], status=409)


@page(Permission.CALENDAR_EDIT)
def type_in(request: HttpRequest, school: School) -> HttpResponse:
    """Ask for a year's half terms and days of staff training, and show what they would do to the calendar."""
    years = _years_to_type()
    if request.method != "POST" or request.POST.get("do") == "change":
        return _show_typed(request, years, [])
    year = next((one for one in years if one.name == request.POST.get("year")), years[0])
    typed = TermsTyped(request.POST, year)
    if typed.errors:
        return _show_typed(request, years, typed.errors)
    ordered = tuple(sorted(typed.spans, key=lambda span: (span.first_day, span.kind)))
    read = TermDates(school.authority.code, year, ordered)
    text = write_term_dates(read.authority_code, year, ordered)
    try:
        return _look_at(request, school, read, text, typed=typed_boxes(request.POST))
    except TermDatesRefused as refusal:
        return _show_typed(
            request, years, [{"text": fault, "href": "#term-1-first"} for fault in refusal.faults]
        )
    except OrganisationRefusal as refusal:
        return _show_typed(request, years, [_said_by(request, school, refusal, "#term-1-first")])


def _look_at(
    request: HttpRequest, school: School, read: TermDates, text: str, *, typed: dict[str, str] | None = None
) -> HttpResponse:
    """Show what the school's own term dates would do, and carry what was typed back. Raises OrganisationRefusal."""
    preview = preview_term_dates(
        request.scope,  # type: ignore[attr-defined]
        school_id=school.pk,
        year=read.year,
        spans=read.spans,
    )
    may_keep = request.scope.may_over(  # type: ignore[attr-defined]
        Permission.CALENDAR_EDIT, kind="authority", body_id=school.authority_id
    )
    carried = {"text": text, "may_keep": may_keep, "typed": typed or {}}
    return _preview(request, f"Term dates: {_name(read)}", list(read.spans), preview, carried)


def _name(read: TermDates) -> str:
    return f"the school’s own, {read.year.name}"


def _said_by(request: HttpRequest, school: School, refusal: OrganisationRefusal, box: str) -> dict[str, str]:
    """Return a refusal for the summary, linked to where it is mended."""
    if isinstance(refusal, NoSessionTimes):
        box = reverse("session_times", kwargs={"school_id": school.pk})
    return {"text": str(refusal), "href": box}


def _years_to_type() -> list[AcademicYear]:
    """Return the year that runs and the next."""
    runs = AcademicYear.of(clock.today())
    return [runs, AcademicYear.starting_in(runs.first_day.year + 1)]


def _show_typed(request: HttpRequest, years: list[AcademicYear], errors: Errors) -> HttpResponse:
    return render(
        request,
        "school/calendar/type_terms.html",
        {
            "years": [(year.name, year.name) for year in years],
            "half_terms": HALF_TERMS,
            "training_days": TRAINING_DAYS,
            "values": request.POST.dict(),
            "errors": errors,
            "error_by_box": {error["href"][1:]: error["text"] for error in errors},
        },
        status=409 if errors else 200,
    )


@page(Permission.CALENDAR_VIEW, reach=Reach.SOMEWHERE)
def download(request: HttpRequest, school: School, template_id: int) -> HttpResponse:
    """Send the authority's term dates as CSV."""
    template = _template(request, school, template_id)
    year = AcademicYear.of(template.first_day)
    spans = [TemplateSpan.of(span) for span in template.spans.all()]
    response = HttpResponse(
        write_term_dates(template.authority.code, year, spans), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="term-dates-{year.code}.csv"'
    return response


def _template(request: HttpRequest, school: School, template_id: int) -> CalendarTemplate:
    for template in templates_for(request.scope, school_id=school.pk):  # type: ignore[attr-defined]
        if template.pk == template_id:
            return template
    raise Http404("The authority has no such term dates.")


def _from_day(request: HttpRequest, template: CalendarTemplate) -> dt.date:
    """Return the day in the boxes; without one, tomorrow in the year that runs, else the year's first day."""
    sent = request.POST if request.method == "POST" else request.GET
    if any(sent.get(f"from_day-{part}") for part in ("day", "month", "year")):
        return date_from_boxes(sent, "from_day", "the day to start from")
    tomorrow = clock.today() + dt.timedelta(days=1)
    return max(tomorrow, template.first_day) if tomorrow <= template.last_day else template.first_day


def _file(request: HttpRequest, school: School) -> tuple[str, TermDates]:
    """Return a file of term dates as it was sent, or as the page before carried it, and what it says."""
    sent = request.FILES.get("file")
    data = sent.read(LARGEST_FILE + 1) if sent else request.POST.get("text", "").encode()
    if not data:
        raise TermDatesRefused(["Choose the CSV file of term dates to load."])
    if len(data) > LARGEST_FILE:
        raise TermDatesRefused(
            ["This file is too large to be term dates. Choose the CSV file of term dates."]
        )
    read = read_term_dates(data)
    if read.authority_code != school.authority.code:
        raise TermDatesRefused(
            [
                f"The file is of authority {read.authority_code}, and this school is of {school.authority.code}. "
                "Choose the file of your own authority, or mend the column la."
            ]
        )
    return write_term_dates(read.authority_code, read.year, read.spans), read


def _keep(request: HttpRequest, school: School, read: TermDates) -> HttpResponse:
    """Keep a file's term dates as the authority's, for all its schools to start from."""
    template = keep_term_dates(
        authority_id=school.authority_id,
        year=read.year,
        spans=read.spans,
        by=request.actor,  # type: ignore[attr-defined]
        now=clock.now(),
    )
    messages.success(
        request, f"{template.name} kept for every school of {school.authority.name}. No calendar has changed."
    )
    return redirect("term_dates", school_id=school.pk)


def _done(request: HttpRequest, school: School, change: CalendarChange | None, year: int) -> HttpResponse:
    if change is None:
        messages.success(request, "Nothing was new: the calendar already said so.")
    else:
        messages.success(
            request, f"{change.what}. {counted(change.sessions, 'session')} changed. Undo it under Changes."
        )
    response = redirect("calendar", school_id=school.pk)
    response["Location"] += f"?year={year}"
    return response


def _preview(
    request: HttpRequest,
    name: str,
    spans: list[TemplateSpan],
    preview: CalendarPreview,
    carried: dict[str, object],
) -> HttpResponse:
    from_day = carried.get("from_day")
    return render(
        request,
        "school/calendar/preview.html",
        {
            "name": name,
            "spans": spans,
            "preview": preview,
            "text": carried.get("text", ""),
            "may_keep": carried.get("may_keep", False),
            "typed": carried.get("typed", {}),
            "from_day": from_day,
            "values": boxes_of("from_day", from_day) if isinstance(from_day, dt.date) else {},
            "sessions": sum(1 for row in preview.sessions.values() if row.meets),
            "training": len({date for (date, _), row in preview.sessions.items() if row.kind == "inset"}),
        },
    )


def _list(request: HttpRequest, school: School, errors: Errors, *, status: int = 200) -> HttpResponse:
    found = templates_for(request.scope, school_id=school.pk)  # type: ignore[attr-defined]
    return render(
        request, "school/calendar/term_dates.html", {"templates": found, "errors": errors}, status=status
    )

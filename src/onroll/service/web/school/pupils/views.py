"""One pupil, and the list of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from onroll.law.attendance_codes import code_on
from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.queries.roll import RollRow, pupils_on
from onroll.service.organisations.models import School
from onroll.service.people.year_groups import year_group_in_words, year_group_order
from onroll.service.pupil_record.record import NoSuchPupil, PupilRecord, pupil_record, pupil_year
from onroll.service.pupil_record.timeline import Happening
from onroll.service.pupil_record.year import PupilYear
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.school.pupils.everything import ALSO_KEPT, everything_done
from onroll.service.web.school.pupils.figures import TITLES, figures_of, parts_of
from onroll.service.web.school.pupils.heat_map import heat_map, heat_rows, month_words
from onroll.service.web.school.pupils.herringbone import herringbone, herringbone_days
from onroll.service.web.school.pupils.week_table import week_table
from onroll.service.whole_numbers import whole_number

_RECENT = 8
_PER_PAGE = 100


@page(Permission.PUPIL_VIEW, reach=Reach.SOMEWHERE)
def pupils(request: HttpRequest, school: School) -> HttpResponse:
    """List the pupils on roll today whom these roles may look at."""
    words, year_group, group = (request.GET.get(key, "").strip() for key in ("q", "year", "group"))
    scope, today = request.scope, clock.today()  # type: ignore[attr-defined]
    everybody = pupils_on(scope, school_id=school.pk, on=today)
    narrowed = bool(words or year_group or group)
    rows = (
        pupils_on(
            scope,
            school_id=school.pk,
            on=today,
            words=words,
            year_group=year_group,
            group_id=whole_number(group),
        )
        if narrowed
        else everybody
    )
    pages = max(1, -(-len(rows) // _PER_PAGE))
    number = min(pages, max(1, whole_number(request.GET.get("page", "1")) or 1))
    return render(
        request,
        "school/pupils/list.html",
        {
            "rows": rows[(number - 1) * _PER_PAGE : number * _PER_PAGE],
            "found": len(rows),
            "everybody": len(everybody),
            "narrowed": narrowed,
            "query": {"q": words, "year": year_group, "group": group},
            "years": [
                (year, year_group_in_words(year))
                for year in sorted(
                    {row.year_group for row in everybody if row.year_group}, key=year_group_order
                )
            ],
            "groups": _in_year_order(everybody),
            "year_group_in_words": year_group_in_words,
            "page_number": number,
            "pages": pages,
        },
    )


def _in_year_order(rows: list[RollRow]) -> list[tuple[int, str]]:
    """Return the groups of these pupils, 7B before 10B: by their youngest year and name."""
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        if row.group_id:
            place, key = year_group_order(row.year_group), (row.group_id, row.group)
            first[key] = min(place, first.get(key, place))
    return sorted(first, key=lambda key: (first[key], key[1]))


@page(Permission.PUPIL_VIEW, reach=Reach.SOMEWHERE)
def pupil(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show one pupil's year, figures, contacts, plans and history; the look is logged."""
    return _show(request, school, pupil_id, "school/pupils/pupil.html", "pupil")


@page(Permission.PUPIL_VIEW, reach=Reach.SOMEWHERE)
def pupil_print(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show one pupil's year for paper."""
    return _show(request, school, pupil_id, "school/pupils/print.html", "pupil print")


@page(Permission.PUPIL_VIEW, reach=Reach.SOMEWHERE)
def timeline(request: HttpRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show everything done about one pupil."""
    return _show(request, school, pupil_id, "school/pupils/timeline.html", "pupil timeline")


@page(Permission.PUPIL_VIEW, reach=Reach.SOMEWHERE)
def figure(request: HttpRequest, school: School, pupil_id: int, figure: str) -> HttpResponse:
    """Open one figure to the entries it counts, and those it does not, and why."""
    if figure not in TITLES:
        raise Http404("There is no such figure.")
    now = clock.now()
    try:
        child, year = pupil_year(
            request.scope,  # type: ignore[attr-defined]
            school_id=school.pk,
            pupil_id=pupil_id,
            now=now,
            year=_year(request),
        )
    except NoSuchPupil as refusal:
        raise Http404(str(refusal)) from None
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="pupil figure", now=now)  # type: ignore[attr-defined]
    return render(
        request,
        "school/pupils/figure.html",
        {
            "pupil": child,
            "year": year,
            "title": TITLES[figure],
            "figure": next(one for one in figures_of(year.measures) if one.key == figure),
            "parts": parts_of(figure, year),
            "meaning": _meanings(year),
            "entries_at": _entries_at(school.pk, pupil_id),
        },
    )


def _show(request: HttpRequest, school: School, pupil_id: int, template: str, looked_at: str) -> HttpResponse:
    now = clock.now()
    try:
        record = pupil_record(
            request.scope,  # type: ignore[attr-defined]
            school_id=school.pk,
            pupil_id=pupil_id,
            now=now,
            year=_year(request),
            also=ALSO_KEPT,
        )
    except NoSuchPupil as refusal:
        raise Http404(str(refusal)) from None
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page=looked_at, now=now)  # type: ignore[attr-defined]
    done = everything_done(request.scope, record, school_id=school.pk)  # type: ignore[attr-defined]
    return render(request, template, _context(record, done, school, now.date()))


def _context(record: PupilRecord, done: list[Happening], school: School, today: Any) -> dict[str, Any]:
    year, entries_at = record.year, _entries_at(school.pk, record.pupil.pk)
    months, squares, meanings = year.months(), year.heat(), _meanings(year)
    return {
        "record": record,
        "pupil": record.pupil,
        "year": year,
        "today": today,
        "entries_at": entries_at,
        "figures": figures_of(year.measures),
        "herringbone": herringbone(year, entries_at, meanings) if year.weeks else "",
        "herringbone_days": herringbone_days(),
        "heat_map": heat_map(months, squares) if months else "",
        "heat_rows": heat_rows(months, squares),
        "heat_months": [month_words(month) for month in months],
        "table": week_table(year, meanings, entries_at),
        "recent": done[:_RECENT],
        "done": done,
        "year_group": year_group_in_words(record.year_group),
        "plan_state": lambda plan: _plan_state(plan, today),
        "meaning": meanings,
    }


def _meanings(year: PupilYear) -> dict[str, str]:
    """Return what each code of the year means, in the table of the last day it was used."""
    last_used = {cell.code: cell.date for cell in year.cells.values() if cell.code}
    meanings = {}
    for code, date in last_used.items():
        try:
            meanings[code] = code_on(code, date).title
        except LookupError:
            meanings[code] = "not in the table of that day"
    return meanings


def _plan_state(plan: Any, today: Any) -> str:
    if plan.cancelled_at:
        return "cancelled"
    return "past" if plan.last_day < today else "coming" if plan.first_day > today else "current"


def _year(request: HttpRequest) -> AcademicYear | None:
    asked = whole_number(request.GET.get("year", ""))
    return AcademicYear.starting_in(asked) if asked is not None and 1900 < asked < 2200 else None


def _entries_at(school_id: int, pupil_id: int) -> str:
    return f"/schools/{school_id}/pupils/{pupil_id}/entries/"

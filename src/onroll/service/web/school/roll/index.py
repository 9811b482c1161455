"""The admission register's index: search, filter, and the roll as at any day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.queries.register import first_entry_made_on
from onroll.service.admission_register.queries.register_index import search_register
from onroll.service.admission_register.queries.roll import RollRow, Standing, search_roll
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.people.year_groups import year_group_in_words, year_group_order
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.whole_numbers import whole_number

_PER_PAGE = 100
_STANDINGS = (
    ("on roll", "On roll that day"),
    ("left", "Left by then"),
    ("coming", "Starting later"),
    ("all", "Everybody ever"),
)


@page(Permission.ROLL_VIEW)
def roll(request: HttpRequest, school: School) -> HttpResponse:
    """Show the index, narrowed by what the address holds."""
    query = _query(request)
    error = ""
    try:
        on = day_asked(request.GET, "on", "the day") or clock.today()
    except DateNotGiven as problem:
        on, error = clock.today(), str(problem)
    scope = request.scope  # type: ignore[attr-defined]
    kept_since = first_entry_made_on(scope, school_id=school.pk)
    # Before the first entry made here the register said nothing: then only what is known now can answer.
    stood_then = kept_since is not None and kept_since <= on < clock.today()
    as_stood = stood_then and request.GET.get("by") != "now"
    asked_for: dict[str, Any] = {"words": query["q"], "standing": Standing(query["standing"])}
    everybody = (
        search_register(scope, school_id=school.pk, as_at=on, **asked_for)
        if as_stood
        else search_roll(scope, school_id=school.pk, on=on, **asked_for)
    )
    # Offered whatever the search finds, so that a search that finds nobody can be widened.
    groups = groups_on(scope, school_id=school.pk, on=on)
    found_in = {group.year_group for group in groups} | {row.year_group for row in everybody}
    years = sorted(found_in - {""}, key=year_group_order)
    rows = [row for row in everybody if _fits(row, query)]
    letters = sorted({row.letter for row in rows if row.letter})
    if query["letter"]:
        rows = [row for row in rows if row.letter == query["letter"]]
    pages = max(1, -(-len(rows) // _PER_PAGE))
    asked = request.GET.get("page", "1")
    number = min(pages, max(1, whole_number(asked) or 1))
    return render(
        request,
        "school/roll/index.html",
        {
            "rows": rows[(number - 1) * _PER_PAGE : number * _PER_PAGE],
            "found": len(rows),
            "query": query,
            "on": on,
            "boxes": request.GET.dict() if error else boxes_of("on", on),
            "errors": [{"text": error, "href": "#on-day"}] if error else [],
            "as_at": boxes_of("as_at", clock.today()),
            "today": clock.today(),
            "standings": _STANDINGS,
            "letters": letters,
            "narrowed": any(query[key] for key in ("q", "year", "group", "letter"))
            or query["standing"] != "on roll",
            "years": [(year, year_group_in_words(year)) for year in years],
            "groups": [(group.pk, group.name) for group in groups],
            "year_group_in_words": year_group_in_words,
            "kept_since": kept_since,
            "stood_then": stood_then,
            "as_stood": as_stood,
            "page_number": number,
            "pages": pages,
        },
        status=422 if error else 200,
    )


def _query(request: HttpRequest) -> dict[str, str]:
    query = {key: request.GET.get(key, "").strip() for key in ("q", "year", "group", "letter", "standing")}
    if query["standing"] not in list(Standing):
        query["standing"] = Standing.ON_ROLL.value
    return query


def _fits(row: RollRow, query: dict[str, str]) -> bool:
    return (not query["year"] or row.year_group == query["year"]) and (
        not query["group"] or str(row.group_id) == query["group"]
    )

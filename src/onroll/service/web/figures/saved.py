"""Saved views of figures: a list of one's own and of what others share, where they are saved, changed and deleted."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.figures.actions.saving_views import change_view, delete_view, save_view
from onroll.service.figures.asking import Question
from onroll.service.figures.bodies import SCHOOL, Body, of_place, of_school
from onroll.service.figures.document import Sent
from onroll.service.figures.models import SavedView
from onroll.service.figures.queries.saved_views import saved_views
from onroll.service.figures.refusals import ViewRefused
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.authority.pages import Over, place_page
from onroll.service.web.figures.links import Links
from onroll.service.web.figures.sheets import BY_NAME, Sheet, sheets_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import errors_of, number

#: What an address holds beside the question: which sheet is to be saved.
_SHEET = "sheet"
_NOT_A_SHEET = "Open the sheet you want to keep, and choose “Save this view” there."


@page(Permission.FIGURES_VIEW)
def of_a_school(request: PageRequest, school: School) -> HttpResponse:
    """List, save, change and delete views of a school's figures."""
    return _views(request, of_school(school))


@place_page(Permission.FIGURES_VIEW)
def of_a_place(request: PageRequest, over: Over) -> HttpResponse:
    """List, save, change and delete views of a trust's or an authority's figures."""
    return _views(request, of_place(over.body))


@dataclass(frozen=True, slots=True)
class _Listed:
    """A view in the list, with where it leads."""

    view: SavedView
    sheet: Sheet
    href: str


def _views(request: PageRequest, body: Body) -> HttpResponse:
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            messages.success(request, _done(request, body))
        except (ViewRefused, TooLong) as refusal:
            faults["name"] = str(refusal)
        else:
            return redirect(Links(body, Question(), request.scope).page("views"))
    return _listed(request, body, faults)


def _done(request: PageRequest, body: Body) -> str:
    """Do what a form asks for; return what was done. Raises ViewRefused and TooLong."""
    sent, by, now = request.POST, request.actor, clock.now()
    view_id, name = number(sent, "view") or 0, sent.get("name", "")
    if sent.get("do") == "delete":
        return f"“{delete_view(body=body, view_id=view_id, by=by, now=now)}” is deleted."
    shares = "shared" in sent
    if sent.get("do") == "change":
        view = change_view(body=body, view_id=view_id, name=name, is_shared=shares, by=by, now=now)
        return f"“{view.name}” is changed."
    sheet = _sheet_of(request, body, sent.get(_SHEET, ""))
    if sheet is None:
        raise ViewRefused(_NOT_A_SHEET)
    asked: Sent = tuple(parse_qsl(sent.get("asked", "")))
    view = save_view(body=body, sheet=sheet.name, asked=asked, name=name, is_shared=shares, by=by, now=now)
    return f"“{view.name}” is saved."


def _listed(request: PageRequest, body: Body, faults: dict[str, str]) -> HttpResponse:
    found = saved_views(request.scope, body=body, user_id=request.actor.user_id)
    links = Links(body, Question(), request.scope)
    own, shared = (
        [
            _Listed(
                view,
                sheet,
                f"{links.page(sheet.name)}?{view.asked}" if view.asked else links.page(sheet.name),
            )
            for view in views
            if (sheet := _sheet_of(request, body, view.sheet)) is not None
        ]
        for views in (found.own, found.shared)
    )
    context = {
        "body": body,
        "links": links,
        "own": own,
        "shared": shared,
        "saving": _sheet_of(request, body, request.POST.get(_SHEET) or request.GET.get(_SHEET, "")),
        "asked": request.POST.get("asked") or _question(request),
        "faults": faults,
        "errors": errors_of(faults) if faults else [],
        "sent": {"sheet": "", "view": "", "name": "", **request.POST.dict()},
    }
    return render(request, "figures/views.html", context, status=422 if faults else 200)


def _question(request: PageRequest) -> str:
    """Return the question of the sheet that is to be saved, as it stands in the address."""
    asked = request.GET.copy()
    asked.pop(_SHEET, None)
    return asked.urlencode()


def _sheet_of(request: PageRequest, body: Body, name: str) -> Sheet | None:
    """Return a sheet that this person sees of a body, by its name."""
    names_pupils = body.kind == SCHOOL and request.scope.may(Permission.PUPIL_VIEW, school_id=body.body_id)
    sheet = BY_NAME.get(name)
    return sheet if sheet in sheets_of(body.kind, names_pupils=names_pupils) else None

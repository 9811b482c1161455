"""Published figures of an authority: what stands beside its own, loading a release, and its statistical neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.analysis.published.periods import ACADEMIC_YEAR, TERMS, PublishedPeriod
from onroll.analysis.published.places import Phase
from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.published.actions.loading import accept_release, cancel_release, read_sent_release
from onroll.service.published.actions.neighbours import keep_neighbours
from onroll.service.published.models import PublishedRelease
from onroll.service.published.neighbours_csv import neighbours_in
from onroll.service.published.queries.comparators import comparators
from onroll.service.published.queries.neighbours import neighbour_lists
from onroll.service.published.queries.releases import release_page, releases_of
from onroll.service.published.refusals import NeighboursRefused, PublishedRefused
from onroll.service.web.authority.pages import Over, place_page
from onroll.service.web.components.dates import boxes_of
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import day, errors_of, number

#: The measures shown here, by name and title; every other stands beside its own figure.
SHOWN = (
    ("absence_percent", "Overall absence"),
    ("authorised", "Authorised absence"),
    ("unauthorised", "Unauthorised absence"),
    ("persistent", "Pupils persistently absent"),
)
_PHASES = (Phase.PRIMARY, Phase.SECONDARY, Phase.SPECIAL, Phase.ALL)
_YEARS = 6
_LARGEST_LIST = 64 * 1024


@place_page(Permission.SCHOOLS_VIEW)
def published_figures(request: PageRequest, over: Over) -> HttpResponse:
    """Show what is published of the authority, its neighbours, its region and England, and the releases it is from."""
    scope, on = request.scope, clock.today()
    found = [
        comparators(
            scope,
            permission=Permission.SCHOOLS_VIEW,
            authority_id=over.body.pk,
            period=PublishedPeriod.year(AcademicYear.of(on)),
            phase=phase,
            on=on,
        )
        for phase in _PHASES
    ]
    context = {
        "over": over,
        "found": found,
        "measures": SHOWN,
        "releases": releases_of(scope, authority_id=over.body.pk),
        "lists": neighbour_lists(scope, authority_id=over.body.pk),
        "may_edit": over.may(Permission.PUBLISHED_EDIT, scope),
    }
    return render(request, "authority/published.html", context)


@place_page(Permission.PUBLISHED_EDIT)
def load(request: PageRequest, over: Over) -> HttpResponse:
    """Take a file of a release, and lead on to what it says."""
    sent = {**boxes_of("released_on", clock.today()), **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        released_on = day(request.POST, "released_on", "the day it was published", faults)
        file = _file(request, faults)
        if file is not None and released_on is not None:
            made = _read(request, over, file, released_on, faults)
            if made is not None:
                return redirect(over.url("release", release_id=made.pk))
    context = {
        "over": over,
        "sent": sent,
        "faults": faults,
        "errors": errors_of(faults),
        "terms": [(ACADEMIC_YEAR, "The whole year, or the year to date"), *((one, one) for one in TERMS)],
        "years": [(one.first_day.year, one.name) for one in _years(clock.today())],
    }
    return render(request, "authority/load_published.html", context, status=422 if faults else 200)


@place_page(Permission.PUBLISHED_EDIT)
def release(request: PageRequest, over: Over, release_id: int) -> HttpResponse:
    """Show what a release says, and take the decision about it."""
    found = release_page(request.scope, authority_id=over.body.pk, release_id=release_id)
    if found is None:
        raise Http404("There is no such release of this authority.")
    if request.method != "POST":
        context = {"over": over, "found": found, "measures": SHOWN}
        return render(request, "authority/release.html", context)
    decided = accept_release if request.POST.get("decision") == "accept" else cancel_release
    try:
        made = decided(release_id=release_id, by=request.actor, now=clock.now())
    except PublishedRefused as refusal:
        messages.error(request, str(refusal))
    else:
        done = (
            "in use"
            if made.state == PublishedRelease.State.IN_USE
            else "set aside, and nothing it says was kept"
        )
        messages.success(request, f"“{made.name}” is {done}.")
    return redirect(over.url("published"))


@place_page(Permission.PUBLISHED_EDIT)
def neighbours(request: PageRequest, over: Over) -> HttpResponse:
    """Show the list of statistical neighbours as lines to edit, and keep a new one."""
    lists = neighbour_lists(request.scope, authority_id=over.body.pk)
    sent = {
        "lines": "\n".join(f"{code}, {name}" for code, name in lists[0].members) if lists else "",
        "source": lists[0].source if lists else "",
        **request.POST.dict(),
    }
    problem = ""
    if request.method == "POST":
        try:
            kept = keep_neighbours(
                authority_id=over.body.pk,
                source=sent["source"],
                members=neighbours_in(_lines(request, sent)),
                by=request.actor,
                now=clock.now(),
            )
        except NeighboursRefused as refusal:
            problem = str(refusal)
        else:
            messages.success(
                request, f"The list of {kept.members.count()} is kept. Averages are over it from today."
            )
            return redirect(over.url("published"))
    field = "source" if problem.startswith("Say where") else "lines"
    context = {
        "over": over,
        "sent": sent,
        "faults": {field: problem} if problem else {},
        "errors": errors_of({field: problem}) if problem else [],
    }
    return render(request, "authority/neighbours.html", context, status=422 if problem else 200)


def _read(
    request: PageRequest, over: Over, file: UploadedFile, released_on: dt.date, faults: dict[str, str]
) -> PublishedRelease | None:
    try:
        return read_sent_release(
            stream=file.file,  # type: ignore[arg-type]
            file_name=file.name or "published.csv",
            name=request.POST.get("name", ""),
            released_on=released_on,
            authority_id=over.body.pk,
            period=_period(request.POST),
            by=request.actor,
            now=clock.now(),
        )
    except PublishedRefused as refusal:
        words = str(refusal)
        field = "name" if "has no name" in words else "released_on" if "still to come" in words else "files"
        faults[field] = words
        return None


def _file(request: PageRequest, faults: dict[str, str]) -> UploadedFile | None:
    file = request.FILES.get("files")
    if isinstance(file, UploadedFile):
        return file
    faults["files"] = "Choose the file, as it was downloaded from explore education statistics."
    return None


def _period(sent: Mapping[str, str]) -> PublishedPeriod | None:
    year, term = number(sent, "year"), sent.get("term", "")
    if year is None or not 2000 <= year < 2200 or term not in (ACADEMIC_YEAR, *TERMS):
        return None
    academic_year = AcademicYear.starting_in(year)
    if term == ACADEMIC_YEAR:
        return PublishedPeriod.year(academic_year)
    return PublishedPeriod.term(academic_year, term)


def _years(today: dt.date) -> list[AcademicYear]:
    latest = AcademicYear.of(today).first_day.year
    return [AcademicYear.starting_in(latest - back) for back in range(_YEARS)]


def _lines(request: PageRequest, sent: Mapping[str, str]) -> str:
    """Return the list that was sent: a file's, where there is one, or else the lines typed. Raises NeighboursRefused."""
    file = request.FILES.get("files")
    if not isinstance(file, UploadedFile):
        return sent["lines"]
    held = file.read(_LARGEST_LIST + 1)
    if len(held) > _LARGEST_LIST:
        raise NeighboursRefused("The file is larger than any list of authorities. Choose the list alone.")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NeighboursRefused("The file is not CSV in UTF-8. Save the list as CSV UTF-8.") from fault

"""A trust's or an authority's figures."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from onroll.analysis.behind.asked import NoSuchFigure
from onroll.service.access.permissions import Permission
from onroll.service.figures.bodies import of_place
from onroll.service.figures.opened_to_schools import NotOpened, open_to_schools
from onroll.service.figures.pages.behind_schools import behind_schools
from onroll.service.figures.pages.behind_threshold import behind_threshold
from onroll.service.figures.reading import CountedBeforeUpgrade, NoFigures, figures_of
from onroll.service.figures.threshold_opened import open_in_school, school_of
from onroll.service.web.authority.pages import Over, place_page
from onroll.service.web.figures import saved
from onroll.service.web.figures.opening import BEHIND, asked_of
from onroll.service.web.figures.sheets import BY_NAME, OF_SEVERAL
from onroll.service.web.figures.showing import answer, question_of, show, without_figures
from onroll.service.web.requests import PageRequest


@place_page(Permission.FIGURES_VIEW)
def sheet(request: PageRequest, over: Over, sheet: str) -> HttpResponse:
    """Show a sheet of the figures, or send it as a file."""
    return show(request, of_place(over.body), BY_NAME[sheet])


@place_page(Permission.FIGURES_VIEW)
def behind_figure(request: PageRequest, over: Over) -> HttpResponse:
    """Show the schools behind a figure; of the threshold of a notice at one of them, its pupils."""
    if "measure" not in request.GET:
        return redirect(over.url("figures-overview"))
    asked = asked_of(request)
    body, question = of_place(over.body), question_of(request, BEHIND)
    try:
        with figures_of(request.scope, body, question) as figures:
            school = school_of(figures, asked)
            if school is not None:
                met = open_in_school(figures, asked, school)
                return answer(request, figures, behind_threshold(figures, met), BEHIND)
            return answer(request, figures, behind_schools(figures, open_to_schools(figures, asked)), BEHIND)
    except CountedBeforeUpgrade as before:
        return without_figures(request, body, question, before)
    except (NoFigures, NotOpened, NoSuchFigure) as none:
        raise Http404(str(none)) from none


def addresses(kind: str, home: str) -> list[URLPattern]:
    """Return the pages of figures of a kind of place, under its own."""
    return [
        *(
            path(
                f"{home}/figures/" if one.name == "overview" else f"{home}/figures/{one.name}/",
                sheet,
                {"sheet": one.name},
                name=f"{kind}-figures-{one.name}",
            )
            for one in OF_SEVERAL
        ),
        path(f"{home}/figures/views/", saved.of_a_place, name=f"{kind}-figures-views"),
        path(f"{home}/figures/open/", behind_figure, name=f"{kind}-figures-open"),
    ]

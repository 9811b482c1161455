"""What is behind a figure."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.analysis.behind import Asked
from onroll.analysis.behind.asked import NoSuchFigure
from onroll.analysis.groupings import ALL, EVERYONE, Grouping, UnknownGroup
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.figures.asking import WHOLE
from onroll.service.figures.bodies import of_school
from onroll.service.figures.document import PART
from onroll.service.figures.opened import NotBehind, open_entries, open_figure
from onroll.service.figures.pages.behind import behind, entries
from onroll.service.figures.pages.overview import overview
from onroll.service.figures.reading import CountedBeforeUpgrade, NoFigures, figures_of
from onroll.service.organisations.models import School
from onroll.service.web.figures.sheets import Sheet
from onroll.service.web.figures.showing import answer, question_of, without_figures
from onroll.service.web.pages import page
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

#: The page stands under no sheet of its own; its document is made of what was opened.
BEHIND = Sheet(
    "open",
    "Behind a figure",
    overview,
    names_pupils=True,
    takes=frozenset({"measure", "period", "by", "group", "pupil", PART}),
)


@page(Permission.PUPIL_VIEW)
def behind_figure(request: PageRequest, school: School) -> HttpResponse:
    """Show the pupils behind a figure, or with `pupil` one pupil's entries."""
    if "measure" not in request.GET:
        return redirect("figures_overview", school_id=school.pk)
    asked = asked_of(request)
    pupil = request.GET.get("pupil", "")
    body, question = of_school(school), question_of(request, BEHIND)
    try:
        with figures_of(request.scope, body, question) as figures:
            pupil_id = whole_number(pupil)
            if pupil_id is None:
                document = behind(figures, open_figure(figures, asked))
                return answer(request, figures, document, BEHIND)
            opened = open_entries(figures, asked, pupil_id=pupil_id)
            record_viewing(
                by=request.actor,
                school_id=school.pk,
                pupil_id=opened.pupil.pupil_id,
                page="figures",
                now=clock.now(),
            )
            return answer(request, figures, entries(figures, opened), BEHIND)
    except CountedBeforeUpgrade as before:
        return without_figures(request, body, question, before)
    except (NoFigures, NotBehind, NoSuchFigure) as none:
        raise Http404(str(none)) from none


def asked_of(request: PageRequest) -> Asked:
    """Read which figure is asked for. Raises Http404 where there is none of that name."""
    sent = request.GET
    by = sent.get("by", "")
    try:
        grouping = Grouping.written(by) if by else ALL
        return Asked(
            sent.get("measure", ""),
            sent.get("period") or WHOLE,
            grouping,
            sent.get("group", "") if by else EVERYONE,
        )
    except (NoSuchFigure, UnknownGroup) as none:
        raise Http404(str(none)) from none

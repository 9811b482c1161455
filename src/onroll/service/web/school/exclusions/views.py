"""The exclusions of a school, and one of them: what follows from its days, what was done, and what can be."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.law.exclusions import MOST_SCHOOL_DAYS, SIXTH_DAY
from onroll.law.public_places import DAYS_TOLD
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.queries.ways import Ways, ways_to_write
from onroll.service.exclusions.actions.excluding import BY_HAND, cancel_exclusion, record_step, shorten
from onroll.service.exclusions.actions.telling import tell_parents_of_exclusion, template_of
from onroll.service.exclusions.queries.exclusions import Facts, exclusion_facts, exclusions
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import boxes_of, date_from_boxes
from onroll.service.web.components.ways import by_what
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.arrangements.deeds import Deed, do_and_show, told_in_words

PARTS = (("open", "Now and to come"), ("past", "Past and cancelled"))


@page(Permission.EXCLUSION_VIEW)
def exclusions_page(request: PageRequest, school: School) -> HttpResponse:
    """List the exclusions."""
    which = "past" if request.GET.get("which") == "past" else "open"
    lines = exclusions(request.scope, school_id=school.pk, on=clock.today(), which=which)
    return render(
        request, "school/exclusions/exclusions.html", {"lines": lines, "which": which, "parts": PARTS}
    )


@page(Permission.EXCLUSION_VIEW)
def exclusion(request: PageRequest, school: School, exclusion_id: int) -> HttpResponse:
    """Show one exclusion."""
    return _shown(request, school, exclusion_id)


@page(Permission.EXCLUSION_DECIDE)
def tell(request: PageRequest, school: School, exclusion_id: int) -> HttpResponse:
    """Write to the parents."""
    return _sent(request, school, exclusion_id, _told, "#tell")


@page(Permission.EXCLUSION_DECIDE)
def step(request: PageRequest, school: School, exclusion_id: int) -> HttpResponse:
    """Keep what was done."""
    return _sent(request, school, exclusion_id, _stepped, "#kind")


@page(Permission.EXCLUSION_DECIDE)
def shorter(request: PageRequest, school: School, exclusion_id: int) -> HttpResponse:
    """Bring the last day forward."""
    return _sent(request, school, exclusion_id, _shortened, "#until")


@page(Permission.EXCLUSION_DECIDE)
def cancel(request: PageRequest, school: School, exclusion_id: int) -> HttpResponse:
    """Cancel an exclusion."""
    return _sent(request, school, exclusion_id, _cancelled, "#cancel_why")


def _sent(request: PageRequest, school: School, exclusion_id: int, do: Deed, where: str) -> HttpResponse:
    def again(request: PageRequest, school: School, of: int, refused: Exception) -> HttpResponse:
        return _shown(request, school, of, {"text": str(refused), "href": where})

    return do_and_show(
        request, school, exclusion_id, do, refusal=ExclusionRefused, again=again, page=("exclusion", "exclusion_id")
    )  # fmt: skip


def _told(request: PageRequest, school: School, exclusion_id: int) -> str:
    asked = tell_parents_of_exclusion(
        school_id=school.pk,
        exclusion_id=exclusion_id,
        **by_what(request.POST),
        by=request.actor,
        now=clock.now(),
    )
    return told_in_words(asked)


def _stepped(request: PageRequest, school: School, exclusion_id: int) -> str:
    sent = request.POST
    record_step(
        school_id=school.pk,
        exclusion_id=exclusion_id,
        kind=sent.get("kind", ""),
        on=date_from_boxes(sent, "on", "the day"),
        words=sent.get("words", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "It is recorded."


def _shortened(request: PageRequest, school: School, exclusion_id: int) -> str:
    shorten(
        school_id=school.pk,
        exclusion_id=exclusion_id,
        last_day=date_from_boxes(request.POST, "until", "the new last day"),
        why=request.POST.get("why", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "It is shorter now. Write to the parents again, and amend what was entered for the days that fell away."


def _cancelled(request: PageRequest, school: School, exclusion_id: int) -> str:
    cancel_exclusion(
        school_id=school.pk,
        exclusion_id=exclusion_id,
        why=request.POST.get("cancel_why", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "It is cancelled. Amend what was entered, and tell whoever was told of it."


def _ways(school: School, found: Facts) -> Ways:
    """Return how each parent would be written to, where there is something to tell them."""
    if not found.parents_to_tell:
        return Ways()
    row = found.exclusion
    template = template_of(row, found.days)
    pupil_id = row.pupil_id
    return ways_to_write(school_id=school.pk, pupil_ids=[pupil_id], template=template, on=clock.today())[
        pupil_id
    ]


def _shown(
    request: PageRequest, school: School, exclusion_id: int, error: dict[str, str] | None = None
) -> HttpResponse:
    found = exclusion_facts(request.scope, school_id=school.pk, exclusion_id=exclusion_id, now=clock.now())
    if found is None:
        raise Http404("This school has no such suspension or exclusion.")
    record_viewing(
        by=request.actor,
        school_id=school.pk,
        pupil_id=found.exclusion.pupil_id,
        page="exclusion",
        now=clock.now(),
    )
    context = {
        "found": found,
        "steps": [(one.value, one.label) for one in BY_HAND],
        "most": MOST_SCHOOL_DAYS.on(found.exclusion.first_day),
        "told_cite": DAYS_TOLD,
        "provision_cite": SIXTH_DAY,
        "to_parents": _ways(school, found),
        "values": request.POST.dict() if error else boxes_of("on", clock.today()),
        "errors": [error] if error else [],
    }
    return render(request, "school/exclusions/exclusion.html", context, status=409 if error else 200)

"""The requests of a school, and one of them: what the decision rests on, the decision, and what became of it."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.correspondence.queries.ways import ways_to_write
from onroll.service.leave_of_absence.actions.asking import withdraw_request
from onroll.service.leave_of_absence.actions.deciding import decide_leave
from onroll.service.leave_of_absence.actions.telling import TEMPLATES, tell_parents
from onroll.service.leave_of_absence.models import LeaveDecision
from onroll.service.leave_of_absence.queries.requests import leave_request, leave_requests
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import date_from_boxes
from onroll.service.web.components.ways import by_what
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.arrangements.deeds import (
    PARTS,
    Deed,
    do_and_show,
    part_asked,
    told_in_words,
)
from onroll.service.web.school.people.sent import number

_LICENSED = {"yes": True, "no": False}


@page(Permission.LEAVE_VIEW)
def requests(request: PageRequest, school: School) -> HttpResponse:
    """List the requests for leave."""
    which = part_asked(request)
    lines = leave_requests(request.scope, school_id=school.pk, on=clock.today(), which=which)
    return render(request, "school/leave/requests.html", {"lines": lines, "which": which, "parts": PARTS})


@page(Permission.LEAVE_VIEW)
def request_page(request: PageRequest, school: School, request_id: int) -> HttpResponse:
    """Show one request, and for each child what its decision rests on."""
    return _shown(request, school, request_id)


@page(Permission.LEAVE_DECIDE)
def decide(request: PageRequest, school: School, request_id: int) -> HttpResponse:
    """Decide on one child of a request."""
    return _sent(request, school, request_id, _decided)


@page(Permission.LEAVE_RECORD)
def tell(request: PageRequest, school: School, request_id: int) -> HttpResponse:
    """Write to the parents about what was decided of one child."""
    return _sent(request, school, request_id, _told)


@page(Permission.LEAVE_RECORD)
def withdraw(request: PageRequest, school: School, request_id: int) -> HttpResponse:
    """Keep that the family no longer asks."""
    return _sent(request, school, request_id, _withdrawn)


def _sent(request: PageRequest, school: School, request_id: int, do: Deed) -> HttpResponse:
    return do_and_show(
        request, school, request_id, do, refusal=LeaveRefusal, again=_shown, page=("leave_request", "request_id")
    )  # fmt: skip


def _shown(
    request: PageRequest, school: School, request_id: int, refusal: Exception | None = None
) -> HttpResponse:
    found = leave_request(request.scope, school_id=school.pk, request_id=request_id, now=clock.now())
    if found is None:
        raise Http404("This school has no such request for leave.")
    # Each child's attendance is on the page.
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids=[one.child.whose_id for one in found.children],
        page="leave",
        now=clock.now(),
    )
    child = number(request.POST, "child") or 0
    errors = [{"text": str(refusal), "href": f"#child-{child}" if child else "#top"}] if refusal else []
    return render(
        request,
        "school/leave/request.html",
        {
            "found": found,
            "outcomes": LeaveDecision.Outcome.choices,
            "errors": errors,
            "overlaps": isinstance(refusal, PlansOverlap),
            "values": request.POST if errors else {},
            "to_parents": ways_to_write(
                school_id=school.pk,
                pupil_ids=[one.child.whose_id for one in found.children],
                on=clock.today(),
                template=TEMPLATES[LeaveDecision.Outcome.GRANTED],
            ),
            "licensable": found.request.purpose in ("performance", "employment_abroad"),
        },
        status=409 if errors else 200,
    )


def _withdrawn(request: PageRequest, school: School, request_id: int) -> str:
    withdraw_request(school_id=school.pk, request_id=request_id, by=request.actor, now=clock.now())
    return "The request is withdrawn."


def _told(request: PageRequest, school: School, request_id: int) -> str:
    sent = request.POST
    asked = tell_parents(
        school_id=school.pk,
        child_id=number(sent, "child") or 0,
        **by_what(sent),
        by=request.actor,
        now=clock.now(),
    )
    return told_in_words(asked)


def _decided(request: PageRequest, school: School, request_id: int) -> str:
    sent = request.POST
    first_day, last_day = _part(request)
    decide_leave(
        school_id=school.pk,
        child_id=number(sent, "child") or 0,
        outcome=sent.get("outcome", ""),
        first_day=first_day,
        last_day=last_day,
        reasons=sent.get("reasons", ""),
        licensed=_LICENSED.get(sent.get("licensed", "")),
        counts_instead="counts_instead" in sent,
        by=request.actor,
        now=clock.now(),
    )
    return "The decision is recorded. Tell the parents next."


def _part(request: PageRequest) -> tuple[dt.date | None, dt.date | None]:
    if request.POST.get("outcome") != LeaveDecision.Outcome.PART:
        return None, None
    sent = request.POST
    return (
        date_from_boxes(sent, "first", "the first day granted"),
        date_from_boxes(sent, "last", "the last day granted"),
    )

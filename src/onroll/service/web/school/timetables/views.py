"""The part-time timetables of a school, and one of them: what is agreed, what the law says, and what happened to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.queries.ways import ways_to_write
from onroll.service.organisations.models import School
from onroll.service.part_time_timetables.actions.ending import end_timetable
from onroll.service.part_time_timetables.actions.proposing import drop_timetable
from onroll.service.part_time_timetables.actions.reviewing import record_review
from onroll.service.part_time_timetables.actions.signing import (
    agree_for_school,
    record_answer,
    withdraw_agreement,
)
from onroll.service.part_time_timetables.actions.telling import (
    TO_PARENTS,
    copy_to_authority,
    record_told,
    tell_parents,
)
from onroll.service.part_time_timetables.queries.timetables import (
    timetable,
    timetables,
    timetables_of_pupil,
)
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.web.components.dates import boxes_of, date_from_boxes, day_asked
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
from onroll.service.web.school.timetables.choices import choices_of, whose

_YES_OR_NO = {"yes": True, "no": False}


@page(Permission.TIMETABLE_VIEW)
def timetables_page(request: PageRequest, school: School) -> HttpResponse:
    """List the part-time timetables."""
    which = part_asked(request)
    lines = timetables(request.scope, school_id=school.pk, on=clock.today(), which=which)
    return render(request, "school/timetables/list.html", {"lines": lines, "which": which, "parts": PARTS})


@page(Permission.TIMETABLE_VIEW)
def of_pupil(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """List one pupil's part-time timetables."""
    now = clock.now()
    pupil = pupil_of_school(pupil_id, school_id=school.pk)
    lines = timetables_of_pupil(request.scope, school_id=school.pk, pupil_id=pupil_id, on=now.date())
    record_viewing(
        by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="part-time timetable", now=now
    )
    return render(request, "school/timetables/pupil.html", {"lines": lines, "pupil": pupil})


@page(Permission.TIMETABLE_VIEW)
def timetable_page(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Show one timetable."""
    return _shown(request, school, timetable_id)


@page(Permission.TIMETABLE_RECORD)
def answer(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Record what a parent, the pupil or a social worker answered."""
    return _sent(request, school, timetable_id, _answered)


@page(Permission.TIMETABLE_AGREE)
def agree(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Agree for the school."""
    return _sent(request, school, timetable_id, _agreed)


@page(Permission.TIMETABLE_RECORD)
def review(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Record a review."""
    return _sent(request, school, timetable_id, _reviewed)


@page(Permission.TIMETABLE_RECORD)
def copy(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Send the authority a copy."""
    return _sent(request, school, timetable_id, _copied)


@page(Permission.TIMETABLE_RECORD)
def told(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Record that somebody was told in another way."""
    return _sent(request, school, timetable_id, _told)


@page(Permission.TIMETABLE_RECORD)
def parents(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Write to the parents."""
    return _sent(request, school, timetable_id, _written)


@page(Permission.TIMETABLE_RECORD)
def end(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """End a timetable."""
    return _sent(request, school, timetable_id, _ended)


@page(Permission.TIMETABLE_RECORD)
def withdraw(request: PageRequest, school: School, timetable_id: int) -> HttpResponse:
    """Withdraw a proposal that does not stand yet."""
    return _sent(request, school, timetable_id, _withdrawn)


def _sent(request: PageRequest, school: School, timetable_id: int, do: Deed) -> HttpResponse:
    return do_and_show(
        request, school, timetable_id, do, refusal=TimetableRefusal, again=_shown, page=("timetable", "timetable_id")
    )  # fmt: skip


def _shown(
    request: PageRequest, school: School, timetable_id: int, refusal: Exception | None = None
) -> HttpResponse:
    now = clock.now()
    found = timetable(request.scope, school_id=school.pk, timetable_id=timetable_id, on=now.date())
    if found is None:
        raise Http404("This school has no such part-time timetable.")
    record_viewing(
        by=request.actor,
        school_id=school.pk,
        pupil_id=found.line.pupil.pk,
        page="part-time timetable",
        now=now,
    )
    field = getattr(refusal, "field", "top")
    of_today = (
        boxes_of("signed_on", now.date())
        | boxes_of("reviewed_on", now.date())
        | boxes_of("told_on", now.date())
    )
    ends = min(now.date(), found.line.timetable.last_day)
    return render(
        request,
        "school/timetables/timetable.html",
        {
            "found": found,
            "line": found.line,
            "sent": request.resolver_match.url_name if refusal and request.resolver_match else "",
            "errors": [{"text": str(refusal), "href": f"#{field}"}] if refusal else [],
            "error": {field: str(refusal)} if refusal else {},
            "to_parents": ways_to_write(
                school_id=school.pk, pupil_ids=[found.line.pupil.pk], template=TO_PARENTS[0], on=now.date()
            )[found.line.pupil.pk],
            "values": {**of_today, **boxes_of("ended_on", ends), **(request.POST.dict() if refusal else {})},
            **choices_of(
                found,
                on=now.date(),
                sees_all=request.scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school.pk),
            ),
        },
        status=409 if refusal else 200,
    )


def _answered(request: PageRequest, school: School, timetable_id: int) -> str:
    sent = request.POST
    party, parent_id = whose(sent.get("whose", ""))
    said = sent.get("agrees", "")
    about: dict[str, Any] = {
        "school_id": school.pk, "timetable_id": timetable_id, "how": sent.get("how", ""), "words": sent.get("words", ""),
        "by": request.actor, "now": clock.now(),
    }  # fmt: skip
    if said == "no longer":
        withdraw_agreement(parent_id=parent_id or 0, **about)
        return "The parent agrees no longer: the timetable ends today, and the pupil is expected full time."
    if said not in _YES_OR_NO:
        raise TimetableRefusal("Choose what they answered.", field="agrees")
    record_answer(
        party=party,
        parent_id=parent_id,
        agrees=_YES_OR_NO[said],
        who=sent.get("who", ""),
        on=date_from_boxes(sent, "signed_on", "the day they answered"),
        **about,
    )
    return "The answer is recorded."


def _agreed(request: PageRequest, school: School, timetable_id: int) -> str:
    sent = request.POST
    agree_for_school(
        school_id=school.pk,
        timetable_id=timetable_id,
        exceptional="exceptional" in sent,
        to_manage_behaviour=_YES_OR_NO.get(sent.get("behaviour", "")),
        words=sent.get("words", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "Agreed for the school. It stands once everything the law asks is recorded."


def _reviewed(request: PageRequest, school: School, timetable_id: int) -> str:
    sent = request.POST
    record_review(
        school_id=school.pk,
        timetable_id=timetable_id,
        on=date_from_boxes(sent, "reviewed_on", "the day of the review"),
        outcome=sent.get("found", ""),
        words=sent.get("review_words", ""),
        who=sent.get("who_was_there", ""),
        next_on=day_asked(sent, "next_on", "the next review"),
        by=request.actor,
        now=clock.now(),
    )
    return "The review is recorded."


def _copied(request: PageRequest, school: School, timetable_id: int) -> str:
    copy_to_authority(
        school_id=school.pk,
        timetable_id=timetable_id,
        address=request.POST.get("address", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "A copy goes to the authority by email."


def _told(request: PageRequest, school: School, timetable_id: int) -> str:
    sent = request.POST
    record_told(
        school_id=school.pk,
        timetable_id=timetable_id,
        party=sent.get("told", ""),
        on=date_from_boxes(sent, "told_on", "the day they were told"),
        how=sent.get("told_how", ""),
        who=sent.get("told_who", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "It is recorded that they were told."


def _written(request: PageRequest, school: School, timetable_id: int) -> str:
    asked = tell_parents(
        school_id=school.pk,
        timetable_id=timetable_id,
        template=request.POST.get("template", ""),
        **by_what(request.POST),
        by=request.actor,
        now=clock.now(),
    )
    return told_in_words(asked)


def _ended(request: PageRequest, school: School, timetable_id: int) -> str:
    sent = request.POST
    end_timetable(
        school_id=school.pk,
        timetable_id=timetable_id,
        on=date_from_boxes(sent, "ended_on", "its last day"),
        outcome=sent.get("outcome", ""),
        words=sent.get("end_words", ""),
        by=request.actor,
        now=clock.now(),
    )
    return "The timetable is ended. The registers expect the pupil for every session after it."


def _withdrawn(request: PageRequest, school: School, timetable_id: int) -> str:
    drop_timetable(school_id=school.pk, timetable_id=timetable_id, by=request.actor, now=clock.now())
    return "The proposal is withdrawn."

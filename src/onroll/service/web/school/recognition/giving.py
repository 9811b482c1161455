"""Giving an award, the certificates of it, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.recognition.actions.awarding import give_award, take_back
from onroll.service.recognition.queries.qualifying import held_of
from onroll.service.recognition.refusals import RecognitionRefused
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import number
from onroll.service.web.school.recognition.awards import show_award
from onroll.service.whole_numbers import whole_numbers


@page(Permission.AWARD_GIVE)
def give(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Give an award to those who are ticked."""
    if request.method != "POST":
        return redirect("award", school_id=school.pk, award_id=award_id)
    ticked = whole_numbers(request.POST.getlist("pupil"))
    try:
        given = give_award(
            school_id=school.pk,
            award_id=award_id,
            pupil_ids=ticked,
            everyone=request.POST.get("to") == "everyone",
            by=request.actor,
            now=clock.now(),
        )
    except RecognitionRefused as refusal:
        return show_award(request, school, award_id, refusal)
    messages.success(request, f"Given to {counted(len(given), 'pupil')}. The certificates can be printed.")
    return redirect("award", school_id=school.pk, award_id=award_id)


@page(Permission.AWARD_GIVE)
def take_back_page(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Take back what was given, with the reason."""
    if request.method != "POST":
        return redirect("award", school_id=school.pk, award_id=award_id)
    given_id = number(request.POST, "given") or 0
    try:
        take_back(
            school_id=school.pk,
            given_id=given_id,
            why=request.POST.get("why", ""),
            by=request.actor,
            now=clock.now(),
        )
    except RecognitionRefused as refusal:
        beside = RecognitionRefused(str(refusal), field=f"why-{given_id}")
        return show_award(request, school, award_id, beside, taking_back=given_id)
    messages.success(request, "It is taken back. It can be given again.")
    return redirect("award", school_id=school.pk, award_id=award_id)


@page(Permission.AWARD_GIVE)
def certificates(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Show the certificates of an award, one a sheet, to print."""
    found = held_of(request.scope, school_id=school.pk, award_id=award_id)
    if found is None:
        raise Http404("There is no such award at this school.")
    award, given = found
    record_viewings(
        by=request.actor, school_id=school.pk, pupil_ids=[one.pupil_id for one in given if one.pupil_id], page="recognition",
        now=clock.now(),
    )  # fmt: skip
    return render(request, "school/recognition/certificates.html", {"award": award, "given": given})

"""People entered twice: found, compared, proposed, decided by someone else, put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.organisations.models import School
from onroll.service.people.actions.merging import accept_merge, propose_merge, refuse_merge, reverse_merge
from onroll.service.people.models import MergeProposal
from onroll.service.people.queries.merging import (
    Comparison,
    candidates,
    compare,
    proposals,
    standing_proposal,
)
from onroll.service.people.refusals import PeopleRefused
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import errors_of


@page(Permission.MERGE_PROPOSE)
def duplicates(request: PageRequest, school: School) -> HttpResponse:
    """List pairs that look alike, and what was proposed and decided."""
    scope = request.scope
    context = {
        "candidates": candidates(scope, school_id=school.pk),
        "proposals": proposals(scope, school_id=school.pk),
    }
    return render(request, "school/people/duplicates.html", context)


@page(Permission.MERGE_PROPOSE)
def compare_two(request: PageRequest, school: School, kind: str, keep_id: int, fold_id: int) -> HttpResponse:
    """Show two rows side by side, and propose that they are one person."""
    comparison = _compare(request, school, kind, keep_id, fold_id)
    faults: dict[str, str] = {}
    grounds = request.POST.get("grounds", "")
    if request.method == "POST":
        try:
            made = propose_merge(
                school_id=school.pk, kind=kind, keep_id=keep_id, fold_id=fold_id, grounds=grounds,
                by=request.actor, now=clock.now(), on=clock.today(),
            )  # fmt: skip
        except PeopleRefused as refusal:
            faults["grounds"] = str(refusal)
        else:
            messages.success(request, "Proposed. Someone else who may decide merges will review it.")
            return redirect("merge-proposal", school_id=school.pk, proposal_id=made.pk)
    standing = standing_proposal(request.scope, school_id=school.pk, kind=kind, pair=(keep_id, fold_id))
    context = {
        "standing": standing,
        "comparison": comparison,
        "grounds": grounds,
        "faults": faults,
        "errors": errors_of(faults),
    }
    return render(request, "school/people/compare.html", context, status=422 if faults else 200)


@page(Permission.MERGE_PROPOSE, to_send=Permission.MERGE_DECIDE)
def proposal(request: PageRequest, school: School, proposal_id: int) -> HttpResponse:
    """Show a proposal with both rows; accept it, refuse it, or put a merge back."""
    one = MergeProposal.objects.filter(pk=proposal_id, school_id=school.pk).first()
    if one is None:
        raise Http404("There is no such proposal at this school.")
    if request.method == "POST":
        _decide(request, school, proposal_id)
        return redirect("merge-proposal", school_id=school.pk, proposal_id=proposal_id)
    actor = request.actor
    context = {
        "proposal": one,
        "comparison": _compare(request, school, one.kind, one.keep_id, one.fold_id),
        "is_own": one.proposed_by_id == actor.user_id,
    }
    return render(request, "school/people/merge_proposal.html", context)


def _decide(request: PageRequest, school: School, proposal_id: int) -> None:
    given: dict[str, Any] = {
        "school_id": school.pk, "proposal_id": proposal_id, "by": request.actor, "now": clock.now(),
    }  # fmt: skip
    try:
        match request.POST.get("do"):
            case "accept":
                accept_merge(**given, on=clock.today())
                messages.success(request, "Merged. It can be put back from this page.")
            case "refuse":
                refuse_merge(**given)
                messages.success(request, "Kept apart.")
            case "reverse":
                reverse_merge(**given)
                messages.success(request, "Put back as they were.")
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))


def _compare(request: PageRequest, school: School, kind: str, keep_id: int, fold_id: int) -> Comparison:
    if kind not in MergeProposal.Kind.values:
        raise Http404("Pupils and parents are compared, and nobody else.")
    try:
        return compare(request.scope, school_id=school.pk, kind=kind, keep_id=keep_id, fold_id=fold_id)
    except OutOfScope:
        raise Http404("One of them is not this school’s.") from None

"""What the office does about lateness: a letter, none needed, a pattern looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import EMAIL, LETTER
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.lateness.actions.stepping import look_at_pattern, need_no_letter
from onroll.service.lateness.actions.writing import preview_letters, write_letters
from onroll.service.lateness.queries.pupil import PupilLateness, lateness_of_pupil
from onroll.service.lateness.queries.standing import letter_rules
from onroll.service.lateness.refusals import LatenessRefused, NoLetterDue
from onroll.service.organisations.models import School
from onroll.service.web.components.ticking import asks_only_to_tick, ticks_of
from onroll.service.web.components.ways import by_what, other_ways
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.arrangements.deeds import told_in_words
from onroll.service.web.school.late.views import show_pupil
from onroll.service.whole_numbers import whole_numbers


@page(Permission.LATENESS_ACT)
def letters(request: PageRequest, school: School) -> HttpResponse:
    """Show every letter that is due as each parent would read it, and send those that are ticked."""
    ticked = whole_numbers(request.POST.getlist("pupil"))
    sends = request.method == "POST" and not asks_only_to_tick(request.POST)
    return _letters(request, school, ticked if sends else None, one=None)


@page(Permission.LATENESS_ACT)
def letter(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Show one pupil's letter as each parent would read it, and send it."""
    found = lateness_of_pupil(request.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())
    return _letters(request, school, [pupil_id], one=found)


def _letters(
    request: PageRequest, school: School, pupil_ids: list[int] | None, *, one: PupilLateness | None
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    sends = request.method == "POST" and not asks_only_to_tick(request.POST)
    ways = by_what(sent)
    about: dict[str, Any] = {
        "school_id": school.pk, "by": request.actor, "now": clock.now(), **ways,
    }  # fmt: skip
    try:
        if sends:
            if not pupil_ids:
                raise LatenessRefused("Nobody is ticked. Tick about whom to write.", field="top")
            messages.success(request, told_in_words(write_letters(**about, pupil_ids=pupil_ids)))
            if one is not None:
                return redirect("late_pupil", school_id=school.pk, pupil_id=one.pupil.pk)
            return redirect("late", school_id=school.pk)
        drafts, problem, field = preview_letters(**about, pupil_ids=pupil_ids), "", ""
    except NoLetterDue as none:
        if not sends:
            return _none_due(request, school, one)
        drafts, problem, field = None, str(none), "top"
    except (LatenessRefused, MessageRefused) as refusal:
        drafts, problem, field = None, str(refusal), getattr(refusal, "field", "channel")
    context = {
        "found": one,
        "pupil": one.pupil if one else None,
        "drafts": drafts,
        "ticked": ticks_of(request, "pupil", at_first=True),
        "today": clock.today(),
        "channel": ways["channel"],
        "channels": [(AS_WISHED, "As each parent wishes"), (LETTER, "Letter"), (EMAIL, "Email")],
        "instead": ways["instead"],
        "other_ways": other_ways(request.GET, drafts),
        "errors": [{"text": problem, "href": f"#{field}"}] if problem else [],
    }
    return render(request, "school/late/letter.html", context, status=409 if problem else 200)


def _none_due(request: PageRequest, school: School, one: PupilLateness | None) -> HttpResponse:
    """Say that no letter is due, and how one becomes due."""
    rules, letters_from = letter_rules(request.scope, school_id=school.pk, on=clock.today())
    context = {
        "found": one,
        "pupil": one.pupil if one else None,
        "rules": rules,
        "letters_from": letters_from,
    }
    return render(request, "school/late/none_due.html", context)


@page(Permission.LATENESS_ACT)
def no_letter(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Keep that no letter is needed."""
    if request.method != "POST":
        return redirect("late_pupil", school_id=school.pk, pupil_id=pupil_id)
    try:
        need_no_letter(
            school_id=school.pk, pupil_id=pupil_id, why=request.POST.get("why", ""), by=request.actor,
            now=clock.now(), key=request.POST.get("key") or None,
        )  # fmt: skip
    except LatenessRefused as refusal:
        return show_pupil(request, school, pupil_id, LatenessRefused(str(refusal), field="why"))
    messages.success(request, "Kept: no letter is needed. What comes after today counts afresh.")
    return redirect("late_pupil", school_id=school.pk, pupil_id=pupil_id)


@page(Permission.LATENESS_ACT)
def looked_at(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Keep that a pattern was looked at, and what came of it."""
    if request.method != "POST":
        return redirect("late_pupil", school_id=school.pk, pupil_id=pupil_id)
    try:
        look_at_pattern(
            school_id=school.pk, pupil_id=pupil_id, words=request.POST.get("words", ""), by=request.actor,
            now=clock.now(), key=request.POST.get("key") or None,
        )  # fmt: skip
    except LatenessRefused as refusal:
        return show_pupil(request, school, pupil_id, refusal)
    messages.success(request, "Kept. The pattern is listed again if it goes on.")
    return redirect("late_pupil", school_id=school.pk, pupil_id=pupil_id)

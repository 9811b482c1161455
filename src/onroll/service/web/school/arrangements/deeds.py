"""What the page of one arrangement does with a form: one deed, told at the top of the page, or refused with what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.correspondence.actions.asking import Asked
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import LETTER
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven
from onroll.service.web.formats import counted
from onroll.service.web.requests import PageRequest

#: What a form asks for, of the arrangement of an id: does it, and returns what was done. Raises refusals that may be shown.
Deed = Callable[[PageRequest, School, int], str]
#: Shows the page of the arrangement of an id again, with why its form was refused.
Again = Callable[[PageRequest, School, int, Exception], HttpResponse]
#: What any form may be refused for, beside what its own kind of arrangement refuses.
REFUSED = (AttendanceRefusal, RegisterRefused, MessageRefused, DateNotGiven, TooLong)
#: The parts of a list of arrangements that are agreed ahead.
PARTS = (("open", "Now and to come"), ("past", "Past"))


def do_and_show(
    request: PageRequest,
    school: School,
    of: int,
    do: Deed,
    *,
    refusal: type[Exception],
    again: Again,
    page: tuple[str, str],
) -> HttpResponse:
    """Do what a form asks and go back to its page, by its name and what its address calls the id; or show it again, refused."""
    if request.method == "POST":
        try:
            messages.success(request, do(request, school, of))
        except (refusal, *REFUSED) as refused:
            return again(request, school, of, refused)
    name, key = page
    return redirect(reverse(name, kwargs={"school_id": school.pk, key: of}))


def part_asked(request: PageRequest) -> str:
    """Return which part of a list the address asks for."""
    return "past" if request.GET.get("which") == "past" else "open"


def told_in_words(asked: Asked, *, before: str = "before") -> str:
    """Say how many messages were made, and who is told nothing and why."""
    said = (
        f"{counted(len(asked.messages), 'message')} made."
        if asked.messages
        else f"Each parent who may be told was written to {before}."
    )
    letters = sum(one.channel == LETTER for one in asked.messages)
    if letters:
        said += f" {counted(letters, 'letter')} to print and post {'is' if letters == 1 else 'are'} under Messages."
    left = "; ".join(f"{one.name}: {one.why}" for one in asked.not_told)
    return f"{said} Not told: {left}" if left else said

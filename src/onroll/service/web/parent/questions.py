"""A parent asks about something in the register that they think is wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.plain_words import day_in_words
from onroll.service import clock
from onroll.service.parents.actions.questioning import question_mark
from onroll.service.parents.queries.page import ParentPage, entry_asked_about
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes, day_asked
from onroll.service.web.formats import SESSION_WORDS
from onroll.service.web.parent.ways import Way, child_in, form_page
from onroll.service.web.requests import PageRequest


def question(request: PageRequest, way: Way, found: ParentPage, pupil_id: int) -> HttpResponse:
    """Ask which half day, and what the parent says happened; send it to the school."""
    child = child_in(found, pupil_id)
    errors: dict[str, str] = {}
    if request.method == "POST":
        values: dict[str, Any] = request.POST.dict()
        try:
            question_mark(
                secret=way.key,
                pupil_id=pupil_id,
                date=date_from_boxes(request.POST, "on", "the day"),
                session=values.get("session", ""),
                words=values.get("words", ""),
                key=values.get("key", "")[:64],
                now=clock.now(),
            )
        except DateNotGiven as refusal:
            errors["on"] = str(refusal)
        except ParentRefusal as refusal:
            errors[refusal.field or "words"] = str(refusal)
        except TooLong as refusal:
            errors["words"] = str(refusal)
        else:
            messages.success(
                request,
                "Thank you. Somebody at the school looks at it, and the answer will be here. Until then nothing changes.",
            )
            return redirect(way.to("page"))
    else:
        values = {**boxes_of("on", _day(request)), "session": request.GET.get("session", "AM")}
    context = {"child": child, "says": _says(found, pupil_id, values)}
    return form_page(request, "parent/question.html", way, found, values, errors, context)


def _day(request: PageRequest) -> dt.date | None:
    try:
        return day_asked(request.GET, "on", "the day")
    except DateNotGiven:
        return None


def _says(found: ParentPage, pupil_id: int, values: dict[str, Any]) -> str:
    """Say what the register says of the half day that is asked about; blank where it says nothing of it."""
    try:
        date = date_from_boxes(values, "on", "the day")
    except DateNotGiven:
        return ""
    session = values.get("session", "")
    meaning = entry_asked_about(found, pupil_id, date, session)
    if not meaning:
        return ""
    return f"For the {SESSION_WORDS[session]} of {day_in_words(date)} the register says: {meaning[:1].lower()}{meaning[1:]}."

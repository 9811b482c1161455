"""A part-time timetable on a parent's own page: what is agreed, and their answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.parents.actions.timetables import answer_timetable
from onroll.service.parents.queries.page import ParentPage
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.part_time_timetables.judging import home_parents
from onroll.service.part_time_timetables.models import TimetableEvent
from onroll.service.room_for_words import TooLong
from onroll.service.web.parent.ways import Way
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

_ANSWERS = {"yes": True, "no": False}
_OWN = (TimetableEvent.Kind.SIGNED, TimetableEvent.Kind.DECLINED)


def timetable(request: PageRequest, way: Way, found: ParentPage, timetable_id: int) -> HttpResponse:
    """Show one timetable and ask for the parent's answer to it."""
    line = next((one for one in found.timetables if one.timetable.pk == timetable_id), None)
    if line is None:
        raise ParentRefusal("That timetable is over, or is not of a child whose attendance this link opens.")
    error = ""
    if request.method == "POST":
        try:
            answer_timetable(
                secret=way.key,
                timetable_id=timetable_id,
                agrees=_ANSWERS.get(request.POST.get("agrees", "")),
                words=request.POST.get("words", ""),
                now=clock.now(),
            )
        except (ParentRefusal, TooLong) as refusal:
            error = str(refusal)
        else:
            messages.success(request, "Thank you. The school has your answer.")
            return redirect(way.to("page"))
    own = [one for one in line.events if one.parent_id == found.link.parent_id and one.kind in _OWN]
    context = {
        "found": found,
        "line": line,
        "way": way,
        "parents_page": True,
        "lives_with": found.link.parent_id in home_parents(line.pupil, on=clock.today()),
        "answer": own[-1] if own else None,
        "words": request.POST.get("words", ""),
        "error": error,
        "errors": [{"text": error, "href": "#agrees"}] if error else [],
    }
    return render(request, "parent/timetable.html", context, status=422 if error else 200)

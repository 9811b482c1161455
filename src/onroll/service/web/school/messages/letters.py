"""Letters to print: all of them in one file, and a note that they were posted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.cancelling import note_posted
from onroll.service.correspondence.letters import A_PIECE, letters_pdf
from onroll.service.correspondence.queries.messages import letters_to_print
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.components.ticking import asks_only_to_tick, ticks_of
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.messages.reading import pdf
from onroll.service.web.school.people.sent import number
from onroll.service.whole_numbers import whole_numbers


@page(Permission.MESSAGE_SEND)
def letters(request: PageRequest, school: School) -> HttpResponse:
    """List the letters that are to be printed and posted, and take note that they were."""
    problem, values = "", boxes_of("posted_on", clock.today())
    if request.method == "POST":
        values = request.POST.dict()
    if request.method == "POST" and not asks_only_to_tick(request.POST):
        chosen = whole_numbers(request.POST.getlist("letter"))
        try:
            count = note_posted(
                school_id=school.pk,
                message_ids=chosen,
                posted_on=date_from_boxes(request.POST, "posted_on", "the day they were posted"),
                by=request.actor,
                now=clock.now(),
            )
        except (MessageRefused, DateNotGiven) as refusal:
            problem = str(refusal)
        else:
            if count:
                messages.success(
                    request, f"{count:,} {'letter is' if count == 1 else 'letters are'} noted as posted."
                )
                return redirect("messages", school_id=school.pk)
            problem = "Tick the letters that were posted."
    waiting = letters_to_print(request.scope, school_id=school.pk)
    context = {
        "letters": waiting,
        "ticked": ticks_of(request, "letter", at_first=True),
        "parts": [
            (part, first + 1, min(first + A_PIECE, len(waiting)))
            for part, first in enumerate(range(0, len(waiting), A_PIECE), start=1)
        ],
        "values": values,
        "problem": problem,
        "errors": [{"text": problem, "href": "#posted_on"}] if problem else [],
    }
    return render(request, "school/messages/letters.html", context, status=422 if problem else 200)


@page(Permission.MESSAGE_SEND)
def print_letters(request: PageRequest, school: School) -> HttpResponse:
    """Send the letters that are to be printed as one PDF; where there are very many, a part of them."""
    waiting = letters_to_print(request.scope, school_id=school.pk)
    part = number(request.GET, "part") or 1
    chosen = waiting[(part - 1) * A_PIECE : part * A_PIECE]
    if not chosen:
        return redirect("letters", school_id=school.pk)
    made = letters_pdf([line.message for line in chosen], made_at=clock.now())
    return pdf(made, f"letters-{part}.pdf" if len(waiting) > A_PIECE else "letters.pdf")

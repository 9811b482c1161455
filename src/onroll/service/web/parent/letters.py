"""A message that was written to a parent, read again and answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.correspondence.templates import RIGHT_TO_LEFT
from onroll.service.parents.actions.replying import reply_to_letter
from onroll.service.parents.queries.page import ParentPage, replies_of
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.room_for_words import TooLong
from onroll.service.web.parent.ways import Way, form_page
from onroll.service.web.requests import PageRequest


def letter(request: PageRequest, way: Way, found: ParentPage, message_id: int) -> HttpResponse:
    """Show one message that was written to this parent, what they answered, and a form to answer it."""
    message = next((one for one in found.letters if one.pk == message_id), None)
    if message is None:
        raise ParentRefusal("That letter is not among those written to you.")
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    if request.method == "POST":
        values = request.POST.dict()
        try:
            reply_to_letter(
                secret=way.key, message_id=message_id, words=values.get("words", ""), key=values.get("key", "")[:64],
                now=clock.now(),
            )  # fmt: skip
        except (ParentRefusal, TooLong) as refusal:
            errors["words"] = str(refusal)
        else:
            messages.success(request, "Thank you. The school has your answer.")
            return redirect(way.to("letter", message_id=message_id))
    context = {
        "message": message,
        "replies": replies_of(found.link, message_id),
        "is_right_to_left": message.language in RIGHT_TO_LEFT,
    }
    return form_page(request, "parent/letter.html", way, found, values, errors, context)

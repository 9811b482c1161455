"""What is done with one message: stopped before it goes, or sent once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.cancelling import cancel_messages, send_again
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.organisations.models import School
from onroll.service.parents.actions.replying import read_reply
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.web.pages import page
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.messages.reading import one


@page(Permission.MESSAGE_SEND)
@require_POST
def cancel(request: PageRequest, school: School, message_id: int) -> HttpResponse:
    """Stop a message before it goes."""
    one(request, school, message_id)
    try:
        cancel_messages(school_id=school.pk, message_ids=[message_id], by=request.actor, now=clock.now())
    except MessageRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The message is stopped. It will not be sent.")
    return redirect("message", school_id=school.pk, message_id=message_id)


@page(Permission.MESSAGE_SEND)
@require_POST
def again(request: PageRequest, school: School, message_id: int) -> HttpResponse:
    """Send a message that did not arrive once more."""
    one(request, school, message_id)
    try:
        newer = send_again(school_id=school.pk, message_id=message_id, by=request.actor, now=clock.now())
    except MessageRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("message", school_id=school.pk, message_id=message_id)
    messages.success(request, f"The message is on its way again, to {newer.address.splitlines()[-1]}.")
    return redirect("message", school_id=school.pk, message_id=newer.pk)


@page(Permission.PARENT_ANSWER)
@require_POST
def read(request: PageRequest, school: School, message_id: int, reply_id: int) -> HttpResponse:
    """Keep that a parent's reply was read, with what is said back to them."""
    try:
        read_reply(
            school_id=school.pk, message_id=message_id, reply_id=reply_id, words=request.POST.get("words", ""),
            by=request.actor, now=clock.now(),
        )  # fmt: skip
    except ParentRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Marked as read. The parent sees that it was.")
    return redirect("message", school_id=school.pk, message_id=message_id)

"""A school's messages: the list, one as it was sent, and a letter as it is printed."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from onroll.service import clock
from onroll.service.access.actions import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.letters import letter_pdf
from onroll.service.correspondence.queries.messages import (
    NEEDS,
    Narrowed,
    OneMessage,
    messages_page,
    one_message,
)
from onroll.service.correspondence.sealed_links import body_as_read
from onroll.service.correspondence.status import MAY_BE_CANCELLED, MAY_GO_AGAIN, STATES
from onroll.service.correspondence.templates import CHANNELS, LANGUAGES, LETTER, RIGHT_TO_LEFT, templates
from onroll.service.organisations.models import School
from onroll.service.parents.queries.waiting import replies_to
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import number
from onroll.service.web.status_labels import LABELS

#: What somebody does about a message that did not arrive.
CURES = {
    "not delivered": "Ring instead if it is urgent. Then put the number or the address right, and send it again.",
    "given up": "It was tried again and again. Ring instead if it is urgent, and send it again once messages go.",
    "may have gone": "Nobody can say whether it arrived. Ask whoever it was to before you send it again.",
    "too late": "Its day was over before it could go. Ring, or write a new message.",
}


@page(Permission.MESSAGE_VIEW)
def messages(request: PageRequest, school: School) -> HttpResponse:
    """List a school's messages, narrowed."""
    narrowed = narrowed_by(request)
    found = messages_page(
        request.scope, school_id=school.pk, narrowed=narrowed, page=number(request.GET, "page") or 1
    )
    context = {
        "found": found,
        "narrowed": narrowed,
        "states": [
            ("", "Any"),
            (NEEDS, "Needs somebody"),
            *((one, LABELS["message"][one].words) for one in STATES),
        ],
        "channels": [("", "Any"), *((one, one.capitalize()) for one in CHANNELS)],
        "kinds": [("", "Any"), *((one.key, one.title) for one in templates().values())],
        "needs": NEEDS,
        "query": _query(request),
    }
    return render(request, "school/messages/messages.html", context)


@page(Permission.MESSAGE_VIEW)
def message(request: PageRequest, school: School, message_id: int) -> HttpResponse:
    """Show one message as it was sent, and what became of it."""
    found = one(request, school, message_id)
    sent = found.line.message
    _note_the_look(request, school, sent.pupil_id, "message")
    context = {
        "found": found,
        "message": sent,
        "paragraphs": [part.split("\n") for part in body_as_read(sent).split("\n\n")],
        "language": LANGUAGES.get(sent.language, sent.language),
        "is_right_to_left": sent.language in RIGHT_TO_LEFT,
        "may_be_cancelled": found.line.state in MAY_BE_CANCELLED,
        "may_go_again": found.line.state in MAY_GO_AGAIN,
        "cure": CURES.get(found.line.state, ""),
        "replies": replies_to(request.scope, school_id=school.pk, message_id=message_id),
    }
    return render(request, "school/messages/message.html", context)


@page(Permission.MESSAGE_VIEW)
def letter(request: PageRequest, school: School, message_id: int) -> HttpResponse:
    """Send one letter as it is printed."""
    sent = one(request, school, message_id).line.message
    if sent.channel != LETTER or not sent.body:
        raise Http404("This message is not a letter, or its words were disposed of.")
    _note_the_look(request, school, sent.pupil_id, "letter")
    return pdf(letter_pdf(sent), f"letter-{sent.pk}.pdf")


def _note_the_look(request: PageRequest, school: School, pupil_id: int | None, page: str) -> None:
    if pupil_id is not None:
        record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page=page, now=clock.now())


def pdf(made: bytes, name: str) -> HttpResponse:
    """Return a PDF to be read or printed, kept by no browser."""
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def one(request: PageRequest, school: School, message_id: int) -> OneMessage:
    """Return one message the person may see. Raises Http404 for any other."""
    found = one_message(request.scope, school_id=school.pk, message_id=message_id)
    if found is None:
        raise Http404("This school has no such message.")
    return found


def narrowed_by(request: PageRequest) -> Narrowed:
    """Return what the address narrows the list to."""
    sent = request.GET
    state, channel, kind = (sent.get(name, "") for name in ("state", "channel", "kind"))
    return Narrowed(
        state if state in {*STATES, NEEDS} else "",
        channel if channel in CHANNELS else "",
        kind if kind in templates() else "",
        sent.get("q", "").strip()[:100],
    )


def _query(request: PageRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()

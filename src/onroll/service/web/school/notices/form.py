"""The form of one notice, whatever it is about: what it holds, what its two buttons do, and what is wrong with it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from typing import Any

from django.urls import reverse

from onroll.service import clock
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.absence_notices.actions.telling import LinkOf
from onroll.service.absence_notices.models import Knows, Notice
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.whom import MASKED
from onroll.service.people.parts_in_names import without_part
from onroll.service.web.components.times import NotATime, moment_of
from onroll.service.web.requests import PageRequest

_FIELDS = ("email", "how", "who", "used", "at", "words", "knows")
#: What whoever was told may say of where the child is.
KNOWS = [*((one.value, one.label, "") for one in Knows), ("", "They did not say", "")]
_SPOKEN = [(one.value, one.label, "") for one in (Notice.How.PHONE, Notice.How.IN_PERSON)]


def link_of_receipt(request: PageRequest) -> LinkOf:
    """Return what gives the whole address of the page of a receipt."""
    return lambda secret: request.build_absolute_uri(
        reverse("notice_receipt", kwargs={"notice_secret": secret})
    )


def do_what_is_asked(
    request: PageRequest,
    about: dict[str, Any],
    *,
    send: Callable[..., Notice],
    record: Callable[..., Notice],
    asks: Collection[str] = (),
) -> str:
    """Send a notice by email, or keep that somebody was told; return what was done. Raises refusals that may be shown.

    `asks` names what is asked beside, of whoever was told in words.
    """
    sent, by, now = request.POST, request.actor, clock.now()
    if sent.get("do") == "email":
        notice = send(
            **about, email=sent.get("email", ""), by=by, now=now,
            link_of=link_of_receipt(request),
        )  # fmt: skip
        who = without_part(notice.who) if about["recipient"] == MASKED else notice.who
        return f"The notice to {who} is on its way. Its receipt is waited for."
    notice = record(
        **about, how=sent.get("how", ""), who=sent.get("who", ""), used=sent.get("used", ""), words=sent.get("words", ""),
        at=moment_of(sent.get("at", ""), now), key=sent.get("key") or None, by=by, now=now,
        **{name: sent.get(name, "") for name in asks},
    )  # fmt: skip
    return f"Recorded that {notice.who} was told."


def errors_of(refusal: Exception) -> list[dict[str, str]]:
    """Return why a notice was refused, with the field it is about where it is about one."""
    field = "at" if isinstance(refusal, NotATime) else "top"
    if isinstance(refusal, NoticeRefused | FollowUpRefused):
        field = refusal.field
    return [{"text": str(refusal), "href": f"#{field}"}]


def context_of(
    request: PageRequest, found: Any, *, errors: list[dict[str, str]], is_named: bool
) -> dict[str, Any]:
    """Return what the page of a notice holds: whom it is to, and the form as it was sent or as it begins."""
    whom = found.row.whom
    begins = {
        "email": found.email_used_last, "how": Notice.How.PHONE.value, "who": whom.name if is_named else whom.contact,
        "used": whom.telephone, "at": "", "words": "", "knows": "",
    }  # fmt: skip
    return {
        "found": found,
        "row": found.row,
        "spoken": _SPOKEN,
        "knows": KNOWS,
        "sent": begins | {name: request.POST[name] for name in _FIELDS if name in request.POST},
        "fault": {error["href"][1:]: error["text"] for error in errors},
        "key": request.POST.get("key") or secrets.token_hex(8),
        "errors": errors,
    }

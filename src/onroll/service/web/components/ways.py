"""By what each parent is written to, as a form sends it: as they wish, unless another way was chosen for one of them."""

from __future__ import annotations

from typing import TypedDict

from django.http import QueryDict

from onroll.service.correspondence.drafting import Drafts
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.whole_numbers import whole_number

#: Before the parent's id: by what the sender would rather write to them.
BY = "by-"


class ByWhat(TypedDict):
    """What an action that writes to parents is told of channels."""

    channel: str
    instead: dict[int, str]


def by_what(sent: QueryDict) -> ByWhat:
    """Return the channel a form asks for, each parent's own wish where it asks for none, and what was chosen instead."""
    return {"channel": sent.get("channel", "") or AS_WISHED, "instead": chosen_instead(sent)}


def chosen_instead(sent: QueryDict) -> dict[int, str]:
    """Return by parent what the sender chose in place of their wish: "by-12=email"."""
    named = {name.removeprefix(BY): str(value) for name, value in sent.dict().items() if name.startswith(BY)}
    return {int(parent): channel for parent, channel in named.items() if whole_number(parent) is not None}


def other_ways(query: QueryDict, drafts: Drafts | None) -> dict[str, list[tuple[str, str]]]:
    """Return by draft the other ways it could go, and the query of the page that shows it so."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in drafts.drafts if drafts else ():
        for channel in one.recipient.others:
            asked = query.copy()
            asked[f"{BY}{one.recipient.recipient_id}"] = channel
            found.setdefault(one.key, []).append((channel, asked.urlencode()))
    return found

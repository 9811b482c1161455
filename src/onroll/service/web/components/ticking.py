"""Ticking every box of a long list, or none, where no script runs to do it in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from onroll.service.web.requests import PageRequest

_ASKED = {"tick-all": True, "tick-none": False}


@dataclass(frozen=True, slots=True)
class Ticks:
    """Which boxes of a list are ticked as its page is shown: those chosen, or every one or none."""

    all_are: bool
    chosen: frozenset[str] | None = None

    def __contains__(self, value: object) -> bool:
        return self.all_are if self.chosen is None else str(value) in self.chosen


def ticks_of(request: PageRequest, name: str, *, at_first: bool) -> Ticks:
    """Return which boxes of a name are ticked: as a form asks or sent them, and all or none as the page is first opened."""
    if request.method != "POST":
        return Ticks(at_first)
    asked = _ASKED.get(request.POST.get("do", ""))
    return Ticks(False, frozenset(request.POST.getlist(name))) if asked is None else Ticks(asked)


def asks_only_to_tick(sent: QueryDict) -> bool:
    """Say whether a form asks for nothing but to have its boxes ticked."""
    return sent.get("do", "") in _ASKED


def asked_to_tick(sent: QueryDict, offered: Sequence[int]) -> list[int] | None:
    """Return what a form asks to be ticked of what it offers; None where it asks for something else."""
    return {"tick-all": list(offered), "tick-none": []}.get(sent.get("do", ""))

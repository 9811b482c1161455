"""Ticking every box of a long list, or none, where no script runs to do it in the browser."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict


def asked_to_tick(sent: QueryDict, offered: Sequence[int]) -> list[int] | None:
    """Return what a form asks to be ticked of what it offers; None where it asks for something else."""
    return {"tick-all": list(offered), "tick-none": []}.get(sent.get("do", ""))

"""Each event as one readable sentence: who did what to whom.

An app keeps the sentences of its own events beside its actions, in `sentences.py`: SENTENCES maps an event's name to what
follows the person's name, with the event's details in braces. `{pupil}` is the name of the pupil it concerns, `{days}` its first
day to its last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from onroll.service.access.roles import ROLES
from onroll.service.audit.models import Event


@cache
def sentences() -> dict[str, str]:
    """Return the sentence of every event that some app has one for."""
    found: dict[str, str] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("onroll.") and find_spec(f"{app.name}.sentences") is not None:
            module = import_module(f"{app.name}.sentences")
            found.update(getattr(module, "SENTENCES", {}))
    return found


def sentence_of(event: Event, *, pupils: Mapping[int, str]) -> str:
    """Return an event in words that follow the name of who did it; a name without a sentence is told as it is."""
    told = sentences().get(event.name)
    if told is None:
        return f"did “{event.name.replace('.', ' ')}”"
    pupil = pupils.get(event.subject_id or 0, "a pupil") if event.subject_type == "pupil" else "a pupil"
    role = event.details.get("role")
    titled = {"role": ROLES[role].title} if role in ROLES else {}
    words = _Words({**event.details, **titled, "pupil": pupil})
    return told.format_map(_Words({**words, "days": _span(words)}))


def _span(words: Mapping[str, Any]) -> str:
    first_day, last_day = words["first_day"], words["last_day"]
    return f"on {first_day}" if first_day == last_day else f"from {first_day} to {last_day}"


class _Words(dict[str, Any]):
    """Details as a sentence writes them: days in full, lists joined, nothing for what an older event lacks."""

    def __getitem__(self, key: str) -> str:
        value = super().get(key)
        if isinstance(value, list):
            return f"{len(value)}" if len(value) > 5 else ", ".join(str(one) for one in value)
        if isinstance(value, dict):
            return ", ".join(f"{name} {one}" for name, one in value.items())
        return _day(value) if isinstance(value, str) else str(value) if value is not None else "no day"

    def __missing__(self, key: str) -> str:
        return "…"


def _day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}" if len(text) == len("2026-11-20") else text

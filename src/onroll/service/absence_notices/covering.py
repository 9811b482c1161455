"""Which sessions of a day a notice told of, and whether what was told covers those that somebody must know of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, Q

THE_WHOLE_DAY = ("AM", "PM")


def kept_as(sessions: Sequence[str]) -> str:
    """Write sessions as a notice keeps them: "AM", "PM" or "AM,PM"; blank where none is named, which is the whole day."""
    return ",".join(sorted(sessions))


def sessions_of(kept: str) -> tuple[str, ...]:
    """Return the sessions a notice told of. One kept without any is about the whole day."""
    return tuple(kept.split(",")) if kept else THE_WHOLE_DAY


def untold(sessions: Sequence[str], kept: Iterable[str]) -> tuple[str, ...]:
    """Return those of some sessions that none of the notices told of."""
    told = {session for one in kept for session in sessions_of(one)}
    return tuple(one for one in sessions if one not in told)


def covers_the_outer() -> Q:
    """Return the condition under which a notice told of all that the notice of an outer query did."""
    return Q(sessions=OuterRef("sessions")) | Q(sessions__in=("", kept_as(THE_WHOLE_DAY)))

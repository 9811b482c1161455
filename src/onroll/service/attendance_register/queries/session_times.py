"""Sessions as moments: a school's times of day are London's, whatever the season."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from onroll.service.organisations.models import SchoolSession

_LONDON = ZoneInfo("Europe/London")


def moment(date: dt.date, time: dt.time | None) -> dt.datetime | None:
    """Return a time of day as a moment; None stays None."""
    return dt.datetime.combine(date, time, tzinfo=_LONDON) if time else None


def midnight(day: dt.date) -> dt.datetime:
    """Return the moment a day begins."""
    return dt.datetime.combine(day, dt.time(), tzinfo=_LONDON)


def opens_at(held: SchoolSession | None) -> dt.datetime | None:
    """Return when a session's register opens; None where the school does not meet."""
    return moment(held.date, held.register_opens_at) if _meets(held) and held else None


def closes_at(held: SchoolSession | None) -> dt.datetime | None:
    """Return when a session's register closes; None where the school does not meet."""
    return moment(held.date, held.register_closes_at) if _meets(held) and held else None


def has_begun(held: SchoolSession, *, now: dt.datetime) -> bool:
    """Say whether the register of a session has opened by a moment; one without register times never does."""
    opens = moment(held.date, held.register_opens_at)
    return opens is not None and opens <= now


def _meets(held: SchoolSession | None) -> bool:
    return held is not None and held.kind == SchoolSession.Kind.SCHOOL

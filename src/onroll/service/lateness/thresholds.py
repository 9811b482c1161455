"""Whether a letter about lateness is due: worked out from arrivals, what was done before, and what the school has set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onroll.law.school_time import SchoolCalendar, week_of
from onroll.service.lateness.late import Counts, Late, counts_of
from onroll.service.lateness.models import LatenessSettings


@dataclass(frozen=True, slots=True)
class Reached:
    """A threshold that was reached: on which day, and what counted towards it."""

    first_day: dt.date
    last_day: dt.date
    reached_on: dt.date
    counts: Counts


def window_start(calendar: SchoolCalendar, *, on: dt.date, weeks: int) -> dt.date:
    """Return the Monday of the first of so many school weeks, up to and with the week of a day."""
    mondays = [week for week in calendar.weeks if week <= on]
    return mondays[-weeks:][0] if mondays else week_of(on)


def counted_lates(lates: Iterable[Late], settings: LatenessSettings) -> list[Late]:
    """Return those arrivals that count towards a letter, in order."""
    return sorted(
        (one for one in lates if one.after_closing or settings.counts_before_closing),
        key=lambda one: (one.date, one.session),
    )


def threshold_reached(
    lates: Iterable[Late], settings: LatenessSettings, *, starts: dt.date, done_up_to: dt.date | None
) -> Reached | None:
    """Return the threshold that one pupil's arrivals reach from a day on, those a letter had in view left out."""
    counting = [
        one
        for one in counted_lates(lates, settings)
        if one.date >= starts and (done_up_to is None or one.date > done_up_to)
    ]
    reached_on = _reached_on(counting, settings)
    if reached_on is None:
        return None
    return Reached(counting[0].date, counting[-1].date, reached_on, counts_of(counting))


def _reached_on(counting: Sequence[Late], settings: LatenessSettings) -> dt.date | None:
    minutes = 0
    for times, one in enumerate(counting, start=1):
        minutes += one.minutes or 0
        if times >= settings.times or (settings.minutes is not None and minutes >= settings.minutes):
            return one.date
    return None

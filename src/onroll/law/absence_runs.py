"""Runs of absence: consecutive school days on which every session counts."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from onroll.law.attendance_codes import class_for_counting
from onroll.law.attendance_entries import SessionEntry
from onroll.law.school_time import SchoolCalendar, Session

Counts = Callable[[SessionEntry], bool]


def runs_of_absence(
    calendar: SchoolCalendar, entries: Iterable[SessionEntry], *, as_at: date, counts: Counts
) -> Iterator[tuple[date, ...]]:
    """Yield each run of school days, up to a day, on which every session held has an entry that counts.

    Days without a session neither lengthen nor break a run.
    """
    counting: dict[date, set[Session]] = defaultdict(set)
    for entry in entries:
        if entry.on <= as_at and counts(entry):
            counting[entry.on].add(entry.session)
    whole = [
        day
        for day in sorted(counting)
        if calendar.is_school_day(day) and counting[day].issuperset(calendar.sessions_on(day))
    ]
    # Whole days in a row stand as far from each other in the calendar as in this list.
    numbered = enumerate(whole)
    for _, run in groupby(numbered, key=lambda one: bisect_left(calendar.school_days, one[1]) - one[0]):
        yield tuple(day for _, day in run)


def run_of_absence(
    calendar: SchoolCalendar, entries: Iterable[SessionEntry], *, as_at: date, counts: Counts
) -> tuple[date, ...]:
    """Answer the run that ends on the last school day up to a day; empty where that day is none of it."""
    runs = tuple(runs_of_absence(calendar, entries, as_at=as_at, counts=counts))
    return runs[-1] if runs and runs[-1][-1] == calendar.last_day_up_to(as_at) else ()


def longest_run(
    calendar: SchoolCalendar, entries: Iterable[SessionEntry], *, as_at: date, counts: Counts
) -> tuple[date, ...]:
    """Answer the longest run up to a day; the first of several as long."""
    return max(runs_of_absence(calendar, entries, as_at=as_at, counts=counts), key=len, default=())


def attended_after(after: date, until: date, entries: Iterable[SessionEntry]) -> date | None:
    """Answer the first day after one day, up to and including another, on which the pupil attended."""
    return min(
        (
            entry.on
            for entry in entries
            if after < entry.on <= until
            and entry.code
            and class_for_counting(entry.code, entry.on).is_attending
        ),
        default=None,
    )

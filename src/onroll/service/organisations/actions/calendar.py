"""Changing single days and spans of a school's calendar, many days at once, and undoing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from onroll.law.plain_words import counted, day_in_words, time_in_words
from onroll.law.registers import faults_of_register_times
from onroll.law.school_time import MONDAY_TO_FRIDAY, Span
from onroll.law.session_times import faults_of_session_times
from onroll.service.access.actor import Actor
from onroll.service.organisations.calendar_writer import (
    kept_changes,
    lock_calendar,
    standing_sessions,
    write_calendar,
)
from onroll.service.organisations.models import CalendarChange, SchoolSession, SessionTimes
from onroll.service.organisations.refusals import (
    AlreadyUndone,
    CalendarRefused,
    ChangedSince,
    SessionTimesRefused,
)
from onroll.service.organisations.sessions import (
    SessionKey,
    SessionRow,
    SessionSet,
    TimesInForce,
    differences,
    times_of,
)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One session of a calendar, as a file or the demo gives it. Times left out are the school's usual ones."""

    date: dt.date
    session: str
    kind: str = SchoolSession.Kind.SCHOOL
    reason: str = ""
    starts_at: dt.time | None = None
    register_opens_at: dt.time | None = None
    register_closes_at: dt.time | None = None
    ends_at: dt.time | None = None

    @property
    def as_wanted(self) -> SessionSet:
        """What the session is to be."""
        return SessionSet(
            self.kind,
            self.reason,
            self.starts_at,
            self.register_opens_at,
            self.register_closes_at,
            self.ends_at,
        )


@transaction.atomic
def set_calendar_days(
    *, school_id: int, days: Sequence[CalendarDay], by: Actor, now: dt.datetime
) -> CalendarChange | None:
    """Set many sessions of a calendar at once; return the change, None where all stood so already.

    Sessions not named are left as they are. Raises SessionTimesRefused, NoSessionTimes and SessionsHaveEntries.
    """
    lock_calendar(school_id, by=by)
    if not days:
        return None
    times = usual_times(school_id)
    wanted: dict[SessionKey, SessionRow | None] = {
        (day.date, day.session): times.row(day.date, day.session, day.as_wanted) for day in days
    }
    refuse_register_times(wanted)
    standing = standing_sessions(school_id, min(day.date for day in days), max(day.date for day in days))
    what = f"{counted(len(days), 'session')} loaded into the calendar"
    return write_calendar(school_id, wanted, standing=standing, what=what, by=by, now=now)


@transaction.atomic
def set_span(
    *,
    school_id: int,
    first_day: dt.date,
    last_day: dt.date,
    halves: Mapping[str, SessionSet | None],
    by: Actor,
    now: dt.datetime,
) -> CalendarChange | None:
    """Set mornings, afternoons or both of the weekdays of a span; return the change, None where nothing differs.

    A half given as None holds no session; a half left out is untouched. A span of one day may be at a weekend.
    Raises CalendarRefused, SessionTimesRefused, NoSessionTimes and SessionsHaveEntries.
    """
    lock_calendar(school_id, by=by)
    days = _days_of(first_day, last_day)
    times = usual_times(school_id)
    wanted: dict[SessionKey, SessionRow | None] = {
        (day, session): times.row(day, session, half) if half else None
        for day in days
        for session, half in halves.items()
    }
    standing = standing_sessions(school_id, first_day, last_day)
    # Judged beside the halves that stay, so that a later morning does not run into its afternoon.
    differing = differences(standing, wanted)
    refuse_session_times({**standing, **wanted}, only=differing)
    changed = {session for _, session in differing}
    what = _in_words(first_day, last_day, {half: halves[half] for half in halves if half in changed})
    return write_calendar(school_id, wanted, standing=standing, what=what, by=by, now=now)


def set_day(
    *, school_id: int, date: dt.date, halves: Mapping[str, SessionSet | None], by: Actor, now: dt.datetime
) -> CalendarChange | None:
    """Set the morning, the afternoon or both of one day, as `set_span` does."""
    return set_span(school_id=school_id, first_day=date, last_day=date, halves=halves, by=by, now=now)


@transaction.atomic
def undo_calendar_change(*, school_id: int, change_id: int, by: Actor, now: dt.datetime) -> CalendarChange:
    """Put the sessions of a change back as they were before it, and return the new change that does so.

    Raises AlreadyUndone, ChangedSince where a later change touched the same sessions, and SessionsHaveEntries.
    """
    lock_calendar(school_id, by=by)
    change = CalendarChange.objects.get(pk=change_id, school_id=school_id)
    if change.is_undone:
        raise AlreadyUndone
    standing = standing_sessions(school_id, change.first_day, change.last_day)
    moved_on = differences(standing, kept_changes(change.after))
    if moved_on:
        raise ChangedSince(sorted(day for day, _ in moved_on))
    what = f"Undone: {change.what}"
    before = kept_changes(change.before)
    undoing = write_calendar(school_id, before, standing=standing, what=what, by=by, now=now, undoes=change)
    assert undoing is not None, "a change that changed something has something to put back"  # noqa: S101
    return undoing


def usual_times(school_id: int) -> TimesInForce:
    """Return a school's session times through time."""
    return TimesInForce(SessionTimes.objects.filter(school_id=school_id))


def refuse_register_times(wanted: Mapping[SessionKey, SessionRow | None]) -> None:
    """Raise SessionTimesRefused where a register of these would be open longer than the law lets it."""
    judged = {(row.register_opens_at, row.register_closes_at): day for (day, _), row in wanted.items() if row}
    for (opens, closes), day in judged.items():
        if opens and closes and (faults := faults_of_register_times(opens, closes, on=day)):
            raise SessionTimesRefused(faults)


def refuse_session_times(
    rows: Mapping[SessionKey, SessionRow | None], *, only: Mapping[SessionKey, SessionRow | None]
) -> None:
    """Raise SessionTimesRefused where the times of a changed day cannot stand together."""
    for day in sorted({day for day, _ in only}):
        halves = [
            times
            for session in ("AM", "PM")
            if (row := rows.get((day, session))) and (times := times_of(session, row))
        ]
        if faults := faults_of_session_times(halves, on=day):
            raise SessionTimesRefused(faults)


def _days_of(first_day: dt.date, last_day: dt.date) -> list[dt.date]:
    if last_day < first_day:
        raise CalendarRefused(
            f"The span ends on {day_in_words(last_day)}, before it starts on {day_in_words(first_day)}. "
            "Give the earlier day first."
        )
    if first_day == last_day:
        return [first_day]
    days = [day for day in Span(first_day, last_day) if day.weekday() in MONDAY_TO_FRIDAY]
    if not days:
        raise CalendarRefused(
            "The span is a weekend, where schools seldom meet. Choose one day of it to hold a session on."
        )
    return days


def _half_in_words(half: SessionSet) -> str:
    starts = f" from {time_in_words(half.starts_at)}" if half.starts_at else ""
    return SchoolSession.Kind(half.kind).label + starts + (f": {half.reason}" if half.reason else "")


_HALVES = {"AM": "morning", "PM": "afternoon"}


def _in_words(first_day: dt.date, last_day: dt.date, halves: Mapping[str, SessionSet | None]) -> str:
    said = {session: _half_in_words(half) if half else "No session" for session, half in halves.items()}
    same = len(said) == 2 and len(set(said.values())) == 1
    words = (
        next(iter(said.values()))
        if same
        else "; ".join(f"{_HALVES[session]}, {what}" for session, what in said.items())
    )
    days = day_in_words(first_day)
    return f"{days if first_day == last_day else f'{days} to {day_in_words(last_day)}'}: {words}"

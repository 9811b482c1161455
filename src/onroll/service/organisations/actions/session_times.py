"""Setting when a school's sessions run and its registers are open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from onroll.law.plain_words import day_in_words, time_in_words
from onroll.law.session_times import TimesOfSession, faults_of_session_times
from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.organisations.actions.calendar import usual_times
from onroll.service.organisations.calendar_writer import (
    lock_calendar,
    standing_sessions,
    with_entries,
    write_calendar,
)
from onroll.service.organisations.models import CalendarChange, SessionTimes
from onroll.service.organisations.refusals import CalendarRefused, SessionTimesRefused
from onroll.service.organisations.sessions import (
    SessionKey,
    SessionRow,
    SessionSet,
    TimesInForce,
    differences,
)

_LAST_DAY = dt.date.max


@transaction.atomic
def set_session_times(
    *, school_id: int, first_day: dt.date, times: Sequence[TimesOfSession], by: Actor, now: dt.datetime
) -> CalendarChange | None:
    """Set session times from a day on, and move the sessions that ran by the old ones.

    A session with entries keeps the times its register was taken by, and a day with times of its own keeps those.
    Return the change to the calendar, None where no session moved. Raises SessionTimesRefused and CalendarRefused.
    """
    lock_calendar(school_id, by=by)
    if not times:
        raise CalendarRefused("Give the times of the morning, the afternoon or both.")
    if faults := faults_of_session_times(times, on=first_day):
        raise SessionTimesRefused(faults)
    before = usual_times(school_id)
    _store(school_id, first_day, times)
    after = usual_times(school_id)
    record_event(
        "calendar.session_times.set",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="school",
        subject_id=school_id,
        first_day=first_day.isoformat(),
        times="; ".join(
            f"{one.session} {time_in_words(one.register_opens_at)} to {time_in_words(one.register_closes_at)}"
            for one in times
        ),
    )
    standing = standing_sessions(school_id, first_day, _LAST_DAY)
    moved = _moved(standing, before, after)
    if moved:
        moved = {key: row for key, row in moved.items() if key not in with_entries(school_id, list(moved))}
    what = f"Session times from {day_in_words(first_day)}"
    return write_calendar(school_id, moved, standing=standing, what=what, by=by, now=now)


def _store(school_id: int, first_day: dt.date, times: Sequence[TimesOfSession]) -> None:
    fields = ["starts_at", "register_opens_at", "register_closes_at", "ends_at"]
    SessionTimes.objects.bulk_create(
        [
            SessionTimes(
                school_id=school_id,
                first_day=first_day,
                session=str(one.session),
                **{field: getattr(one, field) for field in fields},
            )
            for one in times
        ],
        update_conflicts=True,
        unique_fields=["school", "first_day", "session"],
        update_fields=fields,
    )


def _moved(
    standing: dict[SessionKey, SessionRow], before: TimesInForce, after: TimesInForce
) -> dict[SessionKey, SessionRow | None]:
    """Return the sessions that ran by the usual times of before, at the usual times of now."""
    wanted: dict[SessionKey, SessionRow | None] = {}
    for (day, session), row in standing.items():
        usual = before.find(day, session)
        if not row.meets or usual is None or row[1:5] != _times(usual):
            continue
        wanted[day, session] = after.row(day, session, SessionSet(reason=row.reason))
    return differences(standing, wanted)


def _times(usual: SessionTimes) -> tuple[dt.time, ...]:
    return (usual.starts_at, usual.register_opens_at, usual.register_closes_at, usual.ends_at)

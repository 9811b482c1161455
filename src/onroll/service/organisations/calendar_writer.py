"""The one way into a school's calendar: every change is compared, judged, kept and undoable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.apps import apps

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import CalendarChange, School, SchoolSession
from onroll.service.organisations.refusals import SessionsHaveEntries
from onroll.service.organisations.sessions import SessionKey, SessionRow, differences, keyed
from onroll.service.room_for_words import refuse_too_long

_FIELDS = ["kind", "starts_at", "register_opens_at", "register_closes_at", "ends_at", "reason"]


def lock_calendar(school_id: int, *, by: Actor) -> School:
    """Lock a school's calendar until the transaction ends, for someone who may edit it; return the school."""
    by.scope.require(Permission.CALENDAR_EDIT, school_id=school_id)
    return School.objects.select_for_update(of=("self",)).get(pk=school_id)


def standing_sessions(school_id: int, first_day: dt.date, last_day: dt.date) -> dict[SessionKey, SessionRow]:
    """Return what the calendar says of a span of days, both included."""
    return keyed(SchoolSession.objects.filter(school_id=school_id, date__range=(first_day, last_day)))


def write_calendar(
    school_id: int,
    wanted: Mapping[SessionKey, SessionRow | None],
    *,
    standing: Mapping[SessionKey, SessionRow],
    what: str,
    by: Actor,
    now: dt.datetime,
    undoes: CalendarChange | None = None,
) -> CalendarChange | None:
    """Write what is wanted and differs, keep it as one change, and return it; None where nothing differs.

    Raises SessionsHaveEntries where a session with entries would go, stop being one, or move.
    """
    changed = differences(standing, wanted)
    if not changed:
        return None
    refuse_to_disturb(school_id, changed, standing)
    _store(school_id, changed)
    days = sorted({day for day, _ in changed})
    change = CalendarChange.objects.create(
        school_id=school_id,
        what=what[:200],
        first_day=days[0],
        last_day=days[-1],
        sessions=len(changed),
        before=_as_json({key: standing.get(key) for key in changed}),
        after=_as_json(changed),
        made_at=now,
        made_by_name=by.name,
        undoes=undoes,
    )
    record_event(
        "calendar.days.changed",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="calendar change",
        subject_id=change.pk,
        what=change.what,
        first_day=days[0].isoformat(),
        last_day=days[-1].isoformat(),
        sessions=len(changed),
    )
    return change


def refuse_to_disturb(
    school_id: int,
    changed: Mapping[SessionKey, SessionRow | None],
    standing: Mapping[SessionKey, SessionRow],
) -> None:
    """Raise SessionsHaveEntries where a change takes away or moves a session that has entries."""
    disturbed = [key for key, row in changed.items() if key in standing and _disturbs(standing[key], row)]
    if disturbed and (held := with_entries(school_id, disturbed)):
        raise SessionsHaveEntries(held)


def with_entries(school_id: int, sessions: Collection[SessionKey]) -> set[SessionKey]:
    """Return those of some sessions that pupils have entries for. One statement."""
    # By label, not import: the registers stand on the calendar, and not the calendar on them.
    entries = apps.get_model("attendance_register", "CurrentEntry").objects
    days = [day for day, _ in sessions]
    found = entries.filter(school_id=school_id, date__range=(min(days), max(days)))
    return set(sessions) & set(found.values_list("date", "session").distinct().order_by("date", "session"))


def kept_changes(kept: Mapping[str, list[object] | None]) -> dict[SessionKey, SessionRow | None]:
    """Return a calendar change's `before` or `after` as sessions and rows."""
    return {
        (dt.date.fromisoformat(key[:10]), key[11:]): SessionRow.from_json(row) for key, row in kept.items()
    }


def _disturbs(standing: SessionRow, row: SessionRow | None) -> bool:
    """Say whether a change means more to a register than another reason or end of session."""
    if standing.kind not in (SchoolSession.Kind.SCHOOL, SchoolSession.Kind.CLOSURE):
        return False
    return row is None or row[:4] != standing[:4]


def _as_json(rows: Mapping[SessionKey, SessionRow | None]) -> dict[str, list[str | None] | None]:
    return {
        f"{day.isoformat()} {session}": row.as_json() if row else None
        for (day, session), row in sorted(rows.items())
    }


def _store(school_id: int, changed: Mapping[SessionKey, SessionRow | None]) -> None:
    gone = [key for key, row in changed.items() if row is None]
    for session in ("AM", "PM"):
        days = [day for day, half in gone if half == session]
        if days:
            SchoolSession.objects.filter(school_id=school_id, session=session, date__in=days).delete()
    rows = [
        SchoolSession(school_id=school_id, date=day, session=session, **dict(zip(_FIELDS, row, strict=True)))
        for (day, session), row in changed.items()
        if row is not None
    ]
    refuse_too_long(*rows)
    SchoolSession.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["school", "date", "session"],
        update_fields=_FIELDS,
    )

"""Find the record of a duty that somebody wants to do something about, or make it where the duty was found just now."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.duties.keeping import items_of, keep, record_of
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.refusals import DutyRefused
from onroll.service.duties.standing import duties_of

GONE = "This is settled already, or is not a duty of this school's. Nothing has changed."


def open_records(*, school_id: int, keys: list[str], by: Actor, now: dt.datetime) -> list[DutyRecord]:
    """Return the open records of these keys, locked, those just found made first. Raises OutOfScope, DutyRefused.

    Called inside a transaction. A key of which nothing stands is refused: what it named has been done meanwhile.
    """
    by.scope.require(Permission.DUTY_MANAGE, school_id=school_id)
    records = _kept(school_id, keys)
    missing = set(keys) - {one.key for one in records}
    if missing:
        records += _made(school_id, missing, by, now)
    kept = [one for one in records if one.settled_at is None]
    if not kept or len(records) < len(set(keys)):
        raise DutyRefused(GONE)
    return kept


def _kept(school_id: int, keys: list[str]) -> list[DutyRecord]:
    rows = DutyRecord.objects.select_for_update(of=("self",))
    return list(rows.filter(school_id=school_id, key__in=keys))


def _made(school_id: int, keys: set[str], by: Actor, now: dt.datetime) -> list[DutyRecord]:
    duties = duties_of(morning_of(by.scope, school_id=school_id, now=now))
    made = DutyRecord.objects.bulk_create(
        record_of(school_id, duty, item, now=now) for duty, item in items_of(duties) if item.key in keys
    )
    keep(made, DutyEvent.What.FOUND, by_name="Onroll", now=now)
    return made

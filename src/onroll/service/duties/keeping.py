"""Write what happens to duties into their record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from onroll.service.duties.duty import Duty, Item
from onroll.service.duties.models import DutyEvent, DutyRecord

#: The longest words an event keeps; longer are cut, for they are the service's own.
_LONGEST = 300


def record_of(school_id: int, duty: Duty, item: Item, *, now: dt.datetime) -> DutyRecord:
    """Make the record of a thing that has to be done, unsaved."""
    return DutyRecord(
        school_id=school_id,
        key=item.key,
        rule=duty.rule,
        kind=duty.kind.value,
        words=item.words,
        who=duty.who[:160],
        on=item.on,
        session=item.session,
        group_id=item.group_id,
        pupil_id=item.pupil_id,
        due=duty.due,
        found_at=now,
    )


def keep(
    records: Iterable[DutyRecord], what: DutyEvent.What, *, why: str = "", by_name: str, now: dt.datetime
) -> None:
    """Add one event to each record."""
    DutyEvent.objects.bulk_create(_event(record, what, why, by_name, now) for record in records)


def keep_each(
    told: Iterable[tuple[DutyRecord, DutyEvent.What, str]], *, by_name: str, now: dt.datetime
) -> None:
    """Add an event of its own to each record."""
    DutyEvent.objects.bulk_create(_event(record, what, why, by_name, now) for record, what, why in told)


def items_of(duties: Iterable[Duty]) -> Iterator[tuple[Duty, Item]]:
    """Return every thing that these duties are of, with its duty; a thing found twice counts once."""
    seen: set[str] = set()
    for duty in duties:
        for item in duty.items:
            if item.key not in seen:
                seen.add(item.key)
                yield duty, item


def _event(record: DutyRecord, what: DutyEvent.What, why: str, by_name: str, now: dt.datetime) -> DutyEvent:
    return DutyEvent(
        school_id=record.school_id, record=record, what=what, why=why[:_LONGEST], at=now, by_name=by_name
    )

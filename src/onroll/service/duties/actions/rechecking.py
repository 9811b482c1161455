"""Look again at a school's duties: what is found is kept, what is gone is settled with the reason, what is back reopens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.duties.duty import Duty, Item
from onroll.service.duties.facts import LookBack, Morning
from onroll.service.duties.keeping import items_of, keep, keep_each, record_of
from onroll.service.duties.models import CheckedSchool, DutyEvent, DutyRecord
from onroll.service.duties.queries.changes import stamp_of
from onroll.service.duties.queries.morning import NOT_FAR, morning_of
from onroll.service.duties.queries.settled_by import OTHERWISE
from onroll.service.duties.queries.settling import how_settled
from onroll.service.duties.standing import BY_NAME, duties_of
from onroll.service.organisations.models import School

_BY = "Onroll"
_FADED = "It is older than a week, and can still be read among the checks."
_PASSED_ON = "The day ended before it was done. What is still blank is a duty of its own."


@dataclass(frozen=True, slots=True)
class Rechecked:
    """How many things were found, found again after they had seemed settled, and settled."""

    found: int = 0
    found_again: int = 0
    settled: int = 0


def recheck_duties(*, school_id: int, by: Actor, now: dt.datetime, thorough: bool = False) -> Rechecked:
    """Bring the record of a school's duties up to its entries, plans and day. Raises OutOfScope.

    Looks as far back as Today does; `thorough`, as far back as the oldest duty that is still open. Run twice, it has the
    effect of once: two at a time wait for each other.
    """
    by.scope.require(Permission.DUTY_MANAGE, school_id=school_id)
    with transaction.atomic():
        School.objects.select_for_update().get(pk=school_id)
        stamp = stamp_of(school_id)
        still_open = list(DutyRecord.objects.filter(school_id=school_id, settled_at__isnull=True))
        back = _as_far_as_the_oldest(still_open, now.date()) if thorough else NOT_FAR
        morning = morning_of(by.scope, school_id=school_id, now=now, look_back=back)
        standing = {item.key: (duty, item) for duty, item in items_of(duties_of(morning))}
        settled = DutyRecord.objects.filter(
            school_id=school_id, settled_at__isnull=False, key__in=list(standing)
        )
        records = {one.key: one for one in (*still_open, *settled)}
        done = Rechecked(
            found=_keep_new(school_id, standing, records, now),
            found_again=_reopen(standing, records, now),
            settled=_settle(standing, records, morning),
        )
        CheckedSchool.objects.update_or_create(
            school_id=school_id, defaults={"stamp": stamp, "checked_at": now}
        )
    return done


def _keep_new(
    school_id: int,
    standing: dict[str, tuple[Duty, Item]],
    records: dict[str, DutyRecord],
    now: dt.datetime,
) -> int:
    new = DutyRecord.objects.bulk_create(
        record_of(school_id, duty, item, now=now)
        for key, (duty, item) in standing.items()
        if key not in records
    )
    keep(new, DutyEvent.What.FOUND, by_name=_BY, now=now)
    return len(new)


def _reopen(standing: dict[str, tuple[Duty, Item]], records: dict[str, DutyRecord], now: dt.datetime) -> int:
    back = [one for key, one in records.items() if key in standing and one.settled_at is not None]
    before = _last_words(back)
    for record in back:
        record.settled_at = record.put_off_until = None
        record.due = standing[record.key][0].due
    DutyRecord.objects.bulk_update(back, ["settled_at", "put_off_until", "due"])
    keep_each(
        ((one, DutyEvent.What.FOUND_AGAIN, f"It had been settled: {before[one.pk]}") for one in back),
        by_name=_BY,
        now=now,
    )
    return len(back)


def _last_words(records: list[DutyRecord]) -> dict[int, str]:
    events = DutyEvent.objects.filter(
        record__in=records, what__in=(DutyEvent.What.SETTLED, DutyEvent.What.PASSED_ON)
    )
    return {event.record_id: event.why for event in events.order_by("at", "pk")}


def _settle(standing: dict[str, tuple[Duty, Item]], records: dict[str, DutyRecord], morning: Morning) -> int:
    gone = [
        one
        for key, one in records.items()
        if key not in standing and one.settled_at is None and _was_looked_for(one, morning)
    ]
    why = how_settled(gone)
    for record in gone:
        record.settled_at = morning.now
    DutyRecord.objects.bulk_update(gone, ["settled_at"])
    keep_each((_end(one, why.get(one.pk, ""), morning) for one in gone), by_name=_BY, now=morning.now)
    return len(gone)


def _was_looked_for(record: DutyRecord, morning: Morning) -> bool:
    """Say whether a rule looked at the day that a duty is about, so that not finding it means something."""
    rule = BY_NAME.get(record.rule)
    return rule is None or rule.is_of_today or rule.fades or record.on >= rule.looks_back_to(morning)


def _end(record: DutyRecord, why: str, morning: Morning) -> tuple[DutyRecord, DutyEvent.What, str]:
    """Say how a duty ended: settled, passed on to another, or grown too old to be worth a look."""
    rule = BY_NAME.get(record.rule)
    if rule is not None and rule.fades and record.on < rule.looks_back_to(morning):
        return record, DutyEvent.What.PASSED_ON, _FADED
    if rule is not None and rule.is_of_today and not why and record.on < morning.now.date():
        return record, DutyEvent.What.PASSED_ON, _PASSED_ON
    return record, DutyEvent.What.SETTLED, why or OTHERWISE.get(record.rule, "")


def _as_far_as_the_oldest(records: Iterable[DutyRecord], today: dt.date) -> LookBack:
    days = max(((today - one.on).days for one in records if one.settled_at is None), default=0)
    return LookBack(
        unexplained=max(NOT_FAR.unexplained, days),
        blanks=max(NOT_FAR.blanks, days),
        checks=max(NOT_FAR.checks, days),
        leave=max(NOT_FAR.leave, days),
        parents=max(NOT_FAR.parents, days),
        lateness=max(NOT_FAR.lateness, days),
        waiting=max(NOT_FAR.waiting, days),
    )

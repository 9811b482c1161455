"""What a person has to do by which day, in numbers and without a name: for a calendar, which others may see."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localtime

from onroll.service.access import row_security
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.standing import person_on
from onroll.service.access.scope import Scope
from onroll.service.duties.facts import Morning
from onroll.service.duties.feed_secret import hash_of
from onroll.service.duties.models import CalendarFeed, DutyRecord
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing import BY_NAME
from onroll.service.duties.standing.reason_not_established import established_until
from onroll.service.duties.status import DutyState, state_of
from onroll.service.organisations.models import School

#: How many schools one feed speaks of: an authority's officer has pages for more.
MOST_SCHOOLS = 12


@dataclass(frozen=True, slots=True)
class Appointment:
    """So many things of one kind to be done by a day in a school."""

    key: str
    school_id: int
    school: str
    day: dt.date
    rule: str
    title: str
    number: int
    #: The keys of the duties kept; none of what is not a duty yet.
    duties: tuple[str, ...] = ()
    #: The first day that any of it was due; None where nothing is overdue.
    overdue_since: dt.date | None = None

    @property
    def words(self) -> str:
        """What a calendar says of it."""
        return f"{self.title}: {self.number} ({self.school})"


def has_feed(by: Actor) -> bool:
    """Say whether a person has a calendar feed that stands: their own to ask."""
    return CalendarFeed.objects.filter(user_id=by.user_id or 0, ended_at__isnull=True).exists()


def person_of_feed(secret: str, *, on: dt.date) -> Actor | None:
    """Return whose feed a secret opens, as they act on a day; None where it opens none."""
    feed = CalendarFeed.objects.filter(secret_hash=hash_of(secret), ended_at__isnull=True).first()
    found = person_on(feed.user_id, on=on) if feed else None
    return found[1] if found else None


def agenda_of(scope: Scope, *, now: dt.datetime) -> list[Appointment]:
    """Return what is due in each school whose registers a person sees, by day: what is overdue stands at today."""
    with row_security.limited_to(scope.school_ids):
        names = dict(
            School.objects.filter(pk__in=scope.schools_with(Permission.REGISTER_VIEW))
            .order_by("name")
            .values_list("pk", "name")[:MOST_SCHOOLS]
        )
        return [one for school_id, name in names.items() for one in _of_school(scope, school_id, name, now)]


def _of_school(scope: Scope, school_id: int, name: str, now: dt.datetime) -> list[Appointment]:
    kept: dict[tuple[dt.date, str, bool], list[DutyRecord]] = defaultdict(list)
    for record in DutyRecord.objects.filter(school_id=school_id, settled_at__isnull=True):
        state = state_of(record, now=now)
        if state is not DutyState.SET_ASIDE and record.rule in BY_NAME:
            is_overdue = state is not DutyState.PUT_OFF and record.due < now
            kept[_day_of(record, state, now.date()), record.rule, is_overdue].append(record)
    found = [_of_records(school_id, name, *which, records) for which, records in kept.items()]
    found += _of_coming(scope, school_id, name, now)
    return sorted(found, key=lambda one: (one.day, one.title, one.key))


def _of_records(
    school_id: int, name: str, day: dt.date, rule: str, is_overdue: bool, records: list[DutyRecord]
) -> Appointment:
    since = localtime(min(one.due for one in records)).date() if is_overdue else None
    key = _key(school_id, day, rule) + ("-overdue" if is_overdue else "")
    keys = tuple(one.key for one in records)
    return Appointment(key, school_id, name, day, rule, BY_NAME[rule].title, len(records), keys, since)


def _of_coming(scope: Scope, school_id: int, name: str, now: dt.datetime) -> Iterator[Appointment]:
    """Yield the reasons to be known by a day to come, before they are a duty."""
    rule = BY_NAME["reason_not_established"]
    for day, number in _coming(morning_of(scope, school_id=school_id, now=now)).items():
        key = f"{_key(school_id, day, rule.name)}-to-come"
        yield Appointment(key, school_id, name, day, rule.name, rule.title, number)


def _key(school_id: int, day: dt.date, rule: str) -> str:
    return f"{school_id}-{day}-{rule.replace('_', '-')}"


def _day_of(record: DutyRecord, state: DutyState, today: dt.date) -> dt.date:
    if state is DutyState.PUT_OFF and record.put_off_until is not None:
        return record.put_off_until
    return max(localtime(record.due).date(), today)


def _coming(morning: Morning) -> Counter[dt.date]:
    """Count absences whose reason may still be looked for, by the day on which it must be known."""
    days = (established_until(entry.date, morning) for entry in morning.unexplained)
    return Counter(one.due_on for one in days if one is not None and one.due_on > morning.now.date())

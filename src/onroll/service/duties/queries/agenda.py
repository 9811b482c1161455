"""What a person has to do by which day, in numbers and without a name: for a calendar, which others may see."""

from __future__ import annotations

import datetime as dt
from collections import Counter
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
    day: dt.date
    words: str


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
    due: Counter[tuple[dt.date, str]] = Counter()
    for record in DutyRecord.objects.filter(school_id=school_id, settled_at__isnull=True):
        state = state_of(record, now=now)
        if state is not DutyState.SET_ASIDE and record.rule in BY_NAME:
            due[_day_of(record, state, now.date()), BY_NAME[record.rule].title] += 1
    for day, number in _coming(morning_of(scope, school_id=school_id, now=now)).items():
        due[day, BY_NAME["reason_not_established"].title] += number
    return [
        Appointment(
            f"{school_id}-{day}-{title.lower().replace(' ', '-')}",
            school_id,
            day,
            f"{title}: {number} ({name})",
        )
        for (day, title), number in sorted(due.items())
    ]


def _day_of(record: DutyRecord, state: DutyState, today: dt.date) -> dt.date:
    if state is DutyState.PUT_OFF and record.put_off_until is not None:
        return record.put_off_until
    return max(localtime(record.due).date(), today)


def _coming(morning: Morning) -> Counter[dt.date]:
    """Count absences whose reason may still be looked for, by the day on which it must be known."""
    days = (established_until(entry.date, morning) for entry in morning.unexplained)
    return Counter(one.due_on for one in days if one is not None and one.due_on > morning.now.date())

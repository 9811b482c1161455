"""A week of a school's duties in numbers: what was found, what was settled and how soon, what is left."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries.kept import Together, duty_list
from onroll.service.duties.standing import RULES

DAYS = 7


@dataclass(frozen=True, slots=True)
class OfARule:
    """What a week came to for one kind of duty; `in_time` is of those settled."""

    title: str
    found: int
    settled: int
    in_time: int
    passed_on: int
    found_again: int
    left: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week's duties by kind, and what is overdue at its end or now."""

    first_day: dt.date
    last_day: dt.date
    rules: list[OfARule]
    overdue: list[Together]
    waiting: list[Together]


def week_of(scope: Scope, *, school_id: int, of: dt.date, now: dt.datetime) -> Week:
    """Return the week, Monday to Sunday, that a day is in. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id)
    first = of - dt.timedelta(days=of.weekday())
    last = first + dt.timedelta(days=DAYS - 1)
    found, settled, in_time, passed_on, again = (Counter[str]() for _ in range(5))
    for event in _events(school_id, first, last):
        record = event.record
        if event.what == DutyEvent.What.FOUND:
            found[record.rule] += 1
        elif event.what == DutyEvent.What.FOUND_AGAIN:
            again[record.rule] += 1
        elif event.what == DutyEvent.What.PASSED_ON:
            passed_on[record.rule] += 1
        else:
            settled[record.rule] += 1
            in_time[record.rule] += event.at <= record.due
    left = Counter(_left(school_id, min(last, now.date())))
    rules = [
        OfARule(
            rule.title, found[rule.name], settled[rule.name], in_time[rule.name], passed_on[rule.name],
            again[rule.name], left[rule.name],
        )
        for rule in RULES
    ]  # fmt: skip
    open_now = duty_list(scope, school_id=school_id, now=now)
    waits = duty_list(scope, school_id=school_id, now=now, which="waiting")
    overdue = [one for one in open_now.together if one.first.state == "overdue"]
    return Week(first, last, rules, overdue, waits.together)


def _events(school_id: int, first: dt.date, last: dt.date) -> Iterable[DutyEvent]:
    wanted = (
        DutyEvent.What.FOUND,
        DutyEvent.What.FOUND_AGAIN,
        DutyEvent.What.PASSED_ON,
        DutyEvent.What.SETTLED,
    )
    begins, ends = midnight(first), midnight(last + dt.timedelta(days=1))
    return DutyEvent.objects.filter(
        school_id=school_id, what__in=wanted, at__gte=begins, at__lt=ends
    ).select_related("record")


def _left(school_id: int, at: dt.date) -> Iterable[str]:
    """Return the rule of everything that had been found by the end of a day and was not settled by then."""
    ends = midnight(at + dt.timedelta(days=1))
    return (
        DutyRecord.objects.filter(school_id=school_id, found_at__lt=ends)
        .filter(Q(settled_at__isnull=True) | Q(settled_at__gte=ends))
        .values_list("rule", flat=True)
    )

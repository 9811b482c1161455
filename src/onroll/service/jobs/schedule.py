"""When each job is due: data, and the ticker that puts due jobs on the queue once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from onroll.service.jobs import tasks
from onroll.service.jobs.models import Schedule


@dataclass(frozen=True, slots=True)
class Timetable:
    """A job and the last moment it was due at, up to now."""

    name: str
    job: Any
    last_due: Callable[[dt.datetime], dt.datetime]


def every(minutes: int) -> Callable[[dt.datetime], dt.datetime]:
    """Due at every so many minutes of the hour."""
    return lambda now: now.replace(minute=now.minute - now.minute % minutes, second=0, microsecond=0)


def daily(hour: int, minute: int = 0) -> Callable[[dt.datetime], dt.datetime]:
    """Due once a day; a worker that was off then catches up when it starts."""

    def last_due(now: dt.datetime) -> dt.datetime:
        due = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return due if due <= now else due - dt.timedelta(days=1)

    return last_due


def weekly(weekday: int, hour: int) -> Callable[[dt.datetime], dt.datetime]:
    """Due once a week, Monday being 0; a worker that was off then catches up when it starts."""

    def last_due(now: dt.datetime) -> dt.datetime:
        day = now - dt.timedelta(days=(now.weekday() - weekday) % 7)
        due = day.replace(hour=hour, minute=0, second=0, microsecond=0)
        return due if due <= now else due - dt.timedelta(days=7)

    return last_due


TIMETABLE = (
    Timetable("close registers", tasks.close_registers, every(minutes=1)),
    Timetable("send messages", tasks.send_messages, every(minutes=1)),
    Timetable("enter reasons", tasks.enter_reasons, every(minutes=1)),
    Timetable("enter plans", tasks.enter_plans, every(minutes=5)),
    Timetable("recheck duties", tasks.recheck_changed, every(minutes=5)),
    Timetable("recheck every duty", tasks.recheck_all, daily(hour=1, minute=30)),
    Timetable("weekly email", tasks.send_weekly_digests, weekly(weekday=0, hour=7)),
    Timetable("extract registers", tasks.extract_all, daily(hour=2, minute=30)),
    Timetable("clear away", tasks.clear_away, daily(hour=3, minute=30)),
)


def tick(now: dt.datetime) -> list[str]:
    """Put every job that has come due on the queue, unless it is there already; return their names."""
    return [line.name for line in TIMETABLE if _enqueue_once(line, line.last_due(now))]


def _enqueue_once(line: Timetable, due_at: dt.datetime) -> bool:
    if Schedule.objects.filter(name=line.name, due_at=due_at).exists():
        return False
    try:
        # The due moment and its job are kept together or not at all.
        with transaction.atomic():
            Schedule.objects.create(name=line.name, due_at=due_at)
            line.job.enqueue()
    except IntegrityError:
        return False
    return True

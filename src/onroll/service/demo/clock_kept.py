"""A demo that is here, and the moment its clock was left at: what every command asks first, so nothing that draws a demo is loaded for it."""

from __future__ import annotations

import datetime as dt
import os

from django.db import DatabaseError

from onroll.service.access import demo_mode
from onroll.service.attendance_register.models import Submission
from onroll.service.clock import LONDON, real_now
from onroll.service.demo import demo_clock
from onroll.service.demo.models import Demo


def is_here() -> bool:
    """Say whether this database holds a demo; nothing is known of one without tables."""
    try:
        return demo_mode.is_demo() and Demo.objects.exists()
    except DatabaseError:
        return False


def keep_clock() -> None:
    """Set this process's clock to the demo's where one is here and nobody serves it: it stands where it was left."""
    if demo_clock.OFFSET not in os.environ and is_here():
        open_at(reached(Demo.objects.get()))


def clock_offset(now: dt.datetime | None = None) -> dt.timedelta:
    """Return how far the clock stands from the real one: a demo's goes on from what it was opened at."""
    if demo_clock.OFFSET in os.environ:
        return dt.timedelta(seconds=float(os.environ[demo_clock.OFFSET]))
    if not is_here():
        return dt.timedelta()
    return demo_clock.offset_of(now or reached(Demo.objects.get()), real_now=real_now())


def open_at(moment: dt.datetime) -> None:
    """Set this process to the demo, and its clock to a moment."""
    os.environ[demo_mode.SWITCH] = "1"
    demo_clock.run_from(moment, real_now=real_now())


def reached(demo: Demo) -> dt.datetime:
    """Return the last moment anything was written at."""
    last = Submission.objects.order_by("-made_at").values_list("made_at", flat=True).first()
    return max(moment for moment in (demo.written_until, last) if moment).astimezone(LONDON)

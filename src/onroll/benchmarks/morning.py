"""What a morning asks of a hundred schools: its jobs, one after another, and the pages of the largest."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

from onroll.benchmarks.hundred_schools import BenchMorning, make_hundred_schools
from onroll.benchmarks.pages import as_a_web_process, ask_in_turn, signed_in
from onroll.benchmarks.school import moment
from onroll.benchmarks.settling import settle
from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.asking import about_session, ask_for_messages
from onroll.service.correspondence.drafting import Request
from onroll.service.correspondence.templates import TEXT
from onroll.service.jobs.schedule import TIMETABLE, Timetable

#: A quarter past nine has gone, so every register is due to be closed; parents may be written to.
AT = dt.time(9, 20)
_BY = Actor.service("bench")
#: What is done again within so many minutes is a morning's; the rest is a night's.
_OFTEN = dt.timedelta(minutes=5)


def morning() -> dict[str, object]:
    """Measure every job of a morning for a hundred schools, and the board and the call list of the largest."""
    made = make_hundred_schools()
    now = moment(made.day, AT.hour, AT.minute)
    asked = sum(_write_to_parents(made, school, now) for school in made.school_ids)
    took = {line.name: _seconds(line) for line in jobs_of_a_morning(now)}
    settle()
    return {
        "schools": len(made.school_ids),
        "away": sum(map(len, made.away.values())),
        "messages": asked,
        "seconds": round(sum(took.values()), 1),
        "jobs": {name: round(seconds, 2) for name, seconds in took.items()},
        **_pages(made),
    }


def jobs_of_a_morning(now: dt.datetime) -> Iterator[Timetable]:
    """Yield what is done again and again in a morning; what is done once a night is left out."""
    yield from (line for line in TIMETABLE if now - line.last_due(now) < _OFTEN)


def _seconds(line: Timetable) -> float:
    started = time.perf_counter()
    line.job.call()
    return time.perf_counter() - started


def _write_to_parents(made: BenchMorning, school_id: int, now: dt.datetime) -> int:
    """Ask for a text to a parent of everybody who is away, as the office does; it is sent by a job."""
    asked = ask_for_messages(
        Request(
            school_id,
            "absence-no-reason",
            about_session(made.day, "AM"),
            TEXT,
            {pupil: {"session": "this morning"} for pupil in made.away[school_id]},
            made.day,
        ),
        by=_BY,
        now=now,
    )
    return len(asked.messages)


def _pages(made: BenchMorning) -> dict[str, object]:
    home = f"/schools/{made.large_id}"
    with as_a_web_process():
        browser = signed_in(made.officer)
        board = ask_in_turn([(browser, f"{home}/registers/?date={made.day}&session=AM")], requests=30)
        calls = ask_in_turn([(browser, f"{home}/absences/?date={made.day}&session=AM")], requests=30)
    return {
        "board": board,
        "call_list": calls,
        "slowest_page_ms": max(float(str(one["median_ms"])) for one in (board, calls)),
    }

"""Every figure on one engine, in a process and a data folder of its own: `python -m onroll.benchmarks.engine sqlite`."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onroll.benchmarks.settling import settle
from onroll.benchmarks.targets import judged
from onroll.service import clock

if TYPE_CHECKING:
    from onroll.benchmarks.school import BenchSchool

Figures = dict[str, object]


def measure(engine: str, only: frozenset[str] = frozenset()) -> Figures:
    """Measure an engine in a new data folder; `only` names pieces of work, otherwise all are done."""
    with tempfile.TemporaryDirectory(prefix="onroll-bench-") as folder:
        os.environ |= {"ONROLL_DATA": folder, "ONROLL_DATABASE_URL": ""}
        _put_clock(_last_day(), dt.time(13, 5))
        _start(engine)
        try:
            return _measured(engine, only)
        finally:
            from django.db import connections

            connections.close_all()


def _measured(engine: str, only: frozenset[str]) -> Figures:
    from onroll.benchmarks import pages, teachers
    from onroll.benchmarks.baseline import baseline
    from onroll.benchmarks.extracting import extract_year
    from onroll.benchmarks.importing import import_school
    from onroll.benchmarks.letters import letters
    from onroll.benchmarks.pages_of_1500 import pages_of_1500
    from onroll.benchmarks.school import make_school

    figures: Figures = {"database": _database(), "baseline": baseline()}

    @cache
    def school() -> BenchSchool:
        """Make the school for the first work that asks for it."""
        started = time.perf_counter()
        made = make_school()
        settle()
        figures["entering_the_year_seconds"] = round(time.perf_counter() - started, 2)
        return made

    work: dict[str, Callable[[], Figures]] = {
        "open_register": lambda: _open_register(school()),
        "save_register": lambda: pages.save_registers(
            school(), [*school().to_take[:5], *school().to_take[-2:]]
        ),
        "change_register": lambda: pages.change_registers(school(), school().to_take[-2:]),
        "pupil_page": lambda: pages.pupil_page(school()),
        "call_list": lambda: _call_list(school()),
        "morning": _morning,
        "letters": letters,
        "year_report": lambda: pages.year_report(school()),
        "school_figures": lambda: pages.school_figures(school()),
        "teachers_at_once": lambda: teachers.at_once(school(), school().to_take[8:15]),
        "verify_ledger": lambda: _verify(school().school_id),
        "extract_year": lambda: extract_year(school()),
        "pages_of_1500": lambda: pages_of_1500(engine),
        "import_school": lambda: import_school(engine),
    }
    in_web_process = {
        "open_register",
        "save_register",
        "change_register",
        "pupil_page",
        "call_list",
        "year_report",
        "school_figures",
    }
    for name, measured in work.items():
        if only and name not in only:
            continue
        _say(f"{engine}: {name.replace('_', ' ')}")
        if name in in_web_process:
            school()  # made by a process that sees every school
            with pages.as_a_web_process():
                found = measured()
        else:
            found = measured()
        figures[name] = judged(name, found)
    return figures


def _open_register(school: BenchSchool) -> Figures:
    """Open the first registers that nobody has taken, in their session: the ten sessions before are in each strip."""
    from onroll.benchmarks import pages

    day, session = place = school.to_take[0]
    with _on(day, dt.time(8, 50) if session == "AM" else dt.time(13, 5)):
        return pages.open_register(school, place)


def _call_list(school: BenchSchool) -> Figures:
    """Open the calls of a morning on which more are away without a reason than of a school half as large again."""
    from onroll.benchmarks import pages
    from onroll.benchmarks.school import enter_calls

    day, session = place = next(one for one in school.to_take[5:8] if one[1] == "AM")
    with _on(day, dt.time(9, 45)):
        return pages.call_list(school, place, enter_calls(school, day, session))


def _morning() -> Figures:
    """Do a morning's jobs for a hundred other schools, and open the pages of the largest."""
    from onroll.benchmarks.hundred_schools import day_of_the_morning
    from onroll.benchmarks.morning import AT, morning

    with _on(day_of_the_morning(), AT):
        return morning()


def _verify(school_id: int) -> Figures:
    from onroll.service.access.actor import Actor
    from onroll.service.attendance_register.verification import verify_register

    scope = Actor.service("bench").scope
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        found = verify_register(scope, school_id=school_id)
        seconds.append(time.perf_counter() - started)
    return {
        "seconds": round(min(seconds), 2),
        "entries": found.entries,
        "submissions": found.submissions,
        "is_whole": found.is_whole,
    }


def _last_day() -> dt.date:
    """Return the day of the last sessions to be taken."""
    from onroll.benchmarks.made_up import DAYS, DAYS_TO_TAKE, school_days

    return school_days(DAYS + DAYS_TO_TAKE)[-1]


def _put_clock(day: dt.date, time_of_day: dt.time) -> None:
    """Let the service's clock stand at a moment."""
    there = dt.datetime.combine(day, time_of_day, tzinfo=clock.LONDON)
    os.environ["ONROLL_CLOCK_OFFSET"] = str((there - clock.real_now()).total_seconds())


@contextmanager
def _on(day: dt.date, time_of_day: dt.time) -> Iterator[None]:
    """Let the service's clock stand at a moment meanwhile."""
    _put_clock(day, time_of_day)
    try:
        yield
    finally:
        _put_clock(_last_day(), dt.time(13, 5))


def _start(engine: str) -> None:
    from onroll.service.start import start_service

    if engine == "sqlite":
        os.environ["ONROLL_DATABASE_URL"] = ""
    else:
        del os.environ["ONROLL_DATABASE_URL"]
    start_service(postgres=engine == "postgres", may_be_new=True)


def _database() -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    connection.ensure_connection()
    version = connection.connection.info.server_version
    return f"PostgreSQL {version // 10_000}.{version % 10_000}"


def _say(words: str) -> None:
    print(f"Onroll: {words}", file=sys.stderr, flush=True)


def main() -> None:
    """Print one engine's figures as JSON on the file named after the engine."""
    engine, out, *only = sys.argv[1:]
    Path(out).write_text(json.dumps(measure(engine, frozenset(only))))


if __name__ == "__main__":
    main()

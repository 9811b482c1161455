"""Times and statements: medians of many, and SQL without what only opens and closes transactions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, NamedTuple

from django.db import connection

#: Transaction control, and the setting that row-level security reads.
_NOT_COUNTED = (
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "SELECT set_config('app.",
    "RESET app.",
)


Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class Taken(NamedTuple):
    """How long a piece of work took: by the clock, and of this process's own computing. Both in milliseconds."""

    clock: float
    computing: float


def taken_by(work: Callable[[], object]) -> Taken:
    """Time one piece of work."""
    computed, started = time.process_time(), time.perf_counter()
    work()
    return Taken((time.perf_counter() - started) * 1_000, (time.process_time() - computed) * 1_000)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long one piece of work takes by the clock."""
    return taken_by(work).clock


def statements(work: Callable[[], object]) -> list[str]:
    """Return the SQL a piece of work sends, without transaction control."""
    sent: list[str] = []

    def note(execute: Execute, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        sent.append(sql.lstrip())
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        work()
    return [sql for sql in sent if not sql.startswith(_NOT_COUNTED)]


def spread(times: Sequence[Taken], *, rounds: int = 3) -> dict[str, float]:
    """Return the best median of some rounds, and beside it what says how far to believe it.

    Other work on the machine only ever makes a round slower, so the best round says most about the program; the median of
    its own computing says what is left where the machine was never quiet.
    """
    clock = [one.clock for one in times]
    size = max(1, len(clock) // rounds)
    by_round = [
        median(clock[start : start + size]) for start in range(0, size * rounds, size) if clock[start:]
    ]
    return {
        "median_ms": round(min(by_round), 2),
        "median_of_all_ms": round(median(clock), 2),
        "fastest_ms": round(min(clock), 2),
        "slowest_twentieth_ms": round(sorted(clock)[int(len(clock) * 0.95)], 2),
        "computing_median_ms": round(median(one.computing for one in times), 2),
        "requests": len(times),
    }

"""How fast the law answers by itself: no database, no framework."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from onroll.law.penalty_notice_weeks import first_weeks_met

PUPIL_YEARS = 100_000
SCHOOL_WEEKS = 39
ROUNDS = 3
AS_AT = date(2027, 7, 21)
# Sessions that count in a school week: most weeks none, now and then a whole week's holiday.
USUAL_WEEKS = (*[0] * 12, 1, 1, 2, 3, 4, 10)


def threshold() -> dict[str, object]:
    """Find the week in which each of 100,000 pupil-years, given as weekly counts, met the threshold."""
    made = random.Random(2026)  # noqa: S311 - made-up pupils, the same every time
    pupils = [made.choices(USUAL_WEEKS, k=SCHOOL_WEEKS) for _ in range(PUPIL_YEARS)]
    seconds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        met = sum(week is not None for week in first_weeks_met(pupils, as_at=AS_AT))
        seconds.append(time.perf_counter() - started)
    return {"seconds": round(min(seconds), 2), "pupil_years": PUPIL_YEARS, "met": met}


def start() -> dict[str, object]:
    """Import the law in processes of its own, as `python -X importtime` counts it."""
    milliseconds = [_imported() for _ in range(2 * ROUNDS + 1)]
    return {
        "milliseconds": round(min(milliseconds), 1),
        "median_milliseconds": round(statistics.median(milliseconds), 1),
    }


def _imported() -> float:
    command = [sys.executable, "-X", "importtime", "-c", "import onroll.law"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr  # noqa: S603 - this very program
    _, microseconds, _ = said.splitlines()[-1].removeprefix("import time:").split("|")
    return int(microseconds) / 1_000


# Measured once, whatever the engine.
WORK: dict[str, Callable[[], dict[str, object]]] = {"law_threshold": threshold, "law_import": start}

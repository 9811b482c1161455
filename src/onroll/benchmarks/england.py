"""England's year of marks: one county's parts read again and again under new ids, counted by the same engine.

Run by hand on a quiet machine: `./run bench analysis --only england`. It is given entries alone, and every figure is worked out but the
report and the files. Several sizes, each in a process of its own, show how time and memory grow.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from onroll.analysis.analyse import Inputs, open_files
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.whole import Batch, count_marks
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.groupings import ALL
from onroll.analysis.measures import cells
from onroll.analysis.opening import OpenTable
from onroll.analysis.school_batches import SchoolBatch, school_batches
from onroll.analysis.totals import national_totals
from onroll.benchmarks.commands import run_program

ENTRIES = 3_200_000_000
#: The parts of the whole that are measured before it.
SIZES = (1 / 20, 1 / 10, 1 / 4, 1)
#: What the tables may take; the process takes some hundred megabytes more, of the 8 GB it may.
_MEMORY = "7GB"
_COLUMNS = "date, session, code, minutes_late"


def england(county: Path, *, entries: int = ENTRIES) -> dict[str, object]:
    """Measure each size, the smallest first; `county` is a folder of entries as `onroll generate` writes them."""
    sizes = [_measured(county, round(entries * size)) for size in SIZES]
    return {**sizes[-1], "sizes": sizes}


def _measured(county: Path, entries: int) -> dict[str, object]:
    out = county.parent / f"england-{entries}.json"
    run = run_program(
        [sys.executable, "-m", "onroll.benchmarks.england", str(county), str(entries), str(out)],
        environment={},
    )
    found = json.loads(out.read_text())
    return {
        **found,
        "seconds": round(run.seconds, 1),
        "peak_megabytes": round(run.megabytes),
        "entries_a_second": round(found["entries"] / run.seconds),
    }


def main(county: Path, entries: int, out: Path) -> None:
    """Count so many entries, or a batch of schools more, and write what they came to and what computing they took."""
    with DuckDBEngine(threads=2, memory=_MEMORY, folder=out.parent) as engine:
        opened = open_files(engine, Inputs(county)).entries
        first, last = engine.rows(f"SELECT min(date), max(date) FROM ({opened.select(tidy=False)}) AS e")[0]
        scope = Scope.of(first, last)
        batches = [
            replace(one, last_day=last) for one in _batches(opened, school_batches(engine, opened), entries)
        ]
        spent = _Spent()
        count_marks(engine, scope, batches, (ALL,), progress=partial(_say, spent))
        spent.on("pupils")
        totals = national_totals(engine, scope)
        figures = sum(len(found) for found in cells(engine, scope, (ALL,)).values())
        spent.on("measures")
    found = {name: totals[name] for name in ("entries", "schools", "pupils", "persistent", "threshold_met")}
    out.write_text(
        json.dumps(
            {
                **found,
                "figures": figures,
                "processor_seconds": round(_processor_seconds(), 1),
                "spent": spent.found,
            }
        )
    )


def _batches(opened: OpenTable, schools: Sequence[SchoolBatch], entries: int) -> Iterator[Batch]:
    """Yield batches of schools until there are as many entries as asked for, a copy of the county after another.

    A copy's number stands before every id, so that no school and no pupil is in two of them.
    """
    copy, seen = 0, 0
    while seen < entries:
        copy += 1
        for one in schools:
            yield _of_copy(opened, one, f"{copy:03}-")
            seen += one.rows
            if seen >= entries:
                return


def _of_copy(opened: OpenTable, schools: SchoolBatch, prefix: str) -> Batch:
    ids = f"'{prefix}' || school AS school, '{prefix}' || pupil AS pupil"
    as_they_stand, tidied = (
        f"SELECT {ids}, {_COLUMNS} FROM "
        f"({opened.select(tidy=tidy, leave_out=('recorded_at',), parts=schools.parts, where=schools.where)}) AS e"
        for tidy in (False, True)
    )
    first, last = schools.first or "", schools.last or "~"
    return Batch(as_they_stand, tidied, f"school BETWEEN '{prefix}{first}' AND '{prefix}{last}'")


class _Spent:
    """What each stage took, by the clock and of the processors, in seconds: batches, then pupils over all of them, then measures."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, float]] = {}
        self._then = time.perf_counter(), _processor_seconds()

    def on(self, stage: str) -> None:
        """Put down what was spent since the last stage ended."""
        now = time.perf_counter(), _processor_seconds()
        clock, processors = (round(one - other, 1) for one, other in zip(now, self._then, strict=True))
        self.found[stage] = {"seconds": clock, "processor_seconds": processors}
        self._then = now


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _say(spent: _Spent, done: int, of: int) -> None:
    if done == of:
        spent.on("batches")
    if done % 20 == 0 or done == of:
        print(f"{done} of {of} batches", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))

"""Scan a folder of entries with Onroll's own counting; run as a program, so that its memory can be seen."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onroll.analysis.analyse import Inputs, count_files
from onroll.analysis.counting.passes import SUMS
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.totals import sums_of_enrolments


def main(entries: Path, out: Path) -> None:
    """Count, and write what both programs are compared by."""
    with DuckDBEngine(threads=2, memory="500MB") as engine:
        scope, _ = count_files(engine, Inputs(entries), passes=SUMS)
        sums = sums_of_enrolments(engine, scope)
    out.write_text(json.dumps({"met": sums["threshold_met"], "persistent": sums["persistent"]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""A county's year of marks: made up, analysed whole, and held against straightforward pandas in the same minutes."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from onroll.benchmarks.commands import run_command, run_program
from onroll.benchmarks.england import ENTRIES, england

SCHOOLS, PUPILS, YEAR = 400, 120_000, 2025
THREADS = 2


def county(only: Collection[str] = ()) -> dict[str, dict[str, object]]:
    """Measure every piece of work on one county, made once; or those alone that are named."""
    with _made() as (folder, generating):
        work: dict[str, Callable[[], dict[str, object]]] = {
            "generate_county": lambda: generating,
            "analyse_county": lambda: _analysed(folder),
            "scan_county": lambda: _scanned_twice(folder),
            "authority_pages": lambda: _program("onroll.benchmarks.authority", folder, folder.parent),
        }
        return {name: measured() for name, measured in work.items() if not only or name in only}


def country(entries: int | None = None) -> dict[str, dict[str, object]]:
    """Measure England's year, or as many entries as asked for, made of one county's."""
    with _made() as (folder, _):
        return {"england": england(folder / "entries", entries=entries or ENTRIES)}


@contextmanager
def _made() -> Iterator[tuple[Path, dict[str, object]]]:
    with tempfile.TemporaryDirectory(prefix="onroll-bench-county-") as name:
        folder = Path(name) / "county"
        asked = ("--schools", SCHOOLS, "--pupils", PUPILS, "--year", YEAR, "--out", folder)
        seconds, megabytes = run_command("generate", *asked, environment={})
        size = sum(path.stat().st_size for path in folder.rglob("*.parquet"))
        yield (
            folder,
            {
                "seconds": round(seconds, 2),
                "peak_megabytes": round(megabytes),
                "megabytes_of_files": round(size / 1e6, 1),
            },
        )


def _analysed(folder: Path) -> dict[str, object]:
    """Analyse the whole: every pupil measure, quality, report."""
    seconds, megabytes = run_command(
        "analyse",
        folder / "entries",
        *("--pupils", folder / "pupils.parquet", "--calendar", folder / "calendar.parquet"),
        *("--threads", THREADS, "--memory", "1500MB", "--out", folder.parent / "out"),
        environment={},
    )
    return {"seconds": round(seconds, 2), "peak_megabytes": round(megabytes)}


def _scanned_twice(folder: Path) -> dict[str, object]:
    """Work out enrolment totals, persistent absence and the ten-week threshold of the entries alone, and in pandas.

    Pandas as somebody would who is given the school weeks of each school by its entries.
    """
    lean, plain = (
        _program(module, folder / "entries", folder.parent)
        for module in ("onroll.benchmarks.county_scan", "onroll.benchmarks.county_in_pandas")
    )
    if lean["met"] != plain["met"] or lean["persistent"] != plain["persistent"]:
        raise AssertionError(f"The two do not agree: {lean}, {plain}.")
    return {
        "seconds": lean["seconds"],
        "peak_megabytes": lean["peak_megabytes"],
        "pandas_seconds": plain["seconds"],
        "pandas_peak_megabytes": plain["peak_megabytes"],
        "time_against_pandas": round(float(str(lean["seconds"])) / float(str(plain["seconds"])), 3),
        "memory_against_pandas": round(
            float(str(lean["peak_megabytes"])) / float(str(plain["peak_megabytes"])), 3
        ),
    }


def _program(module: str, given: Path, beside: Path) -> dict[str, object]:
    out = beside / f"{module}.json"
    seconds, megabytes = run_program([sys.executable, "-m", module, str(given), str(out)], environment={})
    return {
        **json.loads(out.read_text()),
        "seconds": round(seconds, 2),
        "peak_megabytes": round(megabytes),
    }


#: The pieces of work that one county serves.
WORK = ("generate_county", "analyse_county", "scan_county", "authority_pages", "england")

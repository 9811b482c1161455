"""`onroll import school` into a new database, as a process of its own: how long, and how much memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from onroll.benchmarks.counting import milliseconds
from onroll.benchmarks.files import write_files
from onroll.service import embedded_postgres


class ImportFailed(Exception):
    """The import refused the bench's own files."""


def import_school(engine: str) -> dict[str, object]:
    """Measure importing a thousand pupils and their year on an engine."""
    with tempfile.TemporaryDirectory(prefix="onroll-bench-import-") as name:
        folder = Path(name)
        files, data = folder / "files", folder / "data"
        files.mkdir()
        data.mkdir()
        write_files(files)
        size = sum(path.stat().st_size for path in files.iterdir())
        with _database(engine, data) as url:
            environment = {**os.environ, "ONROLL_DATA": str(data), "ONROLL_DATABASE_URL": url}
            making = milliseconds(lambda: _make_database(environment)) / 1_000
            seconds, megabytes = _run(files, environment)
    return {
        "seconds": round(seconds, 2),
        "making_the_database_seconds": round(making, 2),
        "peak_megabytes": round(megabytes),
        "megabytes_of_files": round(size / 1e6, 1),
    }


def _database(engine: str, data: Path) -> AbstractContextManager[str]:
    if engine == "postgres":
        return embedded_postgres.running(data / embedded_postgres.FOLDER)
    return nullcontext("")


def _run(files: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Return how long the command took and the most memory it held, the database's own not counted."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "onroll.cli.main", "import", "school", str(files), "--yes"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise ImportFailed(said)
    return time.perf_counter() - started, usage.ru_maxrss / 1_024


def _make_database(environment: dict[str, str]) -> None:
    """Make the tables, as the first start of any command does, so that the import is timed by itself."""
    start = "from onroll.service.start import start_service; start_service(may_be_new=True)"
    subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-c", start], env=environment, check=True, capture_output=True
    )

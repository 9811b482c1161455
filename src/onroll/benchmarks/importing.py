"""`onroll import school` into a new database, as a process of its own: how long, and how much memory at most."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from onroll.benchmarks.commands import run_command
from onroll.benchmarks.counting import milliseconds
from onroll.benchmarks.files import write_files
from onroll.service import embedded_postgres


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
            seconds, megabytes = run_command("import", "school", files, "--yes", environment=environment)
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


def _make_database(environment: dict[str, str]) -> None:
    """Make the tables, as the first start of any command does, so that the import is timed by itself."""
    start = "from onroll.service.start import start_service; start_service(may_be_new=True)"
    subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-c", start], env=environment, check=True, capture_output=True
    )

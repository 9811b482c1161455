"""The commands that change registers in bulk, and what becomes of the extract: each in a process of its own."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.factories.school_folder import SchoolFolder, a_school_folder

pytestmark = pytest.mark.one_database

DATABASE = "onroll.sqlite3"
#: A week that may be disposed of, and one that may not.
TERMS = ((dt.date(2021, 11, 1), dt.date(2021, 11, 5)), (dt.date(2025, 9, 8), dt.date(2025, 9, 12)))

KILLED_ONCE_WRITTEN = """
import os, signal, sys
from onroll.cli.main import main
from onroll.service.extracts import parquet

put, when = parquet.put, sys.argv.pop()

def put_and_be_killed(written, place):
    if when == "after":
        put(written, place)
    os.kill(os.getpid(), signal.SIGKILL)

parquet.put = put_and_be_killed
sys.argv = ["onroll", "extract", "--afresh"]
main()
"""


READS_TWICE = """
import sys
from onroll.service.start import start_service
start_service()
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.extracts.reading import one_moment
with one_moment():
    for _ in range(2):
        print(CurrentEntry.objects.filter(code="W").count(), flush=True)
        sys.stdin.readline()
"""


EXTRACTS_ALONE = """
from onroll.service.start import start_service
start_service()
from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.extracts.extracting import extract_registers
extract_registers(by=Actor.service("test"), now=clock.now())
"""


class DataFolder:
    """A data folder, and programs over it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        names = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ONROLL_"))
        }
        self.environment = {**names, "ONROLL_DATA": str(path), "ONROLL_DATABASE_URL": ""}

    def onroll(self, *words: object, status: int = 0) -> str:
        """Give a command, and return what it printed."""
        done = self._run("-m", "onroll.cli.main", *map(str, words))
        assert done.returncode == status, done.stderr
        return done.stdout

    def extract(self) -> None:
        """Extract, without counting the figures, which takes longer."""
        assert self._run("-c", EXTRACTS_ALONE).returncode == 0

    def killed_extracting(self, when: str) -> None:
        """Extract, and be killed before or after the first part is in its place."""
        assert self._run("-c", KILLED_ONCE_WRITTEN, when).returncode == -signal.SIGKILL

    def read_twice(self) -> subprocess.Popen[str]:
        """Begin to read at one moment: a count for the first line given, and another for the second."""
        return subprocess.Popen(
            [sys.executable, "-c", READS_TWICE], env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def parts(self) -> dict[str, list[tuple[object, ...]]]:
        """Return the parts there are, with the rows of each."""
        paths = sorted(self.path.glob("extracts/*/*/*.parquet"))
        return {str(path.relative_to(self.path)): duckdb.read_parquet(str(path)).fetchall() for path in paths}

    def copied_to(self, path: Path) -> DataFolder:
        """Copy it all, whatever a program left open."""
        shutil.copytree(self.path, path, ignore=shutil.ignore_patterns("onroll.sqlite3*"))
        with sqlite3.connect(self.path / DATABASE) as source, sqlite3.connect(path / DATABASE) as target:
            source.backup(target)
        return DataFolder(path)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *words], env=self.environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def imported(tmp_path_factory, prepared_folder) -> DataFolder:
    """A folder with a school brought in, and nothing extracted."""
    folder = tmp_path_factory.mktemp("imported")
    shutil.copytree(prepared_folder, folder / "data")
    files = a_school_folder(folder / "files", SchoolFolder(pupils=12, terms=TERMS))
    data = DataFolder(folder / "data")
    data.onroll("import", "school", files)
    return data


@pytest.fixture(scope="module")
def extracted(imported, tmp_path_factory) -> DataFolder:
    """A folder whose worker has extracted the school, and counted its figures."""
    data = imported.copied_to(tmp_path_factory.mktemp("extracted") / "data")
    assert not data.parts()
    data.onroll("worker", "--once")
    return data


@pytest.fixture
def data(imported, tmp_path) -> DataFolder:
    return imported.copied_to(tmp_path / "data")


class TestAnImport:
    def test_has_the_school_extracted_by_the_next_worker(self, extracted):
        years = {part.split("/")[2] for part in extracted.parts()}
        assert years >= {"year=2021", "year=2025"}
        assert f"equal. {len(extracted.parts())} parts" in extracted.onroll("extract", "--verify")


class TestAnExtraction:
    def test_killed_leaves_whole_parts_and_is_done_again(self, extracted, tmp_path):
        data = extracted.copied_to(tmp_path / "data")
        for when in ("before", "after"):
            data.killed_extracting(when)
            assert data.parts() == extracted.parts()
        data.extract()
        assert data.parts() == extracted.parts()
        assert not list(data.path.glob("extracts/.unfinished/*"))

    def test_killed_the_first_time_is_done_by_the_next(self, data, extracted):
        data.killed_extracting("after")
        assert len(data.parts()) == 1
        assert "There is no such part" in data.onroll("extract", "--verify", status=1)
        data.extract()
        assert data.parts() == extracted.parts()


class TestReading:
    def test_is_of_one_moment_and_keeps_no_writer_waiting(self, data):
        reader = data.read_twice()
        before = reader.stdout.readline()
        with sqlite3.connect(data.path / DATABASE, timeout=0) as db:
            changed = db.execute("UPDATE attendance_register_currententry SET code = 'W'").rowcount
            db.commit()
        after, _ = reader.communicate("\n\n")
        assert (before, after, changed > 0) == ("0\n", "0\n", True)


class TestRebuilding:
    def test_writes_the_extract_afresh_from_what_was_rebuilt(self, data, extracted):
        with sqlite3.connect(data.path / DATABASE) as db:
            db.execute("UPDATE attendance_register_currententry SET code = 'V' WHERE code = 'I'")
        data.extract()
        assert data.parts().keys() == extracted.parts().keys()
        assert data.parts() != extracted.parts()
        data.onroll("registers", "rebuild")
        assert data.parts() == extracted.parts()


class TestDisposal:
    def test_takes_what_was_disposed_of_out_of_the_extract_at_once(self, extracted, tmp_path):
        data = extracted.copied_to(tmp_path / "data")
        years = {part.split("/")[2] for part in data.parts()}
        kept = {path.parent.name for path in data.path.glob("extracts/figures/*/*.sqlite")}
        assert "year=2021" in kept
        data.onroll("registers", "dispose", "--before", "2022-09-01")
        left = {path.parent.name for path in data.path.glob("extracts/figures/*/*.sqlite")}
        assert left == kept - {"year=2021"}
        assert {part.split("/")[2] for part in data.parts()} == years - {"year=2021"}
        assert "equal." in data.onroll("extract", "--verify")

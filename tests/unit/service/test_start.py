"""Other commands learn from the data folder what is being served, and whose clock it keeps."""

import os
import stat
import subprocess
import sys

import pytest

from onroll.service.data_folder import data_folder
from onroll.service.start import Serving, no_longer_serving, serving_from


@pytest.fixture
def serving():
    return Serving(pid=os.getpid(), address="http://localhost:8000", database_url="", clock_offset=-3600.0)


class TestServing:
    def test_is_read_back_as_it_was_left(self, tmp_path, serving):
        serving.write(tmp_path)
        assert serving_from(tmp_path) == serving

    def test_is_nothing_in_a_new_folder(self, tmp_path):
        assert serving_from(tmp_path) is None

    def test_is_nothing_once_taken_back(self, tmp_path, serving):
        serving.write(tmp_path)
        no_longer_serving(tmp_path)
        assert serving_from(tmp_path) is None

    def test_is_nothing_when_its_process_was_killed(self, tmp_path, serving):
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        Serving(gone.pid, serving.address, "", 0.0).write(tmp_path)
        assert serving_from(tmp_path) is None

    def test_is_nothing_when_the_word_was_cut_short(self, tmp_path):
        (tmp_path / "serving.json").write_text('{"pid": 1')
        assert serving_from(tmp_path) is None

    def test_is_readable_by_its_owner_alone(self, tmp_path, serving):
        serving.write(tmp_path)
        assert stat.S_IMODE((tmp_path / "serving.json").stat().st_mode) == 0o600


class TestDataFolder:
    def test_is_what_the_environment_names(self, tmp_path, monkeypatch):
        monkeypatch.setenv("ONROLL_DATA", str(tmp_path))
        assert data_folder() == tmp_path

    def test_is_data_here_when_nothing_names_one(self, tmp_path, monkeypatch):
        monkeypatch.delenv("ONROLL_DATA", raising=False)
        monkeypatch.chdir(tmp_path)
        assert data_folder() == tmp_path / "data"


class TestAnEmptyFolder:
    def test_is_refused_by_a_command_that_does_not_make_one(self, tmp_path):
        done = subprocess.run(
            [sys.executable, "-m", "onroll.cli.main", "--data", str(tmp_path), "registers", "verify"],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 1
        assert done.stderr.startswith(f"Onroll: There is no Onroll data in {tmp_path}.")
        assert list(tmp_path.iterdir()) == []

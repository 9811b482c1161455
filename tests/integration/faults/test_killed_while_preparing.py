"""Killed while the database is being prepared for the first time: the next start prepares it, as if nothing had been."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

#: Ends the process, as a kill would, between making tables and noting that they are made.
KILLED_HALF_WAY = """
import os
from django.db.migrations.recorder import MigrationRecorder

record, met = MigrationRecorder.record_applied, []

def killed(self, app, name):
    met.append(name)
    if len(met) == 20:
        os._exit(9)
    record(self, app, name)

MigrationRecorder.record_applied = killed
"""
START = "from onroll.service.start import start_service; start_service(may_be_new=True)"


def started(data: Path, before: str = "") -> int:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ONROLL_"))
    }
    return subprocess.run(
        [sys.executable, "-c", f"{before}\n{START}"],
        env={**environment, "ONROLL_DATA": str(data)},
        check=False,
        capture_output=True,
    ).returncode


@pytest.mark.one_database
class TestAFirstStartKilledHalfWay:
    def test_leaves_no_table_and_the_next_start_makes_all(self, tmp_path: Path) -> None:
        data = tmp_path / "data"
        assert started(data, KILLED_HALF_WAY) == 9
        assert tables(data) <= {"django_migrations"}
        assert started(data) == 0
        assert "organisations_school" in tables(data)


def tables(data: Path) -> set[str]:
    with sqlite3.connect(data / "onroll.sqlite3") as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

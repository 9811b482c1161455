"""A database that outlives its processes, on whichever engine the run is: a file, or a PostgreSQL database of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[3]
TURNS = count(1)
END_OUR_OWN_SESSIONS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s AND usename = current_user
"""


class Store:
    """A data folder, and programs that run over it in processes of their own."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "ONROLL_DATA": str(folder),
            "ONROLL_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "onroll.service.settings.embedded",
        }

    def run(self, act: str, *words: str) -> Any:
        """Run an act of `acts.py` in a new process, and return what it printed."""
        command = [sys.executable, "-m", "tests.integration.faults.acts", act, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def onroll(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Give an onroll command over this folder."""
        command = [sys.executable, "-m", "onroll.cli.main", *words]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)


@pytest.fixture(scope="session")
def prepared(django_db_setup, prepared_folder) -> Iterator[Path | str]:
    """What is copied for each test: a folder with a migrated file, or the name of a migrated database."""
    if on_sqlite():
        yield prepared_folder
        return
    with an_empty_database("prepared") as (name, url):
        Store(prepared_folder, url).run("prepare")
        yield name


@pytest.fixture
def store(prepared, tmp_path):
    """Give a migrated database without any rows."""
    if on_sqlite():
        folder = tmp_path / "data"
        shutil.copytree(prepared, folder)
        yield Store(folder)
        return
    with an_empty_database("of_the_test", copied_from=prepared) as (_, url):
        yield Store(tmp_path, url)


@pytest.fixture
def empty_store(django_db_setup, tmp_path):
    """Give somewhere to restore to: no tables yet."""
    if on_sqlite():
        yield Store(tmp_path / "restored")
        return
    with an_empty_database("restored") as (_, url):
        yield Store(tmp_path / "restored", url)


def on_sqlite() -> bool:
    """Say whether this run of the tests is on SQLite."""
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@contextmanager
def an_empty_database(word: str, *, copied_from: str = "template1") -> Iterator[tuple[str, str]]:
    """Make a database on the tests' server for a while, and give its name and its URL."""
    import psycopg

    name = f"faults_{word}_{os.getpid()}_{next(TURNS)}"
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copied_from}"')
        try:
            yield name, settings.DATABASE_URL.replace("/onroll?", f"/{name}?")
        finally:
            # Not WITH (FORCE): a role that is no superuser may not end an autovacuum worker, which a plain DROP asks to leave.
            server.execute(END_OUR_OWN_SESSIONS, [name])
            server.execute(f'DROP DATABASE "{name}"')


@pytest.fixture
def short_folder():
    """Give a folder whose path is short enough for a server's socket in it."""
    folder = Path(tempfile.mkdtemp(prefix="onroll-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)

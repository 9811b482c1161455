"""A database that outlives its processes, on whichever engine the run is: a file, or a PostgreSQL database of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[3]


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


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory) -> Path:
    """A migrated database file, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    Store(folder).run("prepare")
    return folder


@pytest.fixture
def store(request, django_db_setup, tmp_path):
    """Give a migrated database without any rows."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        folder = tmp_path / "data"
        shutil.copytree(request.getfixturevalue("prepared_file"), folder)
        yield Store(folder)
        return
    import psycopg

    url, name = settings.DATABASE_URL, f"faults_{os.getpid()}_{tmp_path.name[-8:].strip('_').lower()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            kept = Store(tmp_path, url.replace("/onroll?", f"/{name}?"))
            kept.run("prepare")
            yield kept
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def short_folder():
    """Give a folder whose path is short enough for a server's socket in it."""
    folder = Path(tempfile.mkdtemp(prefix="onroll-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)

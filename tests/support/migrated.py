"""A migrated database kept for the next worker and, on SQLite, for the next run: migrating takes longer than most of the tests.

It goes by what made it: our migrations, every module of ours that they import, and the versions of packages and of SQLite. Any other kept before is
taken away. PostgreSQL's is kept for as long as its server, which is a run. Where there is nowhere to keep it, every worker migrates.
"""

from __future__ import annotations

import ast
import contextlib
import fcntl
import hashlib
import io
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
import pytest

import onroll

SOURCES = Path(onroll.__file__).parent
#: Which versions of packages there are, and so of their migrations.
LOCK = Path(__file__).parent.parent.parent / "requirements.lock"
KEPT_IN = Path(sys.prefix) / "onroll-tests"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Have the tests' database come from what was kept, and kept where it was not."""
    from django.db import connection

    creation: Any = connection.creation
    of_its_kind = _from_a_file if connection.vendor == "sqlite" else _from_a_template
    creation.create_test_db = of_its_kind(connection, creation)


def _from_a_file(connection: Any, creation: Any) -> Callable[..., str]:
    def create(
        verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
    ) -> str:
        kept = KEPT_IN / f"{what_made_it()}.sqlite3"
        with _one_at_a_time():
            if not kept.is_file():
                name = _with_tables(connection, creation, verbosity, autoclobber, keepdb)
                with contextlib.suppress(OSError):
                    _keep(connection.connection, kept)
                return name
        name = _made(connection, creation, verbosity, autoclobber, keepdb)
        with contextlib.closing(sqlite3.connect(kept)) as source:
            source.backup(connection.connection)
        return name

    return create


def _from_a_template(connection: Any, creation: Any) -> Callable[..., str]:
    def create(
        verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
    ) -> str:
        kept = f"migrated_{what_made_it()}"
        with _one_at_a_time():
            if not _is_there(creation, kept):
                name = _with_tables(connection, creation, verbosity, autoclobber, keepdb)
                connection.close()
                with creation._nodb_cursor() as cursor:
                    cursor.execute(f'CREATE DATABASE "{kept}" TEMPLATE "{name}"')
                return name
            connection.settings_dict["TEST"]["TEMPLATE"] = kept
            return _made(connection, creation, verbosity, autoclobber, keepdb)

    return create


def _is_there(creation: Any, name: str) -> bool:
    with creation._nodb_cursor() as cursor:
        return bool(creation._database_exists(cursor, name))


def _with_tables(connection: Any, creation: Any, verbosity: int, autoclobber: bool, keepdb: bool) -> str:
    """Make the database of this worker, and its tables as an empty one is given them; a fault test migrates one to compare."""
    from onroll.service.bringing_up_to_date import bring_up_to_date

    name = _made(connection, creation, verbosity, autoclobber, keepdb)
    with contextlib.redirect_stdout(io.StringIO()):
        bring_up_to_date()
    return name


def _made(connection: Any, creation: Any, verbosity: int, autoclobber: bool, keepdb: bool) -> str:
    """Make the database of this worker without migrating it, and connect to it."""
    name = str(creation._create_test_db(verbosity, autoclobber, keepdb))
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    return name


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait while another worker migrates, for it keeps what this one would make again."""
    try:
        KEPT_IN.mkdir(exist_ok=True)
        lock = (KEPT_IN / "lock").open("w")
    except OSError:
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(database: sqlite3.Connection, kept: Path) -> None:
    """Write a database whole or not at all, and take away what other sources made."""
    kept.parent.mkdir(exist_ok=True)
    for other in kept.parent.glob("*.sqlite3"):
        other.unlink(missing_ok=True)
    written = kept.with_suffix(f".{os.getpid()}")
    with contextlib.closing(sqlite3.connect(written)) as copy:
        database.backup(copy)
    written.replace(kept)


def what_made_it() -> str:
    """Return a name for everything that a migrated database comes of."""
    found = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version} {sys.version_info}".encode())
    found.update(LOCK.read_bytes())
    for path in sorted(set(_sources())):
        found.update(str(path.relative_to(SOURCES)).encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    """Yield our migrations and settings, and whatever of ours they import."""
    service = SOURCES / "service"
    waiting = [
        *service.glob("*/migrations/*.py"),
        service / "settings" / "base.py",
        service / "bringing_up_to_date.py",
    ]
    seen: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        yield path
        waiting += _imported(path)


def _imported(path: Path) -> list[Path]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return [found for name in names if (found := _file_of(name))]


def _file_of(module: str) -> Path | None:
    package, *parts = module.split(".")
    if package != "onroll":
        return None
    place = SOURCES.joinpath(*parts)
    for one in (place.with_suffix(".py"), place / "__init__.py"):
        if one.is_file():
            return one
    return None

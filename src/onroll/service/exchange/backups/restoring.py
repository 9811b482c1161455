"""Restoring a backup into an empty data folder, and counting that every row is there."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onroll.service.exchange.backups.archive import KEY, SQLITE_FILE, BackupRefused, Manifest, read_manifest

if TYPE_CHECKING:
    from django.db.migrations import Migration
    from django.db.migrations.executor import MigrationExecutor

TOO_OLD = (
    "The backup was made by an Onroll of before 28 November 2026 that was not up to date. Restore it with that Onroll, "
    "start it once with the one of that day, and make another."
)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup. BackupRefused where it is none, or damaged."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise BackupRefused(
            f"{path} cannot be opened as a backup ({error}). Choose a file that onroll backup made."
        ) from error
    with archive:
        yield archive, read_manifest(archive)


def restore_folder(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Put the key, and an SQLite database, into a data folder. BackupRefused where the folder holds data."""
    held = [name for name in (SQLITE_FILE, "postgres") if (folder / name).exists()]
    if held:
        raise BackupRefused(
            f"{folder} holds data already ({held[0]}). Restore into a new folder: nothing is written over."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = set(archive.namelist())
    if KEY in names:
        _extract(archive, KEY, folder / KEY)
    if manifest.vendor == "sqlite":
        _extract(archive, SQLITE_FILE, folder / SQLITE_FILE)


def restore_tables(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Fill the empty PostgreSQL database that Django is connected to. BackupRefused where it is not empty."""
    from django.core.management.color import no_style
    from django.db import connection, transaction

    _refuse_full_database()
    _migrate_to(manifest)
    from django.apps import apps

    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in sorted(there - {"django_migrations"}):
            # What migrations put there comes back with the rest.
            cursor.execute(f'DELETE FROM "{table}" WHERE EXISTS (SELECT 1 FROM "{table}")')
        for table in sorted(set(manifest.rows) - {"django_migrations"}):
            _fill(cursor, archive, table)
        for statement in connection.ops.sequence_reset_sql(
            no_style(), list(apps.get_models(include_auto_created=True))
        ):
            cursor.execute(statement)


def refuse_missing_rows(manifest: Manifest) -> None:
    """Raise BackupRefused where a table has not as many rows as the backup says."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table, rows in manifest.rows.items():
            if table == "django_migrations":
                continue
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found = cursor.fetchone()[0]
            if found != rows:
                raise BackupRefused(
                    f"{table} has {found:,} rows and the backup {rows:,}. Restore again, or use another copy."
                )


def refuse_newer(manifest: Manifest) -> None:
    """Raise BackupRefused for a backup with migrations this Onroll does not know."""
    from django.db.migrations.loader import MigrationLoader

    here = MigrationLoader(None).disk_migrations
    known = set(here).union(*(migration.replaces for migration in here.values()))
    unknown = [one for one in manifest.migrations if tuple(one) not in known]
    if unknown:
        raise BackupRefused(
            f"The backup was made by a newer Onroll: it has {'.'.join(unknown[0])}. Install that, or a later one, and restore with it."
        )


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    partial = target.with_name(f".{target.name}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with archive.open(name) as source, os.fdopen(descriptor, "wb") as kept:
        while chunk := source.read(1 << 20):
            kept.write(chunk)
        kept.flush()
        os.fsync(kept.fileno())
    partial.replace(target)


def _refuse_full_database() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if "organisations_school" not in connection.introspection.table_names(cursor):
            return
        cursor.execute(
            "SELECT (SELECT count(*) FROM organisations_school) + (SELECT count(*) FROM access_user)"
        )
        if cursor.fetchone()[0]:
            raise BackupRefused(
                "The database holds a record already. Restore into an empty one: nothing is written over."
            )


def _migrate_to(manifest: Manifest) -> None:
    """Bring an empty database to the migrations the backup was made at."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from onroll.service.bringing_up_to_date import make_all_tables

    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations:
        raise BackupRefused(
            "The database is ahead of the backup. Restore into a new one, with no tables in it."
        )
    make_all_tables(executor, plan_of(executor, {(app, name) for app, name in manifest.migrations}))


def plan_of(executor: MigrationExecutor, applied: set[tuple[str, str]]) -> list[Migration]:
    """Return the migrations that come to these, in order. BackupRefused where they end between two that are now one."""
    whole = executor.migration_plan(executor.loader.graph.leaf_nodes())
    plan = [one for one, _ in whole if (one.app_label, one.name) in applied or _all_of(one, applied)]
    come_to = {(one.app_label, one.name) for one in plan}.union(*(one.replaces for one in plan))
    if applied - come_to:
        raise BackupRefused(TOO_OLD)
    return plan


def _all_of(migration: Migration, applied: set[tuple[str, str]]) -> bool:
    return bool(migration.replaces) and applied.issuperset(migration.replaces)


def _fill(cursor: Any, archive: zipfile.ZipFile, table: str) -> None:
    # By way of a table of its own: PostgreSQL copies into none that row-level security guards.
    with archive.open(f"tables/{table}.copy") as stream:
        header = stream.readline().decode().strip()
        columns = ", ".join(f'"{name}"' for name in header.replace('"', "").split(","))
        cursor.execute(f'CREATE TEMPORARY TABLE arriving (LIKE "{table}") ON COMMIT DROP')
        with cursor.copy(f"COPY arriving ({columns}) FROM STDIN WITH (FORMAT csv)") as copy:
            while chunk := stream.read(1 << 20):
                copy.write(chunk)
    cursor.execute(
        f'INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM arriving'
    )
    cursor.execute("DROP TABLE arriving")

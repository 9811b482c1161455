"""Making a backup while the service runs: one moment of the database, whatever is being written beside it."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from onroll.service.exchange.backups.archive import (
    KEY,
    SQLITE_FILE,
    Manifest,
    made_now,
    write_manifest,
    writing,
)
from onroll.service.exchange.progress import Progress, no_progress


def make_backup(
    path: Path, *, data_folder: Path, now: dt.datetime, progress: Progress = no_progress
) -> Manifest:
    """Write a backup to a file and return its manifest. Files sent in and not yet accepted are not in it."""
    with writing(path) as archive:
        key = data_folder / KEY
        if key.exists():
            archive.write(key, KEY)
        rows = (
            _sqlite(archive, data_folder, progress)
            if connection.vendor == "sqlite"
            else _postgresql(archive, progress)
        )
        manifest = Manifest(
            connection.vendor, made_now(now), sorted(MigrationRecorder(connection).applied_migrations()), rows
        )
        write_manifest(archive, manifest)
    return manifest


def _sqlite(archive: zipfile.ZipFile, data_folder: Path, progress: Progress) -> dict[str, int]:
    connection.ensure_connection()
    # Beside the database, on a disk that is known to hold it and is its owner's alone.
    with tempfile.TemporaryDirectory(dir=data_folder) as folder:
        copy = Path(folder) / SQLITE_FILE
        target = sqlite3.connect(copy)
        try:
            connection.connection.backup(
                target, pages=8192, progress=lambda _status, left, total: progress("database", total - left)
            )
            rows = {
                name: target.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in target.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                ).fetchall()
            }
        finally:
            target.close()
        archive.write(copy, SQLITE_FILE)
    return rows


def _postgresql(archive: zipfile.ZipFile, progress: Progress) -> dict[str, int]:
    rows = {}
    with transaction.atomic(), connection.cursor() as cursor:
        # One moment for every table, however long the copying takes.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in sorted(connection.introspection.table_names(cursor)):
            progress(table, 0)
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            rows[table] = cursor.fetchone()[0]
            with archive.open(f"tables/{table}.copy", "w", force_zip64=True) as stream:
                columns = ", ".join(
                    f'"{column.name}"'
                    for column in connection.introspection.get_table_description(cursor, table)
                )
                with cursor.copy(
                    f'COPY (SELECT {columns} FROM "{table}") TO STDOUT WITH (FORMAT csv, HEADER true)'
                ) as copy:
                    for chunk in copy:
                        stream.write(bytes(chunk))
    return rows

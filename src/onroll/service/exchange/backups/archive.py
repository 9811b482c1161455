"""A backup's file: a zip of a manifest, the data folder's key, and the database as its kind keeps it."""

from __future__ import annotations

import datetime as dt
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
MANIFEST, KEY, SQLITE_FILE = "manifest.json", "secret.key", "onroll.sqlite3"


class BackupRefused(Exception):
    """A backup is not made, or not restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: of which kind of database, made when, at which migrations, and how many rows a table has."""

    vendor: str
    made_at: str
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    format: int = FORMAT


@contextmanager
def writing(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give a zip to write to, its owner's alone; it takes its name only once it is whole."""
    partial = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                yield archive
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest, last."""
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return a backup's manifest. BackupRefused for a file that is none of ours, or damaged."""
    try:
        damaged = archive.testzip()
        data = json.loads(archive.read(MANIFEST))
        manifest = Manifest(**{**data, "migrations": [tuple(one) for one in data["migrations"]]})
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise BackupRefused(
            f"That file is not a backup of Onroll ({error}). Choose a file that onroll backup made."
        ) from error
    if damaged:
        raise BackupRefused(
            f"The backup is damaged: {damaged} in it does not fit its own sum. Use another copy."
        )
    if manifest.format > FORMAT:
        raise BackupRefused(
            "The backup was made by a newer Onroll. Install that, or a later one, and restore with it."
        )
    return manifest


def made_now(now: dt.datetime) -> str:
    """Return a moment as the manifest keeps it."""
    return now.astimezone(dt.UTC).isoformat(timespec="seconds")

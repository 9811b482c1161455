"""Where files sent in wait until somebody decides: a folder with a random name in the data folder, the owner's alone."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from onroll.service.data_folder import data_folder
from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.files import FILES
from onroll.service.exchange.reading.workbooks import SUFFIXES

#: A year of a school of 2,000 is about 60 MB; a zip that swells past this is no school's.
LARGEST_BYTES = 400 * 1024 * 1024
MOST_FILES = 60
_PROGRESS = "progress.json"
_ROWS = "rows.json"
#: What is ours in a folder of files that were sent.
_OURS = frozenset({_PROGRESS, "progress.part", _ROWS})
Incoming = tuple[str, BinaryIO]


def folder_of(name: str) -> Path:
    """Return the folder that keeps a changeset's files."""
    return data_folder() / "uploads" / name


def keep(files: Iterable[Incoming]) -> tuple[str, str]:
    """Keep files that were sent, zips unpacked; return their folder's name and a hash over them. FileRefused for too much."""
    name = secrets.token_hex(16)
    folder = folder_of(name)
    folder.mkdir(mode=0o700, parents=True)
    try:
        for sent_name, stream in files:
            _keep_one(folder, sent_name, stream)
        kept = sorted(path for path in folder.iterdir() if path.name not in _OURS)
        if not kept:
            raise FileRefused(
                "",
                "Nothing was sent.",
                f"Choose a zip, a workbook, or files such as {', '.join(f'{one}.csv' for one in list(FILES)[:3])}.",
            )
        return name, _digest(kept)
    except BaseException:
        remove(name)
        raise


def kept_files(name: str) -> list[Path]:
    """Return the files of a changeset that are kept."""
    folder = folder_of(name)
    return sorted(path for path in folder.iterdir() if path.name not in _OURS) if folder.is_dir() else []


def has_workbook(name: str) -> bool:
    """Say whether any of the files of a changeset is a workbook."""
    return any(path.suffix.lower() in SUFFIXES for path in kept_files(name))


def lines_to_read(name: str) -> dict[str, int]:
    """Return how many lines each table of a changeset has, in the order they are read: a CSV file, or a workbook's sheet once it is open.

    None for what nobody has counted yet.
    """
    order = [*(one for one in FILES if one != "attendance"), "attendance"]
    places = {one: place for place, one in enumerate(order)}
    counted = _read_rows(name)
    lines = [
        (path.stem.lower(), path.name, _lines_of(path, path.stat().st_size))
        for path in kept_files(name)
        if not (counted and path.suffix.lower() in SUFFIXES)
    ]
    every = sorted([*lines, *counted], key=lambda one: (places.get(one[0], len(order)), one[1]))
    return {file: number for _, file, number in every}


def write_rows(name: str, tables: Iterable[tuple[str, str, int]]) -> None:
    """Leave word how many lines each sheet of a workbook has: the table it stands for, its name, its lines."""
    with suppress(OSError):
        (folder_of(name) / _ROWS).write_text(json.dumps(list(tables)))


def _read_rows(name: str) -> list[tuple[str, str, int]]:
    try:
        said = json.loads((folder_of(name) / _ROWS).read_text())
        return [(str(table), str(file), int(lines)) for table, file, lines in said]
    except (OSError, ValueError, TypeError):
        return []


@lru_cache(maxsize=256)
def _lines_of(path: Path, _size: int) -> int:
    """Count the lines of a CSV file, once while it is of a size: whoever waits asks every second."""
    if path.suffix.lower() != ".csv":
        return 0
    with path.open("rb") as stream:
        return sum(part.count(b"\n") for part in iter(lambda: stream.read(1 << 20), b"")) or 1


def remove(name: str) -> None:
    """Remove a changeset's files."""
    shutil.rmtree(folder_of(name), ignore_errors=True)


def write_progress(name: str, what: str, done: int) -> None:
    """Leave word how far reading or accepting has come: in a file, because a transaction's own words stay in it."""
    path = folder_of(name) / _PROGRESS
    with suppress(OSError):
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps({"what": what, "done": done}))
        partial.replace(path)


def read_progress(name: str) -> tuple[str, int]:
    """Return what is being done, and how many rows of it are."""
    try:
        said = json.loads((folder_of(name) / _PROGRESS).read_text())
        return str(said["what"]), int(said["done"])
    except (OSError, ValueError, KeyError):
        return "", 0


def files_at(path: Path) -> Iterator[Incoming]:
    """Open the files at a path: a folder's, or the one file it is. FileRefused where there is none."""
    if not path.exists():
        raise FileRefused(str(path), "There is no such folder or file.", "Check the path.")
    found = (
        sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        if path.is_dir()
        else [path]
    )
    for one in found:
        if _is_wanted(one.name):
            with one.open("rb") as stream:
                yield one.name, stream


def _is_wanted(name: str) -> bool:
    return Path(name).suffix.lower() in {".csv", ".zip", ".txt", *SUFFIXES}


def _keep_one(folder: Path, name: str, stream: BinaryIO) -> None:
    name = PurePosixPath(name.replace("\\", "/")).name
    if name.lower().endswith(".zip"):
        _unpack(folder, name, stream)
    else:
        _copy(folder, name, stream, name)


def _unpack(folder: Path, name: str, stream: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist():
                inner = PurePosixPath(entry.filename.replace("\\", "/"))
                if (
                    entry.is_dir()
                    or inner.name.startswith(".")
                    or "__MACOSX" in inner.parts
                    or not _is_wanted(inner.name)
                ):
                    continue
                with archive.open(entry) as unpacked:
                    _copy(folder, inner.name, unpacked, f"{name}/{inner.name}")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise FileRefused(
            name, f"It cannot be unpacked ({error}).", "Make the zip again, without a password."
        ) from error


def _copy(folder: Path, name: str, stream: object, shown: str) -> None:
    target = folder / name
    if target.exists():
        raise FileRefused(shown, "Two files with this name were sent.", "Send one of them.")
    if len(list(folder.iterdir())) >= MOST_FILES:
        raise FileRefused(
            shown, f"More than {MOST_FILES} files were sent.", "Send the files of one school only."
        )
    room = LARGEST_BYTES - sum(path.stat().st_size for path in folder.iterdir())
    with target.open("wb") as kept:
        while chunk := stream.read(1 << 20):  # type: ignore[attr-defined]
            room -= len(chunk)
            if room < 0:
                raise FileRefused(
                    shown,
                    f"The files are larger than {LARGEST_BYTES >> 20} MB together.",
                    "Send one year at a time.",
                )
            kept.write(chunk)


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            whole.update(path.name.encode() + b"\0" + hashlib.file_digest(stream, "sha256").digest())
    return whole.hexdigest()

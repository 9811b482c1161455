"""Where the extracts are kept, and how a file of theirs is replaced: whole, at once, and its owner's alone.

extracts/entries/year=2026/100001.parquet     the year is the September it starts in, the file the school's URN
extracts/pupils/year=2026/100001.parquet
extracts/calendar/year=2026/100001.parquet
extracts/made/100001.json                     what the school's parts were made from, and when
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onroll.service.data_folder import data_folder

TABLES = ("entries", "pupils", "calendar")
#: Nothing under a name that begins with a dot is read as a part.
_UNFINISHED = ".unfinished"


def extracts_folder() -> Path:
    """Return the folder of the extracts, which may not be there yet."""
    return data_folder() / "extracts"


def part_path(table: str, year: int, urn: str) -> Path:
    """Return where the part of a table is kept; `year` is the September that the academic year starts in."""
    return extracts_folder() / table / f"year={year}" / f"{_safe(urn)}.parquet"


def account_path(urn: str) -> Path:
    """Return where it is kept what a school's parts were made from."""
    return extracts_folder() / "made" / f"{_safe(urn)}.json"


def parts_of(urn: str) -> dict[int, list[Path]]:
    """Return the parts there are of a school, by year."""
    found: dict[int, list[Path]] = {}
    for table in TABLES:
        for path in (extracts_folder() / table).glob(f"year=*/{_safe(urn)}.parquet"):
            found.setdefault(int(path.parent.name.removeprefix("year=")), []).append(path)
    return found


def schools_with_parts() -> set[str]:
    """Return the URN of every school that anything is kept of."""
    paths = [*extracts_folder().glob("*/year=*/*.parquet"), *extracts_folder().glob("made/*.json")]
    return {path.stem for path in paths}


def new_file(kind: str) -> Path:
    """Make an empty file to be written to, its owner's alone, on the disk where it will be kept."""
    path = _own(unfinished()) / f"{secrets.token_hex(8)}.{kind}"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def unfinished() -> Path:
    """Return the folder of what is being written; nothing in it outlives an extraction."""
    return extracts_folder() / _UNFINISHED


def put(written: Path, place: Path) -> None:
    """Put a file that has been written in its place, at once: whoever reads finds the old one or the new one, whole."""
    with written.open("rb") as stream:
        os.fsync(stream.fileno())
    written.chmod(0o600)
    _own(place.parent)
    written.replace(place)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait until nobody else extracts into this folder, and keep others waiting; clear away what a killed one left."""
    descriptor = os.open(_own(extracts_folder()) / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        shutil.rmtree(unfinished(), ignore_errors=True)
        _own(unfinished())
        yield
    finally:
        shutil.rmtree(unfinished(), ignore_errors=True)
        os.close(descriptor)


def _own(folder: Path) -> Path:
    """Make a folder within the data folder, and those above it, its owner's alone; return it."""
    if not folder.exists():
        _own(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _safe(urn: str) -> str:
    """Return a URN as a file's name. Raises ValueError for one that would be a path."""
    if not urn.isalnum():
        raise ValueError(f"A school's URN is six digits; “{urn}” is not, and cannot name its extract.")
    return urn

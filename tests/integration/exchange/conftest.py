"""A data folder for each test, and the way files come in."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from onroll.service.access.actor import Actor
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.accepting import accept_changeset
from onroll.service.exchange.actions.reading import read_changeset
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.models import Changeset

NOW = dt.datetime(2026, 7, 20, 10, 0, tzinfo=ZoneInfo("Europe/London"))
BY = Actor.service("import")


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a data folder of its own."""
    monkeypatch.setenv("ONROLL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def sent(path: Path, school_id: int | None = None, profile: dict[str, object] | None = None) -> Changeset:
    """Send files in and have them read."""
    changeset = send_files(school_id=school_id, files=uploads.files_at(path), by=BY, now=NOW, profile=profile)
    read_changeset(changeset_id=changeset.pk, by=BY, now=NOW)
    changeset.refresh_from_db()
    return changeset


def accepted(changeset: Changeset) -> Changeset:
    """Accept a changeset."""
    return accept_changeset(changeset_id=changeset.pk, by=BY, now=NOW)


def summary(changeset: Changeset, name: str) -> dict[str, int]:
    """Return the counts of one file that are not nothing."""
    file = next(one for one in changeset.files if one["name"] == name)
    counts = ("new", "changed", "set_aside", "missing", "behind")
    return {count: file[count] for count in counts if file.get(count)}


def edit(path: Path, change: Callable[[list[dict[str, str]]], None]) -> None:
    """Change a CSV file's rows in place; a column that a row gains is written too."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
        header = list(reader.fieldnames or [])
    change(rows)
    header = list(dict.fromkeys([*header, *(name for row in rows for name in row)]))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)

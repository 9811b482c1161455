"""Made-up published figures, loaded and in use: England, a region, an authority and those beside it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.published.actions.loading import accept_release, read_release
from onroll.service.published.models import PublishedRelease
from tests.support.published_files import row, write

BY = Actor.service("Loading")
RELEASED_ON = dt.date(2026, 11, 5)
NOW = dt.datetime(2026, 11, 9, 10, 0, tzinfo=dt.UTC)
REGION = {"region_code": "E12000099", "region_name": "Middle Shires"}


def england(phase: str, counts: Mapping[str, int], **how: Any) -> dict[str, Any]:
    """Make England's row."""
    nowhere = dict.fromkeys(("region_code", "region_name", "new_la_code", "la_name", "old_la_code"), "")
    return row(phase, counts, **{**nowhere, "geographic_level": "National", **how})


def region(phase: str, counts: Mapping[str, int], **how: Any) -> dict[str, Any]:
    """Make a region's row."""
    nowhere = dict.fromkeys(("new_la_code", "la_name", "old_la_code"), "")
    return row(phase, counts, **{**nowhere, **REGION, "geographic_level": "Regional", **how})


def an_authoritys(phase: str, counts: Mapping[str, int], code: str, name: str, **how: Any) -> dict[str, Any]:
    """Make an authority's row."""
    return row(
        phase,
        counts,
        **{**REGION, "old_la_code": code, "new_la_code": f"E10000{code}", "la_name": name, **how},
    )


def kept_back(of: dict[str, Any]) -> dict[str, Any]:
    """Make a row as the department prints it where it rests on one school."""
    named = (
        "time_",
        "geographic",
        "country",
        "region",
        "new_la",
        "la_name",
        "old_la",
        "education",
        "num_schools",
    )
    return {name: cell if name.startswith(named) else "c" for name, cell in of.items()}


def bands(
    *places: tuple[str, str, str], counts: Mapping[str, tuple[int, int, int]], phase: str, year: str
) -> list[list[Any]]:
    """Make rows of absence bands: of each place, by level, authority's code and name, and each sex its pupils, those who missed a
    tenth or more and those who missed half or more.
    """
    return [
        [
            "Academic year", year, level, "E92000001", "England",
            *(["", ""] if level == "National" else [REGION["region_name"], REGION["region_code"]]),
            code, f"E10000{code}" if code else "", name, phase, "Unclassified", "Unclassified", sex, "5",
            pupils - persistent, 0, persistent - severe, *[0] * 7, severe,
        ]
        for level, code, name in places
        for sex, (pupils, persistent, severe) in counts.items()
    ]  # fmt: skip


def a_release_of_bands(folder: Path, rows: list[list[Any]], **how: Any) -> PublishedRelease:
    """Load a file of absence bands and put it in use."""
    path = folder / "bands.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    how = {"name": "Absence bands, 2025 to 2026", "released_on": RELEASED_ON, **how}
    release = read_release(path=path, file_name="bands.csv", authority_id=None, by=BY, now=NOW, **how)
    return accept_release(release_id=release.pk, by=BY, now=NOW)


def a_release(
    folder: Path,
    rows: list[dict[str, Any]],
    *,
    name: str = "Pupil attendance in schools, week 44",
    released_on: dt.date = RELEASED_ON,
    authority_id: int | None = None,
    in_use: bool = True,
    now: dt.datetime = NOW,
    **how: Any,
) -> PublishedRelease:
    """Load a file of these rows and, unless told otherwise, put it in use."""
    path = write(folder / "published.csv", rows)
    release = read_release(
        path=path, file_name="published.csv", name=name, released_on=released_on, authority_id=authority_id,
        by=BY, now=now, **how,
    )  # fmt: skip
    return accept_release(release_id=release.pk, by=BY, now=now) if in_use else release

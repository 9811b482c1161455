"""Loading the demo's made-up published figures, and keeping its authority's list of neighbours, as an administrator would."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from onroll.law.school_time import AcademicYear
from onroll.service.demo.compared_with import (
    NEIGHBOURS,
    Row,
    last_day_published,
    rows_of_weeks,
    rows_of_year,
)
from onroll.service.demo.groups_compared_with import rows_of_bands
from onroll.service.demo.terms import TermDates, term_dates
from onroll.service.demo.writing.known import DEMO
from onroll.service.published.actions.loading import accept_release, read_release
from onroll.service.published.actions.neighbours import keep_neighbours
from onroll.service.published.neighbours_csv import NeighbourRow

_SUMMER_RELEASE = dt.timedelta(days=39)


def write_last_year(seed: int, year: AcademicYear, authority_id: int, *, now: dt.datetime) -> None:
    """Load last year's figures, published in the summer before this one began, and list the neighbours."""
    before = term_dates(year.previous)
    rows = list(rows_of_year(seed, before, until=before.last_day))
    released_on = year.first_day - _SUMMER_RELEASE
    _load(f"Made-up figures for {before.year.name}", released_on, rows, authority_id, now)
    bands = list(rows_of_bands(seed, before.year))
    _load(f"Made-up absence bands for {before.year.name}", released_on, bands, authority_id, now)
    keep_neighbours(
        authority_id=authority_id,
        source="A list made up for the demo",
        members=[NeighbourRow(one.code, one.name, "") for one in NEIGHBOURS],
        by=DEMO,
        now=now,
    )


def write_this_year(seed: int, terms: TermDates, authority_id: int, *, now: dt.datetime) -> None:
    """Load this year's figures to date and by week, where any would have been published by now."""
    until = last_day_published(now.date())
    if until < terms.first_day:
        return
    name = f"Made-up figures for {terms.year.name}"
    _load(f"{name} to date", now.date(), list(rows_of_year(seed, terms, until=until)), authority_id, now)
    weeks = list(rows_of_weeks(seed, terms, until=until))
    if weeks:
        _load(f"{name} by week", now.date(), weeks, authority_id, now)


def _load(
    name: str,
    released_on: dt.date,
    rows: Sequence[Row] | Sequence[list[object]],
    authority_id: int,
    now: dt.datetime,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            # Absence bands are published without a header.
            if isinstance(rows[0], dict):
                writer.writerow(rows[0])
            writer.writerows(row.values() if isinstance(row, dict) else row for row in rows)
        release = read_release(
            path=path,
            file_name=path.name,
            name=name,
            released_on=released_on,
            authority_id=authority_id,
            is_made_up=True,
            by=DEMO,
            now=now,
        )
    accept_release(release_id=release.pk, by=DEMO, now=now)

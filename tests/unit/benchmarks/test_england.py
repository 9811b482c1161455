"""A country's year of marks, made of one county's."""

import json
from pathlib import Path

import duckdb
import pytest

from onroll.benchmarks.england import main

pytestmark = pytest.mark.one_database

# Two schools of three pupils, over forty sessions; of each school one pupil is never there.
_MARKS = """
    COPY (SELECT 's' || s AS school, 'p' || s || p AS pupil, DATE '2026-01-05' + CAST(d + d // 5 * 2 AS INTEGER) AS date, h AS session,
    CASE WHEN p = 0 THEN 'U' WHEN h = 'AM' THEN '/' ELSE '\\' END AS code
    FROM range(2) AS a(s), range(3) AS b(p), range(20) AS c(d), (VALUES ('AM'), ('PM')) AS e(h)) TO '{}' (FORMAT parquet)
"""


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "entries"
    folder.mkdir()
    duckdb.sql(_MARKS.format(folder / "part.parquet"))
    return folder


class TestTheCountry:
    @pytest.mark.parametrize(("entries", "copies"), [(240, 1), (241, 2), (480, 2), (481, 3)])
    def test_has_as_many_counties_as_the_entries_asked_for_take(
        self, county: Path, tmp_path: Path, entries: int, copies: int
    ) -> None:
        main(county, entries, out := tmp_path / "out.json")
        found = json.loads(out.read_text())
        assert (found["entries"], found["schools"], found["pupils"]) == (240 * copies, 2 * copies, 6 * copies)

    def test_has_no_pupil_in_two_counties(self, county: Path, tmp_path: Path) -> None:
        main(county, 700, out := tmp_path / "out.json")
        found = json.loads(out.read_text())
        assert (found["persistent"], found["threshold_met"]) == (6, 6)

"""The demo's published figures: of the department's form, in nobody's name, and saying that they are made up."""

import csv
import datetime as dt

import pytest

from onroll.analysis.published.checking import verify
from onroll.analysis.published.figures import figures_in
from onroll.law.school_time import AcademicYear
from onroll.service.demo.compared_with import NEIGHBOURS, rows_of_weeks, rows_of_year
from onroll.service.demo.terms import term_dates

TERMS = term_dates(AcademicYear.starting_in(2026))
UNTIL = dt.date(2026, 11, 13)


def written(path, rows):
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("rows_of", [rows_of_year, rows_of_weeks])
class TestMadeUpFigures:
    def test_come_out_when_worked_out_again(self, rows_of, tmp_path):
        verdict = verify(written(tmp_path / "f.csv", rows_of(1944, TERMS, until=UNTIL)))

        assert (verdict.broken, verdict.rates_that_differ) == ([], [])

    def test_are_the_same_for_the_same_seed(self, rows_of):
        assert list(rows_of(1944, TERMS, until=UNTIL)) == list(rows_of(1944, TERMS, until=UNTIL))

    def test_name_an_england_that_is_made_up(self, rows_of, tmp_path):
        found = list(figures_in(written(tmp_path / "f.csv", rows_of(1944, TERMS, until=UNTIL))))

        assert {one.area.name for one in found if one.area.level == "National"} == {"England (made up)"}

    def test_keep_one_neighbours_figure_back(self, rows_of, tmp_path):
        found = list(figures_in(written(tmp_path / "f.csv", rows_of(1944, TERMS, until=UNTIL))))

        hidden = {(one.area.name, one.phase.value) for one in found if one.symbols.get("overall_absence")}
        assert hidden == {(NEIGHBOURS[2].name, "Special")}


class TestTheWeeks:
    def test_end_with_the_last_whole_one_published(self, tmp_path):
        rows = list(rows_of_weeks(1944, TERMS, until=dt.date(2026, 9, 20)))

        assert list(dict.fromkeys(row["time_identifier"] for row in rows)) == [
            "Week 36",
            "Week 37",
            "Week 38",
        ]

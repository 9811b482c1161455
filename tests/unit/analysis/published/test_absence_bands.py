"""The published file of absence bands: what it says of a year, and of each group of pupils by itself."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal

import pytest

from onroll.analysis.published.bands import bands_in
from onroll.analysis.published.figures import Shape, figures_in, shape_of
from onroll.analysis.published.places import Level, Phase
from onroll.analysis.published.rates import rate_of
from onroll.analysis.published.rows import NotAPublishedFile
from tests.support.published_files import published_file

ENGLAND = ("E92000001", "England")


def a_row(*bands, year="202223", level="National", phase="State-funded primary", **how):
    how = {
        "meals": "Eligible", "need": "No identified special educational need", "sex": "Female", "number": "7", **how,
    }  # fmt: skip
    place = (
        ["Middle Shires", "E12000099", "811", "E10000811           ", "Uphill"]
        if level != "National"
        else [""] * 5
    )
    cells = [*bands, *[0] * (11 - len(bands))]
    return [
        "Academic year",
        year,
        level,
        *ENGLAND,
        *place,
        phase,
        how["meals"],
        how["need"],
        how["sex"],
        how["number"],
        *cells,
    ]


def written(path, *rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def of(found, group, phase=Phase.PRIMARY):
    return next(one for one in found if one.group == group and one.phase is phase)


class TestAFileOfBands:
    def test_counts_a_tenth_or_more_as_persistent_and_half_or_more_as_severe(self, tmp_path):
        path = written(tmp_path / "f.csv", a_row(50, 30, 10, 4, 2, 1, 0, 0, 0, 0, 3))

        everyone = of(list(figures_in(path)), "all")

        assert shape_of(path) is Shape.BANDS
        rates = [rate_of(everyone, measure) for measure in ("persistent", "severe")]
        assert [(one.numerator, one.denominator) for one in rates] == [(20, 100), (3, 100)]
        assert everyone.period.title == "2022/23"

    def test_adds_each_characteristic_up_by_itself_and_all_phases_together(self, tmp_path):
        found = list(
            figures_in(
                written(
                    tmp_path / "f.csv",
                    a_row(9, 0, 1),
                    a_row(8, 0, 2, sex="Male", meals="Unclassified"),
                    a_row(
                        7, 0, 3, sex="Male", phase="Special", need="Any special educational need", number="10"
                    ),
                )
            )
        )

        assert {one.group: one.counts["pa_flag"] for one in found if one.phase is Phase.PRIMARY} == {
            "all": 3, "fsm=true": 1, "sen=N": 3, "sex=F": 1, "sex=M": 2, "year_group=7": 3,
        }  # fmt: skip
        assert of(found, "sex=M", Phase.ALL).counts == {
            "ytd_enrolments": 20, "pa_flag": 5, "enrolments_pa_50_exact": 0,
        }  # fmt: skip

    def test_is_read_for_its_last_year_alone_wherever_that_stands(self, tmp_path):
        path = written(tmp_path / "f.csv", a_row(5, year="202122"), a_row(6), a_row(7, year="202122"))

        assert of(list(figures_in(path)), "all").counts["ytd_enrolments"] == 6

    def test_names_an_authority_by_its_codes_without_their_padding(self, tmp_path):
        area = next(iter(bands_in(written(tmp_path / "f.csv", a_row(5, level="Local authority"))))).area

        assert (area.level, area.code, area.authority_code, area.name, area.region_code) == (
            Level.AUTHORITY, "E10000811", "811", "Uphill", "E12000099",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (a_row("c"), "line 2: “c” is no number of enrolments"),
            (a_row(5, phase="Nursery"), "line 2, school_type: “Nursery” is not known"),
            (a_row(5, level="Ward"), "line 2, geographic_level: “Ward” is not known"),
            (a_row(5)[:-1], "line 2: 25 cells under a header of 26"),
        ],
    )
    def test_is_refused_with_the_line_and_what_is_wrong(self, tmp_path, row, said):
        with pytest.raises(NotAPublishedFile, match=said):
            list(figures_in(written(tmp_path / "f.csv", a_row(5), row)))


def test_the_department_s_own_file_gives_the_rate_it_published_of_england(tmp_path):
    """10.8% of the enrolments of 2016/17 were persistently absent: 744,275 of 6,899,770 by the census."""
    path = tmp_path / "bands.csv"
    with zipfile.ZipFile(published_file("absence_bands_distributions.zip")) as files:
        text = io.TextIOWrapper(files.open(files.namelist()[0]), encoding="utf-8-sig")
        written(path, *(row for row in csv.reader(text) if row[1] == "201617" and row[2] == "National"))

    found = list(figures_in(path))

    rate = rate_of(of(found, "all", Phase.ALL), "persistent")
    assert round(rate.percent, 1) == Decimal("10.8")
    girls, boys = (of(found, f"sex={sex}", Phase.ALL).counts["pa_flag"] for sex in "FM")
    assert girls < boys

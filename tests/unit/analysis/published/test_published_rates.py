"""A published rate of one of our measures: from its counts where they are, as published where they are not, in words otherwise."""

from decimal import Decimal

import pytest

from onroll.analysis.measures.definitions import MEASURES, measure_named
from onroll.analysis.published.figures import figures_in
from onroll.analysis.published.rates import COLUMNS_OF, rate_of, rate_over
from tests.support.published_files import COUNTS, authority, published_file, row, write

BEFORE = ("202425", "Academic year")


def figures(tmp_path, rows):
    return {(one.area.name, one.phase.value): one for one in figures_in(write(tmp_path / "f.csv", rows))}


class TestARate:
    def test_is_a_count_over_a_count(self, tmp_path):
        primary = figures(tmp_path, authority())["Bramshire", "Primary"]

        rate = rate_of(primary, "code I")

        assert (rate.numerator, rate.denominator) == (COUNTS["Primary"]["I"], 1933)
        assert rate.percent == Decimal(6000) / Decimal(1933)

    def test_of_all_schools_is_as_published_before_rates_were_pooled(self, tmp_path):
        rows = authority(period=BEFORE, overall_absence_perc="6.25")

        rate = rate_of(figures(tmp_path, rows)["Bramshire", "Total"], "absence_percent")

        assert (rate.percent, rate.numerator) == (Decimal("6.25"), None)

    def test_of_all_schools_is_a_count_over_a_count_since(self, tmp_path):
        rate = rate_of(figures(tmp_path, authority())["Bramshire", "Total"], "absence_percent")

        assert rate.numerator is not None

    def test_is_absent_of_nothing_possible(self, tmp_path):
        nobody = row("Special", {"I": 1}, possible_sessions=0)

        rate = rate_of(figures(tmp_path, [nobody])["Bramshire", "Special"], "absence_percent")

        assert rate.absent == "nobody could have attended any session"

    @pytest.mark.parametrize(
        ("symbol", "words"),
        [
            ("c", "kept back by the department"),
            ("z", "does not apply"),
            ("x", "not available"),
            ("", "not in the"),
        ],
    )
    def test_is_absent_with_the_words_of_its_symbol(self, symbol, words, tmp_path):
        hidden = row("Primary", COUNTS["Primary"], overall_absence=symbol)

        rate = rate_of(figures(tmp_path, [hidden])["Bramshire", "Primary"], "absence_percent")

        assert rate.percent is None
        assert rate.absent.startswith(words)

    def test_is_of_a_measure_of_ours_by_its_name(self):
        names = {measure.name for measure in MEASURES}

        assert all(name in names or measure_named(name) for name in COLUMNS_OF)

    def test_of_the_departments_own_file_is_what_the_department_prints(self):
        for one in figures_in(published_file("attendance_year_to_date_2025_26.csv")):
            if one.area.name == "Norfolk" and one.phase == "Primary":
                assert round(rate_of(one, "absence_percent").percent, 6) == Decimal("5.472563")
                assert rate_of(one, "persistent").percent == Decimal("13.527397260274")


class TestRatesTogether:
    def test_are_their_counts_added_up_and_not_an_average_of_rates(self, tmp_path):
        found = figures(
            tmp_path,
            [
                row("Primary", {"/": 90, "I": 10}, place="Uphill"),
                row("Primary", {"/": 890, "I": 10}, place="Downhill"),
            ],
        )

        rate = rate_over(found.values(), "absence_percent")

        assert (rate.numerator, rate.denominator, rate.percent) == (20, 1000, Decimal(2))

"""Who moved between bands of absence from one period to another, pupil by pupil and counted."""

import pytest
from hypothesis import given

from onroll.analysis.pupil_figures import Move, PupilFigures, movers
from onroll.analysis.pupil_figures.bands import EDGES, band_of, in_words
from onroll.analysis.reference import movers as reference_movers
from tests.analysis.small_rows import counts_of, drawn_rows, few, figures, tallied


class TestBandOf:
    @pytest.mark.parametrize(
        ("absent", "possible", "edge"),
        [
            (0, 20, 0),
            (1, 21, 0),
            (1, 20, 5),
            (2, 20, 10),
            (2, 21, 5),
            (49, 99, 45),
            (10, 20, 50),
            (20, 20, 50),
        ],
    )
    def test_holds_its_lower_edge(self, absent, possible, edge):
        assert band_of(figures("Amina", possible - absent, absent)) == edge

    def test_is_none_where_nothing_was_possible(self):
        assert band_of(figures("guest", 0, 0)) is None

    def test_is_written_with_what_it_holds(self):
        assert [in_words(edge) for edge in EDGES[:2]] == ["0% to under 5%", "5% to under 10%"]
        assert in_words(EDGES[-1]) == "50% or more"

    @few
    @given(drawn_rows)
    def test_is_the_reference_s(self, rows):
        for row in rows:
            if row.possible:
                assert band_of(row) == reference_movers.band(counts_of(row))


class TestMovers:
    before = (
        figures("Amina", 15, 5),
        figures("Bilal", 20, 0),
        figures("Cara", 18, 2),
        figures("leaver", 10, 0),
        figures("guest later", 10, 0),
    )
    after = (
        figures("Amina", 20, 0),
        figures("Bilal", 8, 12),
        figures("Cara", 17, 2),
        figures("joiner", 5, 5),
        figures("guest later", 0, 0),
    )

    def test_are_counted_by_pair_of_bands_over_the_band_before(self):
        assert movers(self.before, self.after).moves == (
            Move(before=0, after=50, numerator=1, denominator=1, pupils=1),
            Move(before=10, after=10, numerator=1, denominator=1, pupils=1),
            Move(before=25, after=0, numerator=1, denominator=1, pupils=1),
        )

    def test_are_listed_behind_each_count(self):
        found = movers(self.before, self.after)
        assert [one.before.pupil for one in found.who(25, 0)] == ["Amina"]
        assert sum(len(found.who(one.before, one.after)) for one in found.moves) == found.compared == 3

    def test_are_worse_or_better_and_who_stayed_in_a_band_is_neither(self):
        found = movers(self.before, self.after)
        assert [one.before.pupil for one in found.worse] == ["Bilal"]
        assert [one.before.pupil for one in found.better] == ["Amina"]

    def test_come_furthest_first(self):
        before = [figures(name, 20, 0) for name in ("a little", "far", "also far")]
        after = [figures("a little", 19, 1), figures("far", 0, 20), figures("also far", 0, 20)]
        assert [one.before.pupil for one in movers(before, after).worse] == ["also far", "far", "a little"]

    def test_say_how_many_have_something_possible_in_one_period_alone(self):
        found = movers(self.before, self.after)
        assert (found.only_before, found.only_after) == (2, 1)

    def test_tell_two_schools_of_one_pupil_apart(self):
        ash, elm = PupilFigures("Ash", "Amina", 10, 0, 0), PupilFigures("Elm", "Amina", 10, 0, 0)
        assert movers([ash], [elm]).compared == 0

    @few
    @given(drawn_rows, drawn_rows)
    def test_are_the_reference_s(self, before, after):
        expected = reference_movers.movers(tallied(before), tallied(after))
        assert [one[:4] for one in movers(before, after).moves] == [tuple(one) for one in expected]

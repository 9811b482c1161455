"""Who moved between bands of absence."""

from datetime import date

import pytest

from onroll.analysis.reference import gather
from onroll.analysis.reference.counting import Counts
from onroll.analysis.reference.movers import Move, band, movers
from onroll.analysis.reference.tallies import tallies
from tests.analysis.drawing import marks


def counts(absent, possible):
    return Counts(possible - absent, absent, 0, 0, 0)


class TestBand:
    @pytest.mark.parametrize(
        ("absent", "possible", "lower"),
        [
            (0, 20, 0),
            (1, 21, 0),
            (1, 20, 5),
            (2, 21, 5),
            (2, 20, 10),
            (9, 20, 45),
            (99, 999, 5),
            (49, 99, 45),
            (10, 20, 50),
            (20, 20, 50),
        ],
    )
    def test_includes_its_lower_bound(self, absent, possible, lower):
        assert band(counts(absent, possible)) == lower


class TestMovers:
    def test_are_of_pupils_with_something_possible_both_times(self):
        september, october = date(2025, 9, 8), date(2025, 9, 15)
        entries = [
            *marks("Amina", september, ["V"] * 10 + ["I"] * 5 + ["V"] * 5),
            *marks("Bilal", september, ["V"] * 20),
            *marks("Cara", september, ["I"] * 2 + ["V"] * 18),
            *marks("joiner", october, ["I"] * 10),
            *marks("leaver", september, ["I"] * 10),
            *marks("guest later", september, ["V"] * 10 + ["D"] * 10),
            *marks("guest before", september, ["D"] * 10 + ["V"] * 10),
        ]
        found = tallies(gather(entries))
        assert movers(found["week 2025-09-08"], found["week 2025-09-15"]) == [
            Move(before=0, after=0, numerator=1, denominator=2),
            Move(before=0, after=50, numerator=1, denominator=2),
            Move(before=20, after=0, numerator=1, denominator=1),
        ]

"""The totals of a drawn authority, key for key."""

from datetime import date

import pytest

from onroll.analysis.reference import NothingToCount, gather, totals
from onroll.law import codes_in_force
from tests.analysis.drawing import drawn_entries, marks

ASH = r"""
         | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep | Thu 11 Sep | Fri 12 Sep |
         |  AM  PM   |  AM  PM   |  AM  PM    |  AM  PM    |  AM  PM    |
   Amina |  /   \    |  /   \    |  /   \     |  /   \     |  /   I     |
   Bilal |  G   G    |  G   G    |  G   G     |  G   G     |  G   G     |
   Cara  |  L   \    |  /   ZZ   |  /   -     |  D   D     |  H   \     |
   Dilys |  .   .    |  .   .    |  .   .     |  /   \     |  I+I O+I   |
"""
BIRCH = r"""
         | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep | Thu 11 Sep | Fri 12 Sep |
         |  AM  PM   |  AM  PM   |  AM  PM    |  AM  PM    |  AM  PM    |
   Dilys |  /   \    |  /   \    |  U   \     |  .   .     |  .   .     |
"""


class TestDrawnAuthority:
    @pytest.fixture
    def found(self):
        return totals(gather([*drawn_entries(ASH), *drawn_entries(BIRCH, school="Birch")]))

    def test_says_of_which_day_it_is(self, found):
        assert found["on"] == "2025-09-12"

    def test_has_its_rows_pupils_and_enrolments(self, found):
        # Amina, Bilal and Cara have ten rows each, Dilys six at Ash and six at Birch.
        assert found["entries"] == 42
        assert (found["schools"], found["pupils"], found["enrolments"]) == (2, 4, 5)

    def test_has_its_sessions_by_class(self, found):
        # Attended: Amina 9, Cara L \ / / \ 5, Dilys 2 and 5. Authorised: Amina 1, Cara H, Dilys I once.
        # Unauthorised: Bilal 10, Dilys U.
        assert found["attended"] == 21
        assert found["authorised"] == 3
        assert found["unauthorised"] == 11
        assert found["possible"] == 35

    def test_has_percentages_rounded_half_up(self, found):
        assert found["attendance_percent"] == 60.0
        assert found["absence_percent"] == 40.0

    def test_has_the_sessions_missing(self, found):
        # Cara's ZZ and blank, and Dilys's O+I; the school held every one of them.
        assert found["missing"] == 3

    def test_has_persistent_and_severe_enrolments(self, found):
        # Persistent: Amina 1 of 10, Bilal, Cara 1 of 6, Dilys 1 of 3 at Ash and 1 of 6 at Birch. Severe: Bilal.
        assert found["persistent"] == 5
        assert found["severe"] == 1

    def test_has_the_pupils_who_met_the_threshold(self, found):
        assert found["threshold_met"] == 1

    def test_has_every_code(self, found):
        used = {code: number for code, number in found["codes"].items() if number}
        assert used == {"/": 10, "\\": 10, "L": 1, "I": 2, "G": 10, "U": 1, "D": 2, "H": 1}
        assert list(found["codes"])[:3] == ["/", "\\", "L"]
        assert list(found["codes"])[-1] == "H"

    def test_has_the_faults_of_its_rows(self, found):
        assert found["quality"] == {"unknown_code": 1, "duplicate": 2, "not_in_force": 1, "impossible": 0}


class TestCodesOfATotal:
    def test_are_those_in_force_though_none_was_used(self):
        found = totals(gather(marks("Amina", date(2025, 9, 8), "/")))
        assert list(found["codes"]) == [meaning.code for meaning in codes_in_force(date(2025, 9, 8))]

    def test_are_followed_by_those_of_another_time(self):
        entries = marks("Amina", date(2024, 8, 19), "H F J F H J")
        found = totals(gather(entries, first_day=date(2024, 8, 1)))["codes"]
        assert list(found)[-3:] == ["F", "H", "J"]
        before = totals(gather(entries, first_day=date(2024, 8, 1), on=date(2024, 8, 18)))["codes"]
        assert "H" in before
        assert "K" not in before


class TestPeriodOfATotal:
    def test_leaves_out_the_rows_before_it(self):
        found = totals(gather(marks("Amina", date(2025, 9, 8), "/ \\ / \\ I"), first_day=date(2025, 9, 9)))
        assert (found["entries"], found["attended"], found["codes"]["/"]) == (3, 2, 1)


class TestNothing:
    def test_possible_has_no_percentage(self):
        found = totals(gather(marks("Amina", date(2025, 9, 8), "X X")))
        assert found["attendance_percent"] is None
        assert found["absence_percent"] is None

    def test_at_all_is_refused_without_a_day(self):
        with pytest.raises(NothingToCount, match="hold no row"):
            gather([])

    def test_at_all_is_counted_on_a_day(self):
        assert totals(gather([], on=date(2025, 9, 8)))["enrolments"] == 0

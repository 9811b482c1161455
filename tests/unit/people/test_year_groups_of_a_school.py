"""Which year groups a school may have, by the ages of its pupils."""

from __future__ import annotations

import pytest

from onroll.service.people.year_groups import year_groups_of


class TestTheYearGroupsOfASchool:
    @pytest.mark.parametrize(
        ("ages", "first", "last"),
        [
            ((2, 11), "N1", "6"),
            ((3, 7), "N2", "2"),
            ((4, 11), "R", "6"),
            ((5, 11), "R", "6"),
            ((6, 11), "2", "6"),
            ((7, 11), "3", "6"),
            ((11, 16), "7", "11"),
            ((11, 18), "7", "13"),
            ((16, 19), "12", "14"),
            ((0, 25), "N1", "14"),
            ((11, 11), "7", "7"),
        ],
    )
    def test_run_from_the_lowest_age_to_the_highest(self, ages, first, last):
        found = year_groups_of(*ages)
        assert (found[0], found[-1]) == (first, last)

    def test_are_in_order_and_whole(self):
        assert year_groups_of(3, 7) == ("N2", "R", "1", "2")

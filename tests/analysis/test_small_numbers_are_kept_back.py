"""Cells of one to nine pupils are not shown, nor is what would give them away."""

from datetime import date

from onroll.analysis.reference import Cell, Pupil, cells, gather, kept_back
from tests.analysis.drawing import marks


def cell(group, pupils, *, measure="attended", singled_out=None):
    return Cell(measure, "whole", group, pupils, 2 * pupils, pupils, singled_out)


def hidden(*given):
    return sorted(one.group for one in kept_back(given))


class TestSmallCell:
    def test_is_of_one_to_nine_pupils(self):
        shown = [number for number in range(12) if not hidden(cell((), number))]
        assert shown == [0, 10, 11]

    def test_is_one_whose_numerator_singles_out_one_to_nine(self):
        shown = [
            number for number in range(12) if not hidden(cell((), 200, measure="severe", singled_out=number))
        ]
        assert shown == [0, 10, 11]

    def test_is_judged_by_a_number_that_can_be_chosen(self):
        assert kept_back([cell((), 4)], fewest=5)
        assert not kept_back([cell((), 5)], fewest=5)


class TestCellThatWouldGiveItAway:
    def test_is_the_one_with_the_smallest_denominator(self):
        assert hidden(cell(("a",), 40), cell(("b",), 3), cell(("c",), 20)) == [("b",), ("c",)]

    def test_is_the_first_by_name_of_two_as_small(self):
        assert hidden(cell(("z",), 3), cell(("b",), 20), cell(("a",), 20)) == [("a",), ("z",)]

    def test_is_none_where_two_are_small_already(self):
        assert hidden(cell(("a",), 40), cell(("b",), 3), cell(("c",), 9)) == [("b",), ("c",)]

    def test_is_none_where_none_is_small(self):
        assert hidden(cell(("a",), 40), cell(("b",), 10)) == []

    def test_is_sought_in_each_row_and_column_of_two_groups_crossed(self):
        # b-y is small: b-x goes for its row, a-y for its column, and then a-x, alone in both, for theirs.
        assert hidden(
            cell(("a", "x"), 90), cell(("a", "y"), 50), cell(("b", "x"), 60), cell(("b", "y"), 5)
        ) == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]  # fmt: skip

    def test_leaves_the_rest_of_a_larger_table(self):
        table = {(row, column): 50 for row in "abc" for column in "xyz"}
        table["a", "x"] = 5
        found = hidden(*(cell(group, pupils) for group, pupils in table.items()))
        assert found == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]

    def test_is_of_the_same_measure(self):
        given = [cell(("a",), 3), cell(("b",), 20), cell(("b",), 20, measure="absent")]
        assert {one.measure for one in kept_back(given)} == {"attended"}


class TestCellOfADrawnSchool:
    entries = (
        *(
            row
            for number in range(12)
            for row in marks(f"pupil {number}", date(2025, 9, 8), "V" if number else "O")
        ),
        *marks("guest", date(2025, 9, 8), "D"),
    )

    def found(self, measure):
        return next(
            one for one in cells(gather(self.entries)) if (one.measure, one.period) == (measure, "whole")
        )

    def test_rests_on_those_with_something_possible(self):
        assert self.found("attendance_percent").pupils == 12
        assert self.found("code D").pupils == 12

    def test_singles_out_those_who_have_its_sessions_and_no_more_than_ten_of_them(self):
        assert self.found("code D").singled_out == 1
        assert self.found("unauthorised").singled_out is None
        assert self.found("family approved_educational_activity").singled_out == 10
        assert self.found("late_sessions").singled_out == 0

    def test_singles_out_those_it_counts(self):
        assert (self.found("persistent").pupils, self.found("persistent").singled_out) == (12, 1)
        assert self.found("absent_of_severe").singled_out == 1


class TestGroupsOfADrawnSchool:
    def test_rest_on_pupils_and_not_on_enrolments_or_sessions(self):
        entries = [
            row
            for number in range(30)
            for school in ("Ash", "Birch")
            for row in marks(f"pupil {number}", date(2025, 9, 8), "/ \\", school=school)
        ]
        pupils = [
            Pupil(f"pupil {number}", school, sex="F" if number < 9 else "M" if number < 19 else "")
            for number in range(30)
            for school in ("Ash", "Birch")
        ]
        found = cells(gather(entries, pupils), ("sex",))
        whole = {
            one.group[0]: one.pupils
            for one in found
            if (one.measure, one.period) == ("attendance_percent", "whole")
        }
        assert whole == {"F": 9, "M": 10, "not known": 11}
        hidden_groups = {one.group[0] for one in kept_back(found) if one.measure == "attendance_percent"}
        assert hidden_groups == {"F", "M"}

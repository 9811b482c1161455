"""Words that people typed, opened in a spreadsheet, stay words."""

import pytest

from onroll.service.spreadsheets import as_text


class TestACell:
    @pytest.mark.parametrize("cell", ["=1+1", "+44 7700 900104", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    def test_that_begins_like_a_formula_is_marked_as_text(self, cell):
        assert as_text(cell) == f"'{cell}"

    @pytest.mark.parametrize("cell", ["", "-", "Begum", "/", "\\", "O'Brien", "4 Mill Lane = the old school"])
    def test_of_any_other_words_is_left_alone(self, cell):
        assert as_text(cell) == cell

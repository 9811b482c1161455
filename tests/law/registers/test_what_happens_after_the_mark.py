"""Whether what happens after registration changes the entry."""

import pytest

from onroll.law.after_the_mark import Afterwards, after_the_mark

title = "After the mark"
cites = "Working together to improve school attendance, chapter 8"


class TestEntry:
    @pytest.mark.parametrize("code", ["/", "\\", "L", "U"])
    def test_stands_when_the_pupil_leaves_early(self, code: str) -> None:
        found = after_the_mark(code, Afterwards.LEFT_EARLY)
        assert (found.changes, found.code) == (False, code)

    @pytest.mark.parametrize("code", ["/", "O"])
    def test_stands_against_a_mark_in_a_lesson(self, code: str) -> None:
        assert after_the_mark(code, Afterwards.MARKED_IN_A_LESSON).changes is False

    def test_with_n_becomes_u_when_the_pupil_arrives(self) -> None:
        found = after_the_mark("N", Afterwards.ARRIVED)
        assert (found.changes, found.code) == (True, "U")
        assert "page 82" in found.citation.text

    def test_with_leave_stands_when_the_pupil_arrives(self) -> None:
        assert after_the_mark("M", Afterwards.ARRIVED).changes is False

    @pytest.mark.parametrize("code", ["B", "K", "P", "V", "W"])
    def test_of_an_activity_cannot_stand_for_a_pupil_who_did_not_reach_it(self, code: str) -> None:
        found = after_the_mark(code, Afterwards.DID_NOT_REACH_THE_ACTIVITY)
        assert (found.changes, found.code) == (True, "N")

    def test_of_presence_has_no_activity_to_miss(self) -> None:
        assert after_the_mark("/", Afterwards.DID_NOT_REACH_THE_ACTIVITY).changes is False

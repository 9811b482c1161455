"""What an attendance policy covers."""

from datetime import date

import pytest

from onroll.law.attendance_policy import CONTENTS, faults_of_policy

title = "The attendance policy"
cites = "Working together to improve school attendance, chapter 2"

ALL = [one.name for one in CONTENTS.newest.value]


class TestPolicy:
    @pytest.mark.parametrize("left_out", ALL)
    def test_must_cover_each_of_nine_things(self, left_out: str) -> None:
        rest = [name for name in ALL if name != left_out]
        (fault,) = faults_of_policy(rest, on=date(2026, 9, 1))
        assert fault.name == f"{left_out}_missing"
        assert fault.message.startswith("An attendance policy must say")

    def test_cites_the_edition_of_the_day(self) -> None:
        cited = {
            on: faults_of_policy((), on=on)[0].citation.short_text
            for on in (date(2026, 7, 8), date(2026, 7, 9))
        }
        assert cited == {
            date(2026, 7, 8): "Working together (2024), chapter 2",
            date(2026, 7, 9): "Working together (2026), page 16",
        }

    def test_was_asked_for_from_19_august_2024(self) -> None:
        assert faults_of_policy((), on=date(2024, 8, 18)) == ()
        assert len(faults_of_policy((), on=date(2024, 8, 19))) == len(ALL)

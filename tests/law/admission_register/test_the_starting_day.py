"""The day a pupil goes on the admission register."""

from datetime import date

from onroll.law import starting_day

title = "The starting day"
cites = "Pupil Registration Regulations 2024, regulations 3 and 8(1)"

AGREED, TOLD, ATTENDED = date(2026, 9, 2), date(2026, 9, 3), date(2026, 9, 7)


class TestStartingDay:
    def test_is_the_day_agreed(self) -> None:
        assert starting_day(agreed_day=AGREED, first_attended_on=ATTENDED) == AGREED

    def test_is_the_day_the_school_was_told_under_a_duty_to_admit(self) -> None:
        assert starting_day(told_day=TOLD, first_attended_on=ATTENDED, duty_to_admit=True) == TOLD

    def test_is_the_first_day_attended_where_none_was_set(self) -> None:
        assert starting_day(first_attended_on=ATTENDED) == ATTENDED
        assert starting_day(first_attended_on=ATTENDED, duty_to_admit=True) == ATTENDED

    def test_is_not_an_agreed_day_under_a_duty_to_admit(self) -> None:
        assert starting_day(agreed_day=AGREED, duty_to_admit=True) is None

    def test_is_not_a_told_day_without_a_duty_to_admit(self) -> None:
        assert starting_day(told_day=TOLD) is None

    def test_stands_though_the_pupil_never_came(self) -> None:
        assert starting_day(agreed_day=AGREED) == AGREED

    def test_is_not_known_while_nothing_has_happened(self) -> None:
        assert starting_day() is None

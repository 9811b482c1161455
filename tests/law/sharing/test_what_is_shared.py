"""The file of a leaver, and what the department is given."""

from datetime import date

import pytest

from onroll.law import CalendarTooShort
from onroll.law.dated import NoRuleInForce
from onroll.law.sharing import Destination, given_to_the_department, pupil_file
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, calendar_of

title = "Sharing"
cites = "Pupil Information Regulations 2005"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)


class TestPupilFile:
    def test_goes_by_the_fifteenth_school_day_after_the_last_on_roll(self) -> None:
        found = pupil_file(
            last_day_on_roll=date(2026, 9, 14),
            calendar=AUTUMN,
            destination=Destination.KNOWN_SCHOOL,
            school=("926", "4001"),
        )
        assert found.send_by == date(2026, 10, 5)
        assert (found.authority, found.school) == ("926", "4001")

    @pytest.mark.parametrize(
        ("destination", "address"),
        [
            (Destination.NOT_KNOWN, ("XXX", "XXXX")),
            (Destination.OUTSIDE_THE_STATE_SECTOR, ("MMM", "MMMM")),
        ],
    )
    def test_goes_to_the_place_for_pupils_without_a_school(
        self, destination: Destination, address: tuple[str, str]
    ) -> None:
        found = pupil_file(last_day_on_roll=date(2026, 9, 14), calendar=AUTUMN, destination=destination)
        assert (found.authority, found.school) == address

    def test_needs_term_dates_that_reach(self) -> None:
        with pytest.raises(CalendarTooShort):
            pupil_file(last_day_on_roll=AUTUMN.last_day, calendar=AUTUMN, destination=Destination.NOT_KNOWN)


class TestTheDepartment:
    def given(self, on: date, *, state_funded: bool = True) -> bool:
        return any("daily" in words for words in given_to_the_department(on, state_funded=state_funded))

    def test_is_given_daily_data_from_19_august_2024(self) -> None:
        assert self.given(date(2024, 8, 18)) is False
        assert self.given(date(2024, 8, 19)) is True

    def test_is_given_nothing_of_duty_by_an_independent_school(self) -> None:
        assert self.given(date(2026, 9, 1), state_funded=False) is False

    def test_is_asked_about_from_2005(self) -> None:
        with pytest.raises(NoRuleInForce):
            given_to_the_department(date(2005, 8, 31), state_funded=True)

"""How many sessions a school year must hold."""

from datetime import date, timedelta

import pytest

from onroll.law.school_time import AcademicYear, SchoolCalendar, Session
from onroll.law.school_year import LEAST_SESSIONS, enough_sessions

YEAR = AcademicYear.starting_in(2026)


def calendar_of(sessions: int) -> SchoolCalendar:
    held = [
        (YEAR.first_day + timedelta(days=number // 2), Session.PM if number % 2 else Session.AM)
        for number in range(sessions)
    ]
    return SchoolCalendar.from_sessions(held)


class TestASchoolYear:
    def test_of_380_sessions_is_enough(self) -> None:
        assert enough_sessions(calendar_of(380), YEAR).met is True

    def test_of_379_sessions_is_not_enough(self) -> None:
        finding = enough_sessions(calendar_of(379), YEAR)
        assert finding.met is False
        assert finding.reasons == (
            "The calendar of 2026/27 holds 379 sessions; a maintained school must hold at least 380.",
        )

    @pytest.mark.parametrize(
        ("day", "least"),
        [
            ((1999, 12, 23), 380),
            ((2011, 8, 31), 380),
            ((2011, 9, 1), 378),
            ((2012, 8, 31), 378),
            ((2012, 9, 1), 380),
            ((2021, 8, 31), 380),
            ((2021, 9, 1), 378),
            ((2022, 8, 31), 378),
            ((2022, 9, 1), 380),
        ],
    )
    def test_had_two_sessions_fewer_in_the_years_of_two_jubilees(
        self, day: tuple[int, int, int], least: int
    ) -> None:
        assert LEAST_SESSIONS.on(date(*day)) == least

    def test_counts_its_own_sessions_alone(self) -> None:
        both_years = SchoolCalendar.from_sessions(
            [
                *calendar_of(379).sessions_between(YEAR.first_day, YEAR.last_day),
                (date(2026, 8, 31), Session.AM),
            ]
        )
        assert enough_sessions(both_years, YEAR).facts["held"] == 379

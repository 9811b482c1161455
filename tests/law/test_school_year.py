"""How many sessions a school year must hold."""

from datetime import date, timedelta

from onroll.law.school_time import AcademicYear, SchoolCalendar, Session
from onroll.law.school_year import enough_sessions

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

    def test_counts_its_own_sessions_alone(self) -> None:
        both_years = SchoolCalendar.from_sessions(
            [
                *calendar_of(379).sessions_between(YEAR.first_day, YEAR.last_day),
                (date(2026, 8, 31), Session.AM),
            ]
        )
        assert enough_sessions(both_years, YEAR).facts["held"] == 379

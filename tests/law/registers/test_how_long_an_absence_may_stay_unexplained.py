"""Code N must be replaced within five school days of the session."""

from datetime import date

import pytest

from onroll.law import (
    CalendarTooShort,
    NoRuleInForce,
    NoSessionThatDay,
    SchoolCalendar,
    Span,
    is_overdue,
    unexplained_until,
)

title = "How long an absence may stay unexplained"
cites = "Pupil Registration Regulations 2024, regulation 10(7) to (9)"

TERM = Span(date(2026, 9, 1), date(2026, 10, 23))
MONDAY, NEXT_MONDAY, NEXT_TUESDAY = date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 15)


class TestDeadline:
    def test_of_a_monday_is_the_next_monday(self) -> None:
        found = unexplained_until(MONDAY, SchoolCalendar.from_terms([TERM]))
        assert found.due_on == NEXT_MONDAY
        assert found.then == "O"

    def test_moves_past_a_training_day(self) -> None:
        calendar = SchoolCalendar.from_terms([TERM], closed=[date(2026, 9, 11)])
        assert unexplained_until(MONDAY, calendar).due_on == NEXT_TUESDAY

    def test_moves_past_a_holiday(self) -> None:
        calendar = SchoolCalendar.from_terms([TERM, Span(date(2026, 11, 2), date(2026, 12, 18))])
        assert unexplained_until(date(2026, 10, 22), calendar).due_on == date(2026, 11, 5)

    def test_cannot_be_told_by_a_calendar_that_ends_first(self) -> None:
        with pytest.raises(CalendarTooShort):
            unexplained_until(date(2026, 10, 19), SchoolCalendar.from_terms([TERM]))

    def test_is_the_last_day_of_the_calendar_at_the_latest(self) -> None:
        calendar = SchoolCalendar.from_terms([TERM])
        assert unexplained_until(date(2026, 10, 16), calendar).due_on == date(2026, 10, 23)

    def test_needs_a_day_with_a_session(self) -> None:
        with pytest.raises(NoSessionThatDay, match="12 September 2026"):
            unexplained_until(date(2026, 9, 12), SchoolCalendar.from_terms([TERM]))

    def test_started_on_19_august_2024(self) -> None:
        summer = SchoolCalendar.from_terms([Span(date(2024, 8, 16), date(2024, 9, 30))])
        with pytest.raises(NoRuleInForce):
            unexplained_until(date(2024, 8, 16), summer)
        assert unexplained_until(date(2024, 8, 19), summer).due_on == date(2024, 8, 26)


class TestUnexplainedAbsence:
    calendar = SchoolCalendar.from_terms([TERM])

    def test_is_not_overdue_on_the_fifth_school_day(self) -> None:
        assert not is_overdue(MONDAY, self.calendar, on=NEXT_MONDAY)

    def test_is_overdue_on_the_sixth(self) -> None:
        assert is_overdue(MONDAY, self.calendar, on=NEXT_TUESDAY)

    def test_is_not_overdue_over_a_weekend(self) -> None:
        friday = date(2026, 9, 4)
        assert not is_overdue(friday, self.calendar, on=date(2026, 9, 13))
        assert is_overdue(friday, self.calendar, on=NEXT_MONDAY)

    def test_of_before_the_rule_is_never_overdue(self) -> None:
        assert not is_overdue(date(2024, 7, 1), self.calendar, on=NEXT_MONDAY)

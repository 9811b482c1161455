"""The code that a time of arrival gives, and how long a register may stay open."""

from datetime import date, time

import pytest

from onroll.law import Arrival, Session, entry_for_arrival, faults_of_register_times

title = "The code for an arrival"
cites = "Pupil Registration Regulations 2024, regulation 10(2)"

OPENED, CLOSED = time(9, 0), time(9, 30)


def arriving(at: time | None, session: Session = Session.AM) -> Arrival:
    return entry_for_arrival(session, OPENED, CLOSED, at)


class TestPupil:
    @pytest.mark.parametrize(("session", "code"), [(Session.AM, "/"), (Session.PM, "\\")])
    def test_is_present_when_there_as_the_register_opens(self, session: Session, code: str) -> None:
        assert arriving(OPENED, session).code == code

    def test_is_late_a_minute_after_it_opens(self) -> None:
        assert arriving(time(9, 1)).code == "L"

    def test_is_late_as_it_closes(self) -> None:
        assert arriving(CLOSED).code == "L"

    def test_has_u_a_minute_after_it_closes(self) -> None:
        found = arriving(time(9, 31))
        assert found.code == "U"
        assert found.allowed

    def test_has_n_when_not_there_at_all(self) -> None:
        assert arriving(None).code == "N"

    def test_is_told_why(self) -> None:
        assert arriving(time(9, 31)).reason == (
            "The pupil arrived at 9:31am, after the register closed at 9:30am. Use another code if one fits."
        )


class TestRegister:
    def test_may_stay_open_for_thirty_minutes(self) -> None:
        assert entry_for_arrival(Session.AM, time(8, 50), time(9, 20), None).allowed

    def test_may_not_stay_open_for_thirty_one(self) -> None:
        found = entry_for_arrival(Session.AM, time(8, 50), time(9, 21), time(9, 21))
        assert not found.allowed
        assert found.code == "L"
        assert "at most 30 minutes" in found.reason

    def test_had_no_such_limit_before_19_august_2024(self) -> None:
        an_hour = (time(9, 0), time(10, 0))
        assert faults_of_register_times(*an_hour, on=date(2024, 8, 18)) == ()
        (fault,) = faults_of_register_times(*an_hour, on=date(2024, 8, 19))
        assert fault.name == "register_open_too_long"
        assert entry_for_arrival(Session.AM, *an_hour, None, on=date(2024, 8, 18)).allowed

    def test_may_close_as_it_opens(self) -> None:
        assert faults_of_register_times(OPENED, OPENED, on=date(2026, 9, 1)) == ()

    def test_cannot_close_before_it_opens(self) -> None:
        with pytest.raises(ValueError, match="before it opens"):
            entry_for_arrival(Session.AM, CLOSED, OPENED, None)

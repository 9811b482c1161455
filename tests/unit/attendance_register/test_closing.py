"""Closing registers: after their closing minute, once, and sealed."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.actions.closing import close_due_registers, close_register
from onroll.service.attendance_register.actions.refusals import NoSuchSession, RegisterStillOpen
from onroll.service.attendance_register.models import Submission
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.attendance_register.status import RegisterState
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE

CLOSING_MINUTE = at(9, 15).replace(second=59)


def close(oak, *, now: dt.datetime, date: dt.date = MONDAY) -> int | None:
    return close_register(school_id=oak.school.pk, date=date, session="AM", by=SERVICE, now=now)


def close_due(now: dt.datetime) -> int:
    return len(close_due_registers(by=SERVICE, now=now))


class TestClosingARegister:
    def test_is_refused_to_the_end_of_the_closing_minute(self, oak):
        with pytest.raises(RegisterStillOpen, match="9:15am"):
            close(oak, now=CLOSING_MINUTE)
        assert close(oak, now=at(9, 16)) is not None

    def test_is_done_once(self, oak):
        close(oak, now=at(9, 16))
        assert close(oak, now=at(9, 17)) is None
        assert Submission.objects.filter(kind="closing").count() == 1

    def test_seals_what_the_session_holds(self, oak):
        oak.take("/", "N")
        close(oak, now=at(9, 16))
        assert oak.is_whole()

    def test_does_not_stop_what_is_entered_after_it(self, oak):
        oak.take("/", "N")
        close(oak, now=at(9, 16))
        oak.amend(oak.callum, "I")
        assert oak.is_whole()
        assert oak.history(oak.callum) == ["N", "I"]

    def test_is_refused_where_the_school_does_not_meet(self, oak):
        with pytest.raises(NoSuchSession):
            close(oak, now=at(10), date=MONDAY - dt.timedelta(days=1))


class TestClosingWhatIsDue:
    def test_closes_after_the_closing_minute_and_not_within_it(self, oak):
        assert close_due(at(8)) > 0  # what fell due in the week before
        assert close_due(CLOSING_MINUTE) == 0
        assert close_due(at(9, 16)) == 1

    def test_closes_what_was_missed_while_the_service_was_off(self, oak):
        close_due(at(9, 16))
        assert (
            close_due(at(9, 16, on=MONDAY + dt.timedelta(days=1))) == 2
        )  # Monday afternoon, Tuesday morning

    def test_does_nothing_the_second_time(self, oak):
        close_due(at(9, 16))
        assert close_due(at(9, 17)) == 0


class TestTheStateOfARegister:
    def state(self, oak, now: dt.datetime) -> RegisterState:
        return register_page(
            oak.teacher.scope,
            school_id=oak.school.pk,
            group_id=oak.group.pk,
            date=MONDAY,
            session="AM",
            now=now,
        ).state

    def test_is_not_due_until_it_opens(self, oak):
        assert [self.state(oak, at(8, 44)), self.state(oak, at(8, 45))] == ["not due", "not started"]

    def test_is_missing_after_the_closing_minute(self, oak):
        assert [self.state(oak, CLOSING_MINUTE), self.state(oak, at(9, 16))] == ["not started", "missing"]

    def test_is_taken_within_the_closing_minute_and_late_after_it(self, oak):
        oak.take("/", "N", now=CLOSING_MINUTE)
        assert self.state(oak, at(10)) == "taken"

    def test_is_taken_late_after_it(self, oak):
        oak.take("/", "N", now=at(9, 16))
        assert self.state(oak, at(10)) == "taken late"

    def test_is_part_where_somebody_is_blank(self, oak):
        oak.take("/")
        assert self.state(oak, at(8, 55)) == "part"

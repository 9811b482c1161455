"""Arrivals at the gate: L up to the closing minute, U after it, and the code that was there stays in the history."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.arriving import Arrival, record_arrival
from onroll.service.attendance_register.actions.refusals import (
    ArrivalNotExpected,
    NoSuchSession,
)
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor

TUESDAY = MONDAY + dt.timedelta(days=1)


def arrive(oak, arrived_at: dt.datetime, **others) -> Arrival:
    given = {"by": an_actor("gate", oak.school), "now": arrived_at, "pupil_id": oak.callum.pk, **others}
    return record_arrival(school_id=oak.school.pk, arrived_at=arrived_at, **given)


class TestTheCode:
    @pytest.mark.parametrize(
        ("arrived_at", "code", "minutes"),
        [
            (at(8, 45), "/", None),
            (at(8, 46), "L", 1),
            (at(9, 15), "L", 30),
            (at(9, 15).replace(second=59), "L", 30),
            (at(9, 16), "U", 31),
            (at(13, 0), "\\", None),
            (at(13, 30), "L", 30),
            (at(13, 31), "U", 31),
        ],
        ids=lambda value: f"{value:%H%M%S}" if isinstance(value, dt.datetime) else str(value),
    )
    def test_goes_by_the_minute_on_the_clock(self, oak, arrived_at, code, minutes):
        arrival = arrive(oak, arrived_at)
        assert (arrival.code, arrival.minutes_late) == (code, minutes)
        assert oak.code(oak.callum, session=arrival.session) == code

    def test_may_be_another_that_fits_better(self, oak):
        arrival = arrive(oak, at(9, 40), code="M", reason="Dentist", by=oak.officer)
        assert (arrival.code, arrival.minutes_late) == ("M", None)
        assert AttendanceEntry.objects.get().note == "Dentist"


class TestAnArrival:
    def test_replaces_n_and_says_when(self, oak):
        oak.take("/", "N")
        arrive(oak, at(9, 5))
        new = AttendanceEntry.objects.latest("pk")
        assert (oak.history(oak.callum), new.reason) == (["N", "L"], "Arrived at 9:05am")

    @pytest.mark.parametrize("code", ["/", "L"])
    def test_is_refused_for_a_pupil_marked_in(self, oak, code):
        oak.take("", code)
        with pytest.raises(ArrivalNotExpected, match="already marked"):
            arrive(oak, at(9, 5))

    def test_is_refused_before_the_register_opens_and_says_when_it_does(self, oak):
        with pytest.raises(ArrivalNotExpected, match="8:44am is before the register opened, at 8:45am"):
            arrive(oak, at(8, 44))

    def test_counts_for_the_session_until_it_ends(self, oak):
        assert arrive(oak, at(12, 0)).session == "AM"

    def test_is_refused_between_sessions(self, oak):
        with pytest.raises(ArrivalNotExpected, match="next register"):
            arrive(oak, at(12, 1))

    def test_is_refused_in_advance(self, oak):
        with pytest.raises(ArrivalNotExpected, match="not come yet"):
            arrive(oak, at(9, 6), now=at(9, 5))

    def test_is_refused_on_a_day_the_school_does_not_meet(self, oak):
        with pytest.raises(NoSuchSession):
            arrive(oak, at(9, 0, on=MONDAY - dt.timedelta(days=1)))

    def test_of_another_day_is_for_those_who_may_amend(self, oak):
        with pytest.raises(ArrivalNotExpected, match="for today"):
            arrive(oak, at(9, 5), now=at(9, 0, on=TUESDAY))
        assert arrive(oak, at(9, 5), now=at(9, 0, on=TUESDAY), by=oak.officer).code == "L"

    def test_is_not_the_teachers_to_record(self, oak):
        with pytest.raises(OutOfScope):
            arrive(oak, at(9, 5), by=oak.teacher)


class TestSentTwice:
    def test_is_kept_once_and_answered_as_the_first_was(self, oak):
        first = arrive(oak, at(9, 5), key="a")
        assert arrive(oak, at(9, 5), key="a", now=at(9, 6)) == first
        assert Submission.objects.count() == 1

"""Setting session times: from a day on, by the wall clock, never moving a register that was taken."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.school_time import Session
from onroll.law.session_times import TimesOfSession
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission
from onroll.service.clock import LONDON
from onroll.service.organisations.actions.calendar import set_day
from onroll.service.organisations.actions.session_times import set_session_times
from onroll.service.organisations.models import School, SchoolSession, SessionTimes
from onroll.service.organisations.queries.calendar import session_times_history
from onroll.service.organisations.refusals import CalendarRefused, SessionTimesRefused
from onroll.service.organisations.sessions import SessionSet
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

NOVEMBER = dt.date(2026, 11, 2)
FRIDAY_BEFORE = dt.date(2026, 10, 23)
NOW = at(16, on=FRIDAY_BEFORE)


def times(morning: str = "09:00", minutes: int = 20) -> list[TimesOfSession]:
    """Return a day whose registers open as each session starts."""

    def session(half: Session, start: str, end: str) -> TimesOfSession:
        starts = dt.time.fromisoformat(start)
        closes = (dt.datetime.combine(NOVEMBER, starts) + dt.timedelta(minutes=minutes)).time()
        return TimesOfSession(half, starts, starts, closes, dt.time.fromisoformat(end))

    return [session(Session.AM, morning, "12:10"), session(Session.PM, "13:10", "15:30")]


def opens(school: School, day: dt.date, session: str = "AM") -> dt.time | None:
    return SchoolSession.objects.get(school=school, date=day, session=session).register_opens_at


@pytest.fixture
def school() -> School:
    return a_school()


@pytest.fixture
def head(school: School) -> Actor:
    return an_actor("head", school)


class TestSettingSessionTimes:
    def test_moves_sessions_from_the_day_on(self, school: School, head: Actor) -> None:
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times(), by=head, now=NOW)
        assert opens(school, FRIDAY_BEFORE) == dt.time(8, 45)
        assert opens(school, NOVEMBER) == dt.time(9, 0)
        assert opens(school, dt.date(2027, 3, 25), "PM") == dt.time(13, 10)

    def test_keeps_the_times_before(self, school: School, head: Actor) -> None:
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times(), by=head, now=NOW)
        history = session_times_history(head.scope, school_id=school.pk)
        assert [row.first_day for row in history] == [NOVEMBER] * 2 + [dt.date(2026, 9, 1)] * 2

    def test_may_be_put_right_for_the_same_day(self, school: School, head: Actor) -> None:
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times("09:00"), by=head, now=NOW)
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times("08:55"), by=head, now=NOW)
        assert opens(school, NOVEMBER) == dt.time(8, 55)
        assert SessionTimes.objects.filter(school=school, first_day=NOVEMBER).count() == 2

    def test_leaves_a_session_with_entries_the_times_its_register_was_taken_by(
        self, school: School, head: Actor
    ) -> None:
        pupil = a_pupil_on_roll(school, a_group(school))
        append(
            lock_ledger(school.pk),
            [Sending(Submission.Kind.TAKING, [Mark(pupil.pk, NOVEMBER, "AM", "/")])],
            by=head,
            now=NOW,
        )
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times(), by=head, now=NOW)
        assert (opens(school, NOVEMBER), opens(school, NOVEMBER, "PM")) == (dt.time(8, 45), dt.time(13, 10))

    def test_leaves_a_day_with_times_of_its_own(self, school: School, head: Actor) -> None:
        late = SessionSet(
            starts_at=dt.time(10), register_opens_at=dt.time(10), register_closes_at=dt.time(10, 30)
        )
        set_day(school_id=school.pk, date=NOVEMBER, halves={"AM": late}, by=head, now=NOW)
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times(), by=head, now=NOW)
        assert opens(school, NOVEMBER) == dt.time(10)

    def test_returns_no_change_where_no_session_is_in_the_calendar(self, head: Actor) -> None:
        bare = a_school("Newly Built School", meets=False)
        by = an_actor("head", bare)
        assert set_session_times(school_id=bare.pk, first_day=NOVEMBER, times=times(), by=by, now=NOW) is None
        assert SessionTimes.objects.filter(school=bare).count() == 2

    def test_lets_registers_be_open_for_thirty_minutes(self, school: School, head: Actor) -> None:
        set_session_times(school_id=school.pk, first_day=NOVEMBER, times=times(minutes=30), by=head, now=NOW)
        assert SchoolSession.objects.get(
            school=school, date=NOVEMBER, session="AM"
        ).register_closes_at == dt.time(9, 30)

    def test_refuses_thirty_one_minutes_and_cites_why(self, school: School, head: Actor) -> None:
        with pytest.raises(SessionTimesRefused, match="at most 30 minutes") as refused:
            set_session_times(
                school_id=school.pk, first_day=NOVEMBER, times=times(minutes=31), by=head, now=NOW
            )
        assert "Working together" in refused.value.citations[0].text
        assert not SessionTimes.objects.filter(school=school, first_day=NOVEMBER).exists()

    def test_refuses_no_times_at_all(self, school: School, head: Actor) -> None:
        with pytest.raises(CalendarRefused):
            set_session_times(school_id=school.pk, first_day=NOVEMBER, times=[], by=head, now=NOW)


class TestTheClockChanges:
    """Session times are what the clock on the wall says, so a change of clocks moves no register."""

    @pytest.mark.parametrize(
        ("friday", "monday", "before", "after"),
        [
            (dt.date(2026, 10, 23), dt.date(2026, 11, 2), 7, 8),  # clocks go back on 25 October
            (dt.date(2027, 3, 25), dt.date(2027, 3, 30), 8, 7),  # clocks go forward on 28 March
        ],
    )
    def test_leave_the_wall_time_and_move_the_moment(
        self, school: School, head: Actor, friday: dt.date, monday: dt.date, before: int, after: int
    ) -> None:
        halves = {"AM": SessionSet(), "PM": SessionSet()}
        set_day(school_id=school.pk, date=monday, halves=halves, by=head, now=NOW)
        for day, hour in ((friday, before), (monday, after)):
            at_the_wall = opens(school, day)
            assert at_the_wall == dt.time(8, 45)
            assert dt.datetime.combine(day, at_the_wall, LONDON).astimezone(dt.UTC).hour == hour

    def test_may_fall_on_the_day_new_times_start(self, school: School, head: Actor) -> None:
        sunday = dt.date(2026, 10, 25)
        set_session_times(school_id=school.pk, first_day=sunday, times=times(), by=head, now=NOW)
        assert opens(school, NOVEMBER) == dt.time(9)

"""Changing a school's calendar: days, spans, many at once, and undoing."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.school_time import AcademicYear
from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission
from onroll.service.audit.models import Event
from onroll.service.organisations.actions.calendar import (
    CalendarDay,
    set_calendar_days,
    set_day,
    set_span,
    undo_calendar_change,
)
from onroll.service.organisations.models import CalendarChange, School, SchoolSession
from onroll.service.organisations.queries.calendar import calendar_changes, law_calendar, school_year
from onroll.service.organisations.refusals import (
    AlreadyUndone,
    CalendarRefused,
    ChangedSince,
    NoSessionTimes,
    SessionsHaveEntries,
    SessionTimesRefused,
)
from onroll.service.organisations.sessions import SessionRow, SessionSet
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 9)
TUESDAY = dt.date(2026, 11, 10)
SATURDAY = dt.date(2026, 11, 14)
NOW = at(16, on=dt.date(2026, 11, 6))
INSET = SessionSet("inset", "Staff training")


@pytest.fixture
def school() -> School:
    return a_school()


@pytest.fixture
def head(school: School) -> Actor:
    return an_actor("head", school)


def kind_of(school: School, day: dt.date, session: str = "AM") -> str:
    row = SchoolSession.objects.filter(school=school, date=day, session=session).first()
    return row.kind if row else ""


def enter(school: School, day: dt.date, session: str = "AM") -> None:
    """Enter one pupil's attendance."""
    pupil = a_pupil_on_roll(school, a_group(school))
    code = "/" if session == "AM" else "\\"
    append(
        lock_ledger(school.pk),
        [Sending(Submission.Kind.IMPORT, [Mark(pupil.pk, day, session, code)])],
        by=Actor.service("a test"),
        now=NOW,
    )


class TestSettingADay:
    def test_turns_both_halves_into_staff_training(self, school: School, head: Actor) -> None:
        change = set_day(
            school_id=school.pk, date=MONDAY, halves={"AM": INSET, "PM": INSET}, by=head, now=NOW
        )
        assert change is not None
        assert change.what == "9 November 2026: Staff training (INSET): Staff training"
        assert (change.sessions, change.made_by_name) == (2, head.name)
        assert kind_of(school, MONDAY) == kind_of(school, MONDAY, "PM") == "inset"

    def test_leaves_a_half_not_named_as_it_is(self, school: School, head: Actor) -> None:
        set_day(school_id=school.pk, date=MONDAY, halves={"PM": None}, by=head, now=NOW)
        assert (kind_of(school, MONDAY), kind_of(school, MONDAY, "PM")) == ("school", "")

    def test_writes_nothing_where_the_day_is_so_already(self, school: School, head: Actor) -> None:
        halves = {"AM": SessionSet(), "PM": SessionSet()}
        assert set_day(school_id=school.pk, date=MONDAY, halves=halves, by=head, now=NOW) is None
        assert not CalendarChange.objects.exists()

    def test_may_hold_a_session_on_a_saturday(self, school: School, head: Actor) -> None:
        set_day(school_id=school.pk, date=SATURDAY, halves={"AM": SessionSet()}, by=head, now=NOW)
        assert SchoolSession.objects.get(school=school, date=SATURDAY).register_opens_at == dt.time(8, 45)

    def test_gives_a_late_start_its_own_times(self, school: School, head: Actor) -> None:
        late = SessionSet(
            starts_at=dt.time(10), register_opens_at=dt.time(10), register_closes_at=dt.time(10, 30)
        )
        set_day(school_id=school.pk, date=MONDAY, halves={"AM": late}, by=head, now=NOW)
        row = SessionRow.of(SchoolSession.objects.get(school=school, date=MONDAY, session="AM"))
        assert row == SessionRow("school", dt.time(10), dt.time(10), dt.time(10, 30), dt.time(12))

    def test_refuses_a_register_open_for_thirty_one_minutes(self, school: School, head: Actor) -> None:
        long = SessionSet(register_opens_at=dt.time(10), register_closes_at=dt.time(10, 31))
        with pytest.raises(SessionTimesRefused, match="at most 30 minutes") as refused:
            set_day(school_id=school.pk, date=MONDAY, halves={"AM": long, "PM": None}, by=head, now=NOW)
        assert refused.value.citations

    def test_refuses_a_morning_that_runs_into_its_afternoon(self, school: School, head: Actor) -> None:
        late = SessionSet(
            starts_at=dt.time(12, 30),
            register_opens_at=dt.time(12, 30),
            register_closes_at=dt.time(13),
            ends_at=dt.time(14),
        )
        with pytest.raises(SessionTimesRefused, match="before the morning session ends at 2:00pm"):
            set_day(school_id=school.pk, date=MONDAY, halves={"AM": late}, by=head, now=NOW)

    def test_refuses_to_meet_where_no_session_times_are_set(self, head: Actor) -> None:
        bare = a_school("Newly Built School", meets=False)
        with pytest.raises(NoSessionTimes, match="Set the session times"):
            set_day(
                school_id=bare.pk,
                date=MONDAY,
                halves={"AM": SessionSet()},
                by=an_actor("head", bare),
                now=NOW,
            )

    def test_is_refused_to_someone_of_another_school(self, school: School) -> None:
        elsewhere = an_actor("head", a_school("Elsewhere School"))
        with pytest.raises(OutOfScope):
            set_day(school_id=school.pk, date=MONDAY, halves={"AM": INSET}, by=elsewhere, now=NOW)

    def test_is_refused_to_a_teacher(self, school: School) -> None:
        with pytest.raises(OutOfScope):
            set_day(
                school_id=school.pk,
                date=MONDAY,
                halves={"AM": INSET},
                by=an_actor("teacher", school),
                now=NOW,
            )

    def test_is_recorded(self, school: School, head: Actor) -> None:
        change = set_day(school_id=school.pk, date=MONDAY, halves={"AM": INSET}, by=head, now=NOW)
        event = Event.objects.get(name="calendar.days.changed")
        assert change is not None
        assert (event.subject_id, event.actor_id) == (change.pk, head.user_id)


class TestSessionsWithEntries:
    def test_stay_in_the_calendar(self, school: School, head: Actor) -> None:
        enter(school, MONDAY)
        with pytest.raises(SessionsHaveEntries, match=r"on 9 November 2026.*record a closure") as refused:
            set_day(school_id=school.pk, date=MONDAY, halves={"AM": INSET, "PM": INSET}, by=head, now=NOW)
        assert refused.value.sessions == ((MONDAY, "AM"),)
        assert kind_of(school, MONDAY, "PM") == "school"

    def test_are_not_moved_to_other_times(self, school: School, head: Actor) -> None:
        enter(school, MONDAY)
        late = SessionSet(register_opens_at=dt.time(10), register_closes_at=dt.time(10, 30))
        with pytest.raises(SessionsHaveEntries):
            set_day(school_id=school.pk, date=MONDAY, halves={"AM": late}, by=head, now=NOW)

    def test_leave_the_other_half_of_their_day_free(self, school: School, head: Actor) -> None:
        enter(school, MONDAY)
        set_day(school_id=school.pk, date=MONDAY, halves={"PM": INSET}, by=head, now=NOW)
        assert kind_of(school, MONDAY, "PM") == "inset"

    def test_may_be_given_a_reason(self, school: School, head: Actor) -> None:
        enter(school, MONDAY)
        set_day(
            school_id=school.pk, date=MONDAY, halves={"AM": SessionSet(reason="Book week")}, by=head, now=NOW
        )
        assert SchoolSession.objects.get(school=school, date=MONDAY, session="AM").reason == "Book week"


class TestSettingASpan:
    def test_skips_weekends(self, school: School, head: Actor) -> None:
        last = MONDAY + dt.timedelta(days=7)
        change = set_span(
            school_id=school.pk, first_day=MONDAY, last_day=last, halves={"AM": INSET}, by=head, now=NOW
        )
        assert change is not None
        assert change.sessions == 6
        assert kind_of(school, SATURDAY) == ""

    def test_refuses_to_end_before_it_starts(self, school: School, head: Actor) -> None:
        with pytest.raises(CalendarRefused, match="Give the earlier day first"):
            set_span(school_id=school.pk, first_day=TUESDAY, last_day=MONDAY, halves={}, by=head, now=NOW)

    def test_refuses_a_whole_weekend(self, school: School, head: Actor) -> None:
        sunday = SATURDAY + dt.timedelta(days=1)
        with pytest.raises(CalendarRefused, match="is a weekend"):
            set_span(
                school_id=school.pk,
                first_day=SATURDAY,
                last_day=sunday,
                halves={"AM": INSET},
                by=head,
                now=NOW,
            )


class TestSettingManyDays:
    def test_takes_the_register_times_of_a_file(self, head: Actor) -> None:
        bare = a_school("Imported School", meets=False)
        days = [
            CalendarDay(MONDAY, "AM", register_opens_at=dt.time(8, 50), register_closes_at=dt.time(9, 10)),
            CalendarDay(MONDAY, "PM", kind="polling", reason="Election"),
        ]
        by = Actor.service("import")
        change = set_calendar_days(school_id=bare.pk, days=days, by=by, now=NOW)
        assert change is not None
        rows = SchoolSession.objects.filter(school=bare).order_by("session")
        assert [SessionRow.of(row) for row in rows] == [
            SessionRow("school", dt.time(8, 50), dt.time(8, 50), dt.time(9, 10), None),
            SessionRow("polling", reason="Election"),
        ]

    def test_changes_nothing_when_loaded_again(self, school: School) -> None:
        days = [CalendarDay(MONDAY, "AM", kind="inset")]
        by = Actor.service("import")
        assert set_calendar_days(school_id=school.pk, days=days, by=by, now=NOW) is not None
        assert set_calendar_days(school_id=school.pk, days=days, by=by, now=NOW) is None

    def test_needs_few_statements_however_many_days(
        self, school: School, django_assert_max_num_queries: object
    ) -> None:
        days = [
            CalendarDay(dt.date(2027, 6, 1) + dt.timedelta(days=n), half)
            for n in range(100)
            for half in ("AM", "PM")
        ]
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            set_calendar_days(school_id=school.pk, days=days, by=Actor.service("import"), now=NOW)

    def test_with_no_days_does_nothing(self, school: School) -> None:
        assert set_calendar_days(school_id=school.pk, days=[], by=Actor.service("import"), now=NOW) is None


class TestUndoing:
    def test_puts_every_session_back(self, school: School, head: Actor) -> None:
        before = school_year(head.scope, school_id=school.pk, year=AcademicYear.of(MONDAY)).sessions
        halves = {"AM": INSET, "PM": None}
        last = MONDAY + dt.timedelta(days=4)
        change = set_span(
            school_id=school.pk, first_day=MONDAY, last_day=last, halves=halves, by=head, now=NOW
        )
        assert change is not None
        undoing = undo_calendar_change(school_id=school.pk, change_id=change.pk, by=head, now=NOW)
        after = school_year(head.scope, school_id=school.pk, year=AcademicYear.of(MONDAY)).sessions
        assert after == before
        assert undoing.what.startswith("Undone: 9 November 2026 to 13 November 2026")

    def test_may_itself_be_undone(self, school: School, head: Actor) -> None:
        change = set_day(school_id=school.pk, date=MONDAY, halves={"AM": INSET}, by=head, now=NOW)
        assert change is not None
        undoing = undo_calendar_change(school_id=school.pk, change_id=change.pk, by=head, now=NOW)
        undo_calendar_change(school_id=school.pk, change_id=undoing.pk, by=head, now=NOW)
        assert kind_of(school, MONDAY) == "inset"

    def test_is_done_once(self, school: School, head: Actor) -> None:
        change = set_day(school_id=school.pk, date=MONDAY, halves={"AM": INSET}, by=head, now=NOW)
        assert change is not None
        undo_calendar_change(school_id=school.pk, change_id=change.pk, by=head, now=NOW)
        with pytest.raises(AlreadyUndone):
            undo_calendar_change(school_id=school.pk, change_id=change.pk, by=head, now=NOW)

    def test_refuses_where_a_later_change_stands_on_it(self, school: School, head: Actor) -> None:
        first = set_day(school_id=school.pk, date=MONDAY, halves={"AM": INSET}, by=head, now=NOW)
        set_day(school_id=school.pk, date=MONDAY, halves={"AM": SessionSet("polling")}, by=head, now=NOW)
        assert first is not None
        with pytest.raises(ChangedSince, match="9 November 2026 has been changed again"):
            undo_calendar_change(school_id=school.pk, change_id=first.pk, by=head, now=NOW)

    def test_refuses_to_take_away_a_session_that_has_entries_by_now(
        self, school: School, head: Actor
    ) -> None:
        change = set_day(school_id=school.pk, date=SATURDAY, halves={"AM": SessionSet()}, by=head, now=NOW)
        assert change is not None
        enter(school, SATURDAY)
        with pytest.raises(SessionsHaveEntries):
            undo_calendar_change(school_id=school.pk, change_id=change.pk, by=head, now=NOW)

    def test_of_another_schools_change_is_not_found(self, school: School, head: Actor) -> None:
        other = a_school("Elsewhere School")
        change = set_day(
            school_id=other.pk, date=MONDAY, halves={"AM": INSET}, by=an_actor("head", other), now=NOW
        )
        assert change is not None
        with pytest.raises(CalendarChange.DoesNotExist):
            undo_calendar_change(school_id=school.pk, change_id=change.pk, by=head, now=NOW)


class TestTheCalendarOfTheLaw:
    def test_holds_the_sessions_the_school_holds(self, school: School, head: Actor) -> None:
        set_day(school_id=school.pk, date=MONDAY, halves={"AM": SessionSet(), "PM": INSET}, by=head, now=NOW)
        calendar = law_calendar(head.scope, school.pk, MONDAY, TUESDAY)
        assert [str(half) for half in calendar.sessions_on(MONDAY)] == ["AM"]
        assert len(calendar.sessions_on(TUESDAY)) == 2

    def test_takes_one_statement(
        self, school: School, head: Actor, django_assert_num_queries: object
    ) -> None:
        with django_assert_num_queries(1):  # type: ignore[operator]
            law_calendar(head.scope, school.pk, dt.date(2026, 9, 1), dt.date(2027, 7, 31))

    def test_is_refused_out_of_scope(self, school: School) -> None:
        elsewhere = an_actor("head", a_school("Elsewhere School"))
        with pytest.raises(OutOfScope):
            law_calendar(elsewhere.scope, school.pk, MONDAY, TUESDAY)


class TestTheYearShown:
    def test_is_twelve_months_of_whole_weeks(self, school: School, head: Actor) -> None:
        months = list(school_year(head.scope, school_id=school.pk, year=AcademicYear.of(MONDAY)).months())
        assert [month for month, _ in months][::11] == [dt.date(2026, 9, 1), dt.date(2027, 8, 1)]
        assert all(len(week) == 7 for _, weeks in months for week in weeks)

    def test_marks_a_day_of_one_session(self, school: School, head: Actor) -> None:
        set_day(school_id=school.pk, date=MONDAY, halves={"PM": None}, by=head, now=NOW)
        shown = school_year(head.scope, school_id=school.pk, year=AcademicYear.of(MONDAY))
        assert shown.day(MONDAY).is_one_session
        assert not shown.day(TUESDAY).is_one_session

    def test_says_when_a_maintained_school_meets_too_seldom(self, school: School, head: Actor) -> None:
        shown = school_year(head.scope, school_id=school.pk, year=AcademicYear.of(MONDAY))
        assert shown.enough is not None
        assert shown.enough.met is False

    def test_does_not_count_an_academys_sessions_for_it(self, school: School, head: Actor) -> None:
        School.objects.filter(pk=school.pk).update(kind="academy")
        assert school_year(head.scope, school_id=school.pk, year=AcademicYear.of(MONDAY)).enough is None

    def test_lists_the_latest_change_first(self, school: School, head: Actor) -> None:
        for day in (MONDAY, TUESDAY):
            set_day(school_id=school.pk, date=day, halves={"AM": INSET}, by=head, now=NOW)
        assert [change.first_day for change in calendar_changes(head.scope, school_id=school.pk)] == [
            TUESDAY,
            MONDAY,
        ]

"""A visit, or days at a provider, of week A or week B alone: planned in those weeks, over a half term, and in no other."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.attendance_register.queries.planned_and_blank import planned_and_blank
from onroll.service.lessons.actions.weeks import end_weeks, set_weeks
from onroll.service.lessons.queries.plans_of_other_weeks import plans_of_other_weeks
from onroll.service.organisations.models import SchoolSession
from onroll.service.planned_attendance.refusals import NotAsTheLawAsks
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.planned_attendance.conftest import FIRST, ATrip, other
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)
#: Five weeks from the first Monday, on Mondays, in week A.
SERIES = other(last_day=FIRST + 4 * WEEK + dt.timedelta(days=4), weekdays="1", week="A")


@pytest.fixture
def two(trip: ATrip) -> ATrip:
    """The school has two weeks; week A is that of the first day."""
    set_weeks(school_id=trip.school.pk, week_a_on=FIRST, holidays="skip", by=trip.head, now=at(8))
    return trip


def holiday(trip: ATrip, monday: dt.date) -> None:
    SchoolSession.objects.filter(
        school=trip.school, date__range=(monday, monday + dt.timedelta(days=6))
    ).update(kind="holiday")


def planned(trip: ATrip) -> list[int]:
    """Return in which of the weeks from the first one on the Monday is planned."""
    mondays = [(number, FIRST + number * WEEK) for number in range(5)]
    return [
        number
        for number, monday in mondays
        if trip.amina.pk in plans_of_session(trip.school.pk, monday, "AM")
    ]


class TestAnArrangement:
    def test_of_week_a_is_planned_every_other_week(self, two):
        two.arrange(SERIES)
        assert planned(two) == [0, 2, 4]
        assert planned_and_blank(two.school.pk, FIRST, "AM") == 2
        assert planned_and_blank(two.school.pk, FIRST + WEEK, "AM") == 0

    def test_of_week_b_is_planned_in_the_others(self, two):
        two.arrange(other(SERIES, week="B"))
        assert planned(two) == [1, 3]

    def test_of_every_week_is_planned_in_each(self, two):
        two.arrange(other(SERIES, week=""))
        assert planned(two) == [0, 1, 2, 3, 4]

    def test_counts_no_week_of_holiday_for_either(self, two):
        holiday(two, FIRST + WEEK)
        two.arrange(SERIES)
        # The week after the holiday is the B that was to come. Of the week itself no session is held.
        assert [number for number in planned(two) if number != 1] == [0, 3]

    def test_is_refused_where_the_school_has_not_two_weeks(self, trip):
        with pytest.raises(NotAsTheLawAsks, match="needs the two weeks"):
            trip.arrange(SERIES)
        assert not Plan.objects.exists()

    def test_is_refused_from_before_week_a_first_was(self, two):
        with pytest.raises(NotAsTheLawAsks, match="from the first day on"):
            two.arrange(other(SERIES, first_day=FIRST - WEEK))

    def test_is_refused_where_no_such_week_falls_in_its_days(self, two):
        with pytest.raises(NotAsTheLawAsks, match="No week B falls between those days"):
            two.arrange(other(week="B"))


class TestAnotherPlan:
    def plan(self, two: ATrip, code: str, **others: object) -> Plan:
        return make_plan(
            school_id=two.school.pk, pupil_id=two.amina.pk, kind="leave", code=code, first_day=FIRST + WEEK,
            last_day=FIRST + WEEK, by=two.officer, now=at(10), **others,
        )  # fmt: skip

    def test_of_the_other_week_stands_beside_it(self, two):
        two.arrange(SERIES)
        assert self.plan(two, "C").pk

    def test_of_the_same_week_does_not(self, two):
        two.arrange(other(SERIES, week="B"))
        with pytest.raises(PlansOverlap):
            self.plan(two, "C")


class TestWeeksSetAnew:
    def test_name_what_was_arranged_by_the_weeks_before(self, two, client, monkeypatch):
        two.arrange(SERIES)
        on = MONDAY
        assert plans_of_other_weeks(two.head.scope, school_id=two.school.pk, on=on) == []
        set_weeks(school_id=two.school.pk, week_a_on=FIRST + WEEK, holidays="skip", by=two.head, now=at(9))
        assert len(plans_of_other_weeks(two.head.scope, school_id=two.school.pk, on=on)) == 2
        assert planned(two) == [0, 2, 4]
        end_weeks(school_id=two.school.pk, by=two.head, now=at(9))
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9))
        monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
        client.force_login(a_user("head", school=two.school))
        page = words_of(client.get(f"/schools/{two.school.pk}/calendar/weeks/"))
        assert "2 plans of week A or week B alone were made by other weeks than these" in page


class TestThePages:
    @pytest.fixture
    def office(self, two, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(10))
        monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
        client.force_login(a_user("attendance_officer", school=two.school))
        return client

    def test_ask_for_the_weeks_only_where_there_are_two(self, two, office):
        where = f"/schools/{two.school.pk}/planned/new/details/?activity=visit&group={two.a_class.group.pk}"
        assert "In which weeks Every week Week A alone Week B alone" in words_of(office.get(where))
        end_weeks(school_id=two.school.pk, by=two.head, now=at(9))
        assert "In which weeks" not in words_of(office.get(where))

    def test_make_a_plan_of_one_pupil_and_say_its_weeks(self, two, office):
        sent = {
            "kind": "leave", "code": "C", "session": "", "weekdays": ["1"], "week": "B", "first_day-day": FIRST.day,
            "first_day-month": FIRST.month, "first_day-year": FIRST.year, "last_day-day": (FIRST + 3 * WEEK).day,
            "last_day-month": (FIRST + 3 * WEEK).month, "last_day-year": (FIRST + 3 * WEEK).year,
        }  # fmt: skip
        where = f"/schools/{two.school.pk}/pupils/{two.amina.pk}/"
        answer = office.post(f"{where}plans/new/", sent)
        assert answer.status_code == 302, words_of(answer)
        assert planned(two) == [1, 3]
        assert "in week B alone" in words_of(office.get(where))

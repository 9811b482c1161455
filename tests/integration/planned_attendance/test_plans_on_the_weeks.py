"""Where the two weeks are set anew, a person puts plans of week A or week B alone on them: seen first, and never by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.audit.models import Event
from onroll.service.lessons.actions.plans_on_weeks import put_on_weeks
from onroll.service.lessons.actions.weeks import end_weeks, set_weeks
from onroll.service.lessons.queries.plans_of_other_weeks import plans_of_other_weeks
from onroll.service.lessons.queries.plans_on_weeks import plans_on_weeks
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import SchoolSession
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.integration.planned_attendance.conftest import FIRST, ATrip, other
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)
#: Six weeks from the first one, on Mondays, in week A; the first is this week's.
SERIES = other(last_day=FIRST + 5 * WEEK + dt.timedelta(days=4), weekdays="1", week="A")
NOW = at(10, on=FIRST)


@pytest.fixture
def anew(trip: ATrip) -> ATrip:
    """What was arranged in week A, weeks 0, 2 and 4, is of the other weeks now: week A is that of the next week."""
    set_weeks(school_id=trip.school.pk, week_a_on=FIRST, holidays="count", by=trip.head, now=at(8))
    trip.arrange(SERIES)
    set_weeks(school_id=trip.school.pk, week_a_on=FIRST - WEEK, holidays="count", by=trip.head, now=at(9))
    return trip


def planned(trip: ATrip, pupil=None) -> list[int]:
    """Return in which of the weeks from the first one on the Monday is planned."""
    pupil_id = (pupil or trip.amina).pk
    return [
        number
        for number in range(6)
        if pupil_id in plans_of_session(trip.school.pk, FIRST + number * WEEK, "AM")
    ]


def put(trip: ATrip, *pupils, since: dt.date = FIRST + WEEK, by=None, now: dt.datetime = NOW):
    chosen = [one.pk for one in (pupils or (trip.amina, trip.callum))]
    return put_on_weeks(school_id=trip.school.pk, pupil_ids=chosen, since=since, by=by or trip.head, now=now)


class TestPuttingPlansOnTheWeeks:
    def test_moves_the_weeks_to_come_and_leaves_this_one(self, anew):
        assert planned(anew) == [0, 2, 4]
        put(anew)
        assert planned(anew) == [0, 1, 3, 5]
        assert plans_of_other_weeks(anew.head.scope, school_id=anew.school.pk, on=FIRST) == []

    def test_moves_from_the_monday_that_is_given(self, anew):
        put(anew, since=FIRST + 3 * WEEK)
        assert planned(anew) == [0, 2, 3, 5]

    def test_moves_the_plans_of_those_chosen_alone(self, anew):
        put(anew, anew.amina)
        assert (planned(anew), planned(anew, anew.callum)) == ([0, 1, 3, 5], [0, 2, 4])

    def test_names_no_week_of_holiday_among_those_that_go_or_come(self, anew):
        holiday = FIRST + 3 * WEEK
        SchoolSession.objects.filter(
            school=anew.school, date__range=(holiday, holiday + dt.timedelta(days=6))
        ).update(kind="holiday")
        lines = plans_on_weeks(anew.head.scope, school_id=anew.school.pk, since=FIRST + WEEK)
        (amina, _) = [line.plans[0] for line in lines]
        assert amina.comes == (FIRST + WEEK, FIRST + 5 * WEEK)
        assert str(holiday) in amina.mondays

    def test_done_twice_is_done_once_and_is_on_the_trail(self, anew):
        put(anew)
        assert put(anew) == []
        events = Event.objects.filter(name="registers.plan.weeks changed")
        assert events.count() == 2
        assert events.first().details["since"] == (FIRST + WEEK).isoformat()

    def test_leaves_a_pupil_whose_other_plan_has_a_session_of_those_weeks_and_says_which(self, anew):
        make_plan(
            school_id=anew.school.pk, pupil_id=anew.amina.pk, kind="leave", code="C", first_day=FIRST + 3 * WEEK,
            last_day=FIRST + 3 * WEEK, by=anew.officer, now=NOW,
        )  # fmt: skip
        amina = next(one for one in put(anew) if one.pupil == anew.amina)
        assert "is planned already: leave agreed, code C" in amina.why_not
        # The week of the leave is planned, by the leave.
        assert (planned(anew), planned(anew, anew.callum)) == ([0, 2, 3, 4], [0, 1, 3, 5])

    def test_leaves_a_plan_of_which_no_such_week_is_left(self, trip):
        set_weeks(school_id=trip.school.pk, week_a_on=FIRST, holidays="count", by=trip.head, now=at(8))
        trip.arrange(other(SERIES, last_day=FIRST + 2 * WEEK + dt.timedelta(days=4)))
        set_weeks(school_id=trip.school.pk, week_a_on=FIRST + WEEK, holidays="count", by=trip.head, now=at(9))
        lines = put(trip, since=FIRST + 2 * WEEK)
        assert {one.why_not for one in lines} == {
            "No week A is left in its days. End it, or arrange other days."
        }
        assert planned(trip) == [0, 2]

    def test_of_week_a_and_of_week_b_change_places(self, anew):
        make_plan(
            school_id=anew.school.pk, pupil_id=anew.amina.pk, kind="leave", code="C", first_day=FIRST, weekdays="1", week="B",
            last_day=SERIES.last_day, mondays=" ".join(str(FIRST + number * WEEK) for number in (1, 3, 5)), by=anew.officer, now=NOW,
        )  # fmt: skip
        put(anew, anew.amina)
        codes = [
            plans_of_session(anew.school.pk, FIRST + number * WEEK, "AM")[anew.amina.pk].code
            for number in range(1, 6)
        ]
        visit = SERIES.asks.code
        assert codes == [visit, "C", visit, "C", visit]


class TestWhatIsRefused:
    @pytest.mark.parametrize("since", [FIRST, FIRST + WEEK + dt.timedelta(days=1)])
    def test_this_week_and_a_day_that_is_no_monday(self, anew, since):
        with pytest.raises(LessonsRefused, match="from a Monday after this week"):
            put(anew, since=since)
        assert planned(anew) == [0, 2, 4]

    def test_weeks_before_week_a_first_is(self, anew):
        later = FIRST + 3 * WEEK
        set_weeks(school_id=anew.school.pk, week_a_on=later, holidays="count", by=anew.head, now=at(9))
        with pytest.raises(LessonsRefused, match="Week A first is later"):
            put(anew)
        put(anew, since=later)
        assert planned(anew) == [0, 2, 3, 5]

    def test_where_every_week_is_the_same(self, anew):
        end_weeks(school_id=anew.school.pk, by=anew.head, now=at(9))
        with pytest.raises(LessonsRefused, match="no week A or B"):
            put(anew)

    def test_whoever_may_make_no_plan(self, anew):
        governor = an_actor("governor", anew.school)
        with pytest.raises(OutOfScope):
            put(anew, by=governor)
        with pytest.raises(OutOfScope):
            plans_on_weeks(governor.scope, school_id=anew.school.pk, since=FIRST + WEEK)


@pytest.mark.one_database
class TestThePage:
    @pytest.fixture
    def head(self, anew, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: NOW)
        monkeypatch.setattr("onroll.service.clock.today", lambda: FIRST)
        client.force_login(a_user("head", school=anew.school))
        return client

    def test_is_led_to_from_the_weeks_shows_first_and_moves_those_ticked(self, anew, head):
        weeks = f"/schools/{anew.school.pk}/calendar/weeks/"
        assert "Put plans on the weeks as they are now" in words_of(head.get(weeks))
        where = f"{weeks}plans/"
        page = words_of(head.get(where))
        gone, come = ((FIRST + number * WEEK).day for number in (2, 1))
        assert "Amina Begum born 3 March 2017 Week A," in page
        assert f"no longer Mon {gone} " in page
        assert f"now Mon {come} " in page
        assert planned(anew) == [0, 2, 4]
        answer = head.post(where, {"pupil": [anew.callum.pk]}, follow=True)
        assert "1 plan put on the weeks as they are set." in words_of(answer)
        assert (planned(anew), planned(anew, anew.callum)) == ([0, 2, 4], [0, 1, 3, 5])
        head.post(where, {"pupil": [anew.amina.pk]})
        assert "No plan is of other weeks" in words_of(head.get(where))

    def test_is_led_to_from_the_plans_while_any_is_of_other_weeks(self, anew, head):
        where = f"/schools/{anew.school.pk}/registers/plans/"
        assert "2 plans of week A or week B alone were made by other weeks" in words_of(head.get(where))
        put(anew)
        assert "made by other weeks" not in words_of(head.get(where))

    def test_asks_for_a_tick_and_ticks_all_or_none(self, anew, head):
        where = f"/schools/{anew.school.pk}/calendar/weeks/plans/"
        answer = head.post(where, {})
        assert (answer.status_code, "Tick the pupils whose plans move." in words_of(answer)) == (422, True)
        assert head.post(where, {"do": "tick-all"}).content.decode().count(" checked") == 2
        assert head.post(where, {"do": "tick-none"}).content.decode().count(" checked") == 0
        assert Plan.objects.filter(mondays__contains=str(FIRST)).count() == 2

    def test_begins_with_week_a_first_where_that_is_later(self, anew, head):
        later = FIRST + 3 * WEEK
        set_weeks(school_id=anew.school.pk, week_a_on=later, holidays="count", by=anew.head, now=at(9))
        page = head.get(f"/schools/{anew.school.pk}/calendar/weeks/plans/")
        assert (page.status_code, f"{later.day} {later:%B %Y} on" in words_of(page)) == (200, True)

    def test_says_that_there_is_nothing_to_move_where_every_week_is_the_same(self, anew, head):
        end_weeks(school_id=anew.school.pk, by=anew.head, now=at(9))
        page = head.get(f"/schools/{anew.school.pk}/calendar/weeks/plans/")
        assert (page.status_code, "There is nothing to move" in words_of(page)) == (200, True)

    def test_says_which_day_it_cannot_begin_on(self, anew, head):
        where = f"/schools/{anew.school.pk}/calendar/weeks/plans/"
        day = FIRST + dt.timedelta(days=8)
        sent = {"since-day": day.day, "since-month": day.month, "since-year": day.year}
        assert "Give a Monday after this week" in words_of(head.get(where, sent))

"""A part-time timetable whose week A and week B differ: what is planned, over a half term, and how it is written."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.lessons.actions.weeks import set_weeks
from onroll.service.organisations.models import SchoolSession
from onroll.service.part_time_timetables.actions.ending import end_timetable
from onroll.service.part_time_timetables.queries.other_weeks import of_other_weeks
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.weekly import in_school, in_words, sessions_out_of
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.part_time_timetables.conftest import FIRST, ATimetable
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)
#: Every Friday afternoon, Monday morning in week A, Tuesday in week B.
OUT = ("5PM", "1AMA", "2AMB", "2PMB")


@pytest.fixture
def two(one: ATimetable) -> ATimetable:
    """The school has two weeks; week A is the first of the timetable's days."""
    set_weeks(school_id=one.school.pk, week_a_on=FIRST, holidays="skip", by=one.head, now=at(8))
    return one


def out_of(one: ATimetable, monday: dt.date) -> set[str]:
    """Return the sessions of a week that are planned as out."""
    days = [monday + dt.timedelta(days=number) for number in range(5)]
    return {
        f"{day.isoweekday()}{half}"
        for day in days
        for half in ("AM", "PM")
        if one.amina.pk in plans_of_session(one.school.pk, day, half)
    }


class TestTimetablesOfOtherWeeks:
    def test_are_named_on_the_page_of_the_weeks_once_those_change(self, two, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9))
        monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
        two.agreed(out=OUT)
        client.force_login(a_user("head", school=two.school))
        weeks = f"/schools/{two.school.pk}/calendar/weeks/"
        assert "planned by other weeks" not in words_of(client.get(weeks))
        set_weeks(school_id=two.school.pk, week_a_on=FIRST + WEEK, holidays="skip", by=two.head, now=at(9))
        page = words_of(client.get(weeks))
        assert "1 part-time timetable was planned by other weeks than these" in page
        assert "Amina Begum" in page

    def test_are_not_those_whose_weeks_are_the_same(self, two):
        two.agreed(out=("5PM",))
        set_weeks(school_id=two.school.pk, week_a_on=FIRST + WEEK, holidays="skip", by=two.head, now=at(9))
        assert of_other_weeks(two.head.scope, school_id=two.school.pk, on=MONDAY) == []

    def test_are_not_those_that_have_ended(self, two):
        made = two.agreed(out=OUT)
        end_timetable(
            school_id=two.school.pk, timetable_id=made.pk, on=FIRST, outcome="full time", words="Well again.",
            by=two.officer, now=at(16, on=FIRST),
        )  # fmt: skip
        set_weeks(school_id=two.school.pk, week_a_on=FIRST + WEEK, holidays="skip", by=two.head, now=at(9))
        assert of_other_weeks(two.head.scope, school_id=two.school.pk, on=FIRST) == []


class TestWhatIsPlanned:
    def test_is_each_weeks_own_and_what_is_of_both(self, two):
        two.agreed(out=OUT)
        assert [sorted(out_of(two, FIRST + n * WEEK)) for n in range(4)] == [
            ["1AM", "5PM"], ["2AM", "2PM", "5PM"], ["1AM", "5PM"], [],
        ]  # fmt: skip

    def test_goes_on_after_a_week_without_school_where_it_stopped(self, two):
        SchoolSession.objects.filter(
            school=two.school, date__gte=FIRST + WEEK, date__lt=FIRST + 2 * WEEK
        ).delete()
        two.agreed(out=OUT)
        assert sorted(out_of(two, FIRST + 2 * WEEK)) == ["2AM", "2PM", "5PM"]

    def test_ends_with_the_timetable(self, two):
        made = two.agreed(out=OUT)
        last = FIRST + WEEK
        end_timetable(
            school_id=two.school.pk, timetable_id=made.pk, on=last, outcome="full time", words="Well again.",
            by=two.officer, now=at(16, on=last),
        )  # fmt: skip
        assert out_of(two, FIRST + WEEK) | out_of(two, FIRST + 2 * WEEK) == set()

    def test_needs_the_two_weeks_from_its_first_day_on(self, one):
        with pytest.raises(TimetableRefusal, match="need the two weeks"):
            one.propose(out=OUT)
        set_weeks(school_id=one.school.pk, week_a_on=FIRST + WEEK, holidays="skip", by=one.head, now=at(8))
        with pytest.raises(TimetableRefusal, match="from the first day on"):
            one.propose(out=OUT)
        assert one.propose(out=("1AM",))


class TestTheForm:
    def test_asks_for_each_week_where_there_are_two_and_says_them_apart(self, two, client, monkeypatch):
        from tests.factories.access import a_user

        monkeypatch.setattr("onroll.service.clock.now", lambda: at(10))
        client.force_login(a_user("attendance_officer", school=two.school))
        base = f"/schools/{two.school.pk}/timetables/"
        made = two.propose(out=OUT)
        again = client.get(f"{base}new/{two.amina.pk}/?from={made.pk}").text
        assert 'value="1AMA" checked' in again
        assert "Week B alone" in again
        page = words_of(client.get(f"{base}{made.pk}/"))
        assert "In week A Monday morning; Friday afternoon; in week B Tuesday; Friday afternoon" in page


@pytest.mark.one_database
class TestSessions:
    @pytest.mark.parametrize(
        ("chosen", "kept"),
        [
            (["1AMA", "1AMB"], "1AM"),
            (["1AM", "1AMA"], "1AM"),
            (["2PMB", "1AMA"], "1AMA 2PMB"),
        ],
    )
    def test_are_kept_once(self, chosen, kept):
        assert sessions_out_of(chosen) == kept

    def test_may_be_all_of_one_week_and_not_of_both(self):
        every = [f"{day}{half}" for day in "12345" for half in ("AM", "PM")]
        assert sessions_out_of([f"{one}A" for one in every])
        with pytest.raises(TimetableRefusal, match="no education at all"):
            sessions_out_of([f"{one}{week}" for one in every for week in "AB"])

    def test_fit_their_column_however_they_differ(self):
        every = [f"{day}{half}" for day in "12345" for half in ("AM", "PM")]
        assert len(sessions_out_of([f"{one}{'AB'[place % 2]}" for place, one in enumerate(every)])) <= 60

    def test_in_school_are_the_others(self):
        assert in_words(in_school("1AM 1PM 2AM 2PM 3AM 3PM 4AM 4PM 5AM 5PMA")) == (
            "in week A none; in week B Friday afternoon"
        )

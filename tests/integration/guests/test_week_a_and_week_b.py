"""A guest who comes in week A or week B alone: expected and told of in those weeks, and planned at the home school in the others."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.guests.queries.stays import guests_today
from onroll.service.guests.refusals import GuestRefused
from onroll.service.lessons.actions.plans_on_weeks import put_on_weeks
from onroll.service.lessons.actions.weeks import set_weeks
from onroll.service.organisations.models import SchoolSession
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)
UNTIL = MONDAY + 3 * WEEK + dt.timedelta(days=4)


@pytest.fixture
def two(guest):
    head = an_actor("head", guest.school)
    set_weeks(school_id=guest.school.pk, week_a_on=MONDAY, holidays="skip", by=head, now=at(7))
    return guest


def code(guest, date: dt.date, session: str = "AM") -> str:
    plan = plans_of_session(guest.school.pk, date, session).get(guest.amina.pk)
    return plan.code if plan else ""


def mondays(guest) -> list[str]:
    return [code(guest, MONDAY + number * WEEK) for number in range(4)]


def weeks_expected(guest) -> list[int]:
    return [
        number for number in range(4) if guests_today(guest.school.pk, now=at(9, on=MONDAY + number * WEEK))
    ]


def test_is_at_the_home_school_for_the_whole_of_the_other_week(two):
    two.take_in(week="A", last_day=UNTIL)
    assert mondays(two) == ["", "D", "", "D"]
    assert [code(two, MONDAY + dt.timedelta(days=3) + number * WEEK) for number in range(4)] == ["D"] * 4


def test_is_expected_in_those_weeks_alone(two):
    two.take_in(week="B", last_day=UNTIL)
    assert mondays(two) == ["D", "", "D", ""]
    assert weeks_expected(two) == [1, 3]


def test_of_every_week_is_expected_in_each(two):
    two.take_in(last_day=UNTIL)
    assert weeks_expected(two) == [0, 1, 2, 3]


def test_comes_in_half_days_of_those_weeks_and_is_away_both_halves_of_the_others(two):
    two.take_in(week="A", session="AM", last_day=UNTIL)
    assert [code(two, MONDAY, half) for half in ("AM", "PM")] == ["", "D"]
    assert [code(two, MONDAY + WEEK, half) for half in ("AM", "PM")] == ["D", "D"]


def test_counts_no_week_of_holiday_for_either(two):
    SchoolSession.objects.filter(
        school=two.school, date__range=(MONDAY + WEEK, MONDAY + WEEK + dt.timedelta(days=6))
    ).update(kind="holiday")
    two.take_in(week="A", last_day=UNTIL)
    # The week after the holiday is the B that was to come.
    assert [mondays(two)[number] for number in (0, 2, 3)] == ["", "D", ""]


def test_of_one_week_alone_within_the_days_has_no_other_week_to_plan(two):
    two.take_in(week="A", weekdays="12345")
    assert mondays(two)[0] == ""


def test_is_refused_without_two_weeks(guest):
    with pytest.raises(GuestRefused) as refused:
        guest.take_in(week="A", last_day=UNTIL)
    assert "needs the two weeks" in refused.value.faults["week"]


def test_is_refused_where_no_such_week_falls_in_the_days(two):
    with pytest.raises(GuestRefused, match="No week B falls between those days"):
        two.take_in(week="B")


def test_moves_with_the_two_weeks_when_they_are_set_anew(two):
    two.take_in(week="A", last_day=UNTIL, weekdays="12")
    head = an_actor("head", two.school)
    set_weeks(school_id=two.school.pk, week_a_on=MONDAY - WEEK, holidays="count", by=head, now=at(9))
    put_on_weeks(school_id=two.school.pk, pupil_ids=[two.amina.pk], since=MONDAY + WEEK, by=head, now=at(9))
    assert mondays(two) == ["", "", "D", ""]
    assert weeks_expected(two) == [0, 1, 3]


class TestThePages:
    @pytest.fixture
    def office(self, guest, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(8))
        monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
        client.force_login(a_user("attendance_officer", school=guest.school))
        return client

    def test_ask_for_the_weeks_only_where_there_are_two(self, guest, office):
        where = f"/schools/{guest.school.pk}/guests/new/{guest.amina.pk}/"
        assert "In which weeks" not in words_of(office.get(where))
        head = an_actor("head", guest.school)
        set_weeks(school_id=guest.school.pk, week_a_on=MONDAY, holidays="skip", by=head, now=at(7))
        assert "In which weeks" in words_of(office.get(where))

    def test_take_a_guest_in_and_say_the_week(self, two, office):
        sent = {
            "agreement": "A term, with the head", "contact": "The office", "telephone": "01632 960300", "email": "",
            "responsible": "Mx A. Example", "weekday": ["1", "2"], "week": "B", "session": "",
            **{f"{name}-{part}": getattr(day, part)
               for name, day in (("first_day", MONDAY), ("last_day", UNTIL), ("agreed_on", MONDAY))
               for part in ("day", "month", "year")},
        }  # fmt: skip
        where = f"/schools/{two.school.pk}/guests/"
        answer = office.post(f"{where}new/{two.amina.pk}/", sent)
        assert answer.status_code == 302, words_of(answer)
        assert "Mon, Tue, in week B alone" in words_of(office.get(where))
        assert weeks_expected(two) == [1, 3]

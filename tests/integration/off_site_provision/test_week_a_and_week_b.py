"""Days at a provider in week A or week B alone: planned, asked for and answered in those weeks, and in no other."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.lessons.actions.weeks import set_weeks
from onroll.service.off_site_provision.queries.day import provider_day
from onroll.service.off_site_provision.refusals import ProvisionRefused
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)
UNTIL = MONDAY + 3 * WEEK


@pytest.fixture
def two(workshop):
    head = an_actor("head", workshop.school)
    set_weeks(school_id=workshop.school.pk, week_a_on=MONDAY, holidays="skip", by=head, now=at(8))
    return workshop


def test_a_placement_in_week_b_is_planned_and_expected_in_week_b_alone(two):
    two.place(week="B", last_day=UNTIL, weekdays="1")
    weeks = [
        number
        for number in range(4)
        if two.amina.pk in plans_of_session(two.school.pk, MONDAY + number * WEEK, "AM")
    ]
    assert weeks == [1, 3]
    assert provider_day(two.provider, now=at(10)).expected == []
    (line, *_) = provider_day(two.provider, now=at(10, on=MONDAY + WEEK)).expected
    assert line.placement.pupil == two.amina


def test_another_placement_in_the_other_week_is_no_second_place(two):
    two.place(week="A", last_day=UNTIL)
    assert two.place(week="B", last_day=UNTIL).pk
    with pytest.raises(ProvisionRefused, match="can be in one place"):
        two.place(week="A", last_day=UNTIL)
    with pytest.raises(ProvisionRefused, match="can be in one place"):
        two.place(last_day=UNTIL)


def test_a_placement_is_refused_without_two_weeks_and_the_form_says_where(workshop, client, monkeypatch):
    monkeypatch.setattr("onroll.service.clock.now", lambda: at(8))
    monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
    with pytest.raises(ProvisionRefused) as refused:
        workshop.place(week="A")
    assert "needs the two weeks" in refused.value.faults["week"]
    client.force_login(a_user("attendance_officer", school=workshop.school))
    where = f"/schools/{workshop.school.pk}/provision/{workshop.provider.pk}/place/{workshop.amina.pk}/"
    assert "In which weeks" not in words_of(client.get(where))


def test_the_page_of_the_provider_says_the_week(two, client, monkeypatch):
    monkeypatch.setattr("onroll.service.clock.now", lambda: at(8))
    monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
    two.place(week="B", last_day=UNTIL)
    client.force_login(a_user("attendance_officer", school=two.school))
    where = f"/schools/{two.school.pk}/provision/{two.provider.pk}/"
    assert ", week B: Construction" in words_of(client.get(where))
    assert "In which weeks Every week" in words_of(client.get(f"{where}place/{two.callum.pk}/"))

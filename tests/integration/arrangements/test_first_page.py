"""Arrangements: one page that counts each kind and leads to it, and a sub-navigation that each kind keeps."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.scope import OutOfScope
from onroll.service.leave_of_absence.queries.standing import leave_standing
from tests.factories.access import a_user
from tests.factories.people import an_actor
from tests.integration.leave_of_absence.conftest import FIRST, LAST, AFamily, family
from tests.integration.web.pages import words_of

__all__ = ["family"]
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def on(family: AFamily, monkeypatch: pytest.MonkeyPatch):
    """Open a page of the school's as some role, on a day."""

    def open_it(day: dt.date, folder: str = "arrangements", role: str = "attendance_officer"):
        monkeypatch.setattr(clock, "today", lambda: day)
        client = Client()
        client.force_login(a_user(role, school=family.school))
        return client.get(f"/schools/{family.school.pk}/{folder}/")

    return open_it


class TestLeaveStanding:
    @pytest.mark.parametrize(
        ("day", "pupils"), [(FIRST - ONE_DAY, 0), (FIRST, 1), (LAST, 1), (LAST + ONE_DAY, 0)]
    )
    def test_counts_a_pupil_from_the_first_day_granted_to_the_last(self, family, day, pupils):
        family.decide(family.ask())
        assert leave_standing(family.officer.scope, school_id=family.school.pk, on=day)[0] == pupils

    def test_counts_each_child_that_is_still_to_decide(self, family):
        request = family.ask()
        assert leave_standing(family.officer.scope, school_id=family.school.pk, on=FIRST) == (0, 2)
        family.decide(request, "refused")
        assert leave_standing(family.officer.scope, school_id=family.school.pk, on=FIRST) == (0, 1)

    def test_counts_what_was_decided_last(self, family):
        request = family.ask()
        family.decide(request)
        family.decide(request, "refused")
        assert leave_standing(family.officer.scope, school_id=family.school.pk, on=FIRST) == (0, 1)

    def test_is_refused_to_a_role_that_may_not_see_leave(self, family):
        with pytest.raises(OutOfScope):
            leave_standing(an_actor("governor", family.school).scope, school_id=family.school.pk, on=FIRST)


class TestFirstPage:
    def test_counts_what_stands_today_and_what_waits_and_leads_to_it(self, family, on):
        request = family.ask()
        family.decide(request)
        answer = on(FIRST)
        assert "1 pupil 1 to decide" in words_of(answer)
        assert f'href="/schools/{family.school.pk}/leave/"' in answer.content.decode()

    def test_says_that_nothing_is_arranged(self, on):
        assert "nobody nothing waits" in words_of(on(FIRST))

    def test_is_current_in_the_navigation_on_the_pages_of_each_kind(self, family, on):
        page = on(FIRST, "leave").content.decode()
        section = f'/schools/{family.school.pk}/arrangements/"'
        assert page.split(section, 1)[1].startswith(' aria-current="true"')
        assert 'aria-label="Arrangements"' in page

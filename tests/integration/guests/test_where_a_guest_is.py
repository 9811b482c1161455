"""A guest who has not come is accounted for by what the home school says when it is rung."""

from __future__ import annotations

import pytest

from onroll.service.absence_notices.queries.answers import call_list_with_answers
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.guests.actions.telling import record_home_told
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


class TestAGuest:
    def test_is_accounted_for_by_the_home_school_that_was_rung(self, guest):
        stay = guest.take_in()
        guest.a_class.take("N", "/")
        record_home_told(
            school_id=guest.school.pk, stay_id=stay.pk, how="phone", who="Ms Over", knows="with us", words="In maths",
            by=guest.officer, now=at(9, 40),
        )  # fmt: skip
        calls = call_list_with_answers(
            guest.officer.scope, school_id=guest.school.pk, date=MONDAY, session="AM", now=at(11)
        )
        (row,) = [one for one in calls.rows if one.pupil_id == guest.amina.pk]
        assert (row.state.value, row.records.answers[0].words) == ("accounted for", "In maths")

    def test_who_came_is_not_asked_about(self, guest):
        stay = guest.take_in()
        guest.a_class.take("/", "/")
        with pytest.raises(NoticeRefused, match="not asked where"):
            record_home_told(
                school_id=guest.school.pk, stay_id=stay.pk, how="phone", who="Ms Over", knows="with us",
                by=guest.officer, now=at(9, 40),
            )  # fmt: skip

    def test_is_asked_about_on_the_page_only_where_nobody_knows_why_the_guest_is_away(
        self, guest, client, monkeypatch
    ):
        stay = guest.take_in()
        guest.a_class.take("N", "/")
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 30))
        client.force_login(a_user("attendance_officer", school=guest.school))
        where = f"/schools/{guest.school.pk}/guests/{stay.pk}/told/"
        assert "Do they know where the child is?" in words_of(client.get(where))
        sent = {"how": "phone", "who": "Ms Over", "knows": "elsewhere", "words": ""}
        assert client.post(where, sent).status_code == 422
        assert client.post(where, {**sent, "words": "On a visit"}).status_code == 302
        guest.a_class.amend(guest.amina, "I", now=at(9, 35))
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 40))
        assert "Do they know where" not in words_of(client.get(where))

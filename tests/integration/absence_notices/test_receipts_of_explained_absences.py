"""A receipt is asked for only while the absence has no reason; what settled it is kept, and nothing is dropped."""

from __future__ import annotations

import pytest

from onroll.service.absence_notices.queries.to_chase import notices_to_chase
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.access.actor import Actor
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyEvent, DutyRecord
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def asked(oak, now):
    settings = settings_of(oak.school.pk)
    found = notices_to_chase(oak.school.pk, since=MONDAY, now=now, settings=settings, sees_protected=True)
    return [one.notice for one in found]


def look(oak, now) -> None:
    recheck_duties(school_id=oak.school.pk, by=Actor.service("Duties"), now=now)


class TestAReceipt:
    def test_is_asked_for_while_the_absence_has_no_reason(self, oak):
        notice = oak.send()
        assert asked(oak, at(12)) == [notice]

    @pytest.mark.parametrize("code", ["I", "U"])
    def test_is_asked_for_no_longer_once_the_reason_is_known_or_the_pupil_came(self, oak, code):
        oak.send()
        oak.amend(oak.callum, code, now=at(10, 45))
        assert asked(oak, at(12)) == []

    def test_is_asked_for_where_one_of_two_sessions_told_of_is_still_without_a_reason(self, oak):
        oak.take("\\", "N", session="PM", now=at(13))
        both = oak.send(now=at(13, 20))
        oak.amend(oak.callum, "I", now=at(13, 45))
        assert asked(oak, at(15)) == [both]

    def test_is_asked_for_again_where_the_reason_is_taken_back(self, oak):
        notice = oak.send()
        oak.amend(oak.callum, "I", now=at(10))
        oak.amend(oak.callum, "N", now=at(10, 30))
        assert asked(oak, at(12)) == [notice]


class TestTheDuty:
    def test_is_settled_and_says_by_what(self, oak):
        oak.send()
        look(oak, at(11))
        oak.amend(oak.callum, "I", now=at(11, 30))
        look(oak, at(11, 35))
        record = DutyRecord.objects.get(rule="receipts_to_chase")
        event = DutyEvent.objects.filter(record=record).latest("pk")
        assert event.what == DutyEvent.What.SETTLED
        assert event.why == (
            "No receipt is waited for any longer: the absence has a reason by now. Morning: Illness (I)."
        )


class TestThePages:
    @pytest.fixture
    def lead(self, oak, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(11, 40))
        client.force_login(a_user("safeguarding_lead", school=oak.school))
        return client

    def test_say_that_none_is_needed_and_why(self, oak, lead):
        notice = oak.send()
        oak.amend(oak.callum, "I", now=at(11, 30))
        board = words_of(lead.get(f"/schools/{oak.school.pk}/notices/"))
        assert "1 notice: 1 explained since." in board
        assert "The absence has a reason by now. Morning: Illness (I)" in board
        page = words_of(lead.get(f"/schools/{oak.school.pk}/notices/{notice.pk}/"))
        assert "No receipt needed now The absence has a reason by now. Morning: Illness (I)." in page
        assert "Asked again, no answer yet" not in page

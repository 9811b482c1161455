"""The pages of notices: the day, one to send, one that was sent, and the page of whoever it was sent to."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils.html import escape

from onroll.service.absence_notices.models import Notice, NoticeEvent, NoticeSettings
from onroll.service.access.models import Viewing
from onroll.service.correspondence.models import Message
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.conftest import Morning
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def morning(monkeypatch):
    morning = Morning(monkeypatch)
    morning.is_at(9, 30)
    return morning


@pytest.fixture
def lead(oak, client):
    client.force_login(a_user("safeguarding_lead", school=oak.school, name="Mrs D. Example"))
    return client


@pytest.fixture
def notices(oak):
    return f"/schools/{oak.school.pk}/notices/"


@pytest.fixture
def telling(oak, notices):
    return f"{notices}tell/{oak.callum.pk}/{MONDAY}/social_worker/{oak.worker.pk}/"


def sent_link(lead, telling) -> str:
    lead.post(telling, {"do": "email"})
    return re.search(r"http://testserver(/notices/\S+/)", Message.objects.get().body)[1]


class TestTheNoticesOfADay:
    def test_say_whom_to_tell_why_and_that_nobody_has(self, lead, notices):
        words = words_of(lead.get(notices))
        assert "1 notice: 1 to send." in words
        assert "The social worker : J. Reyes" in words
        assert "Paragraph 52" in words

    def test_are_empty_with_what_to_expect_where_nobody_must_be_told(self, oak, lead, notices):
        oak.amend(oak.callum, "I")
        assert "Nobody to tell" in words_of(lead.get(notices))

    def test_say_of_which_half_of_the_day_somebody_was_told(self, oak, lead, telling, notices, morning):
        lead.post(telling, {"do": "email"})
        oak.take("\\", "N", session="PM", now=at(13))
        morning.is_at(13, 10)
        words = words_of(lead.get(notices))
        assert "1 notice: 1 to send." in words
        assert "about the morning" in words
        assert "is not in school today" in words_of(lead.get(telling))

    def test_are_none_on_a_day_before_the_rules(self, lead, notices):
        answer = lead.get(notices, {"date": "2005-01-01"})
        assert answer.status_code == 200
        assert "Nobody to tell" in words_of(answer)

    def test_hide_from_the_office_in_what_part_somebody_is_told(self, oak, client, notices):
        client.force_login(a_user("attendance_officer", school=oak.school))
        words = words_of(client.get(notices))
        assert "Somebody who works with the pupil" in words
        assert "The social worker" not in words
        assert "it is not said why they are told" in words

    def test_note_who_looked_at_whom(self, oak, lead, notices):
        lead.get(notices)
        assert Viewing.objects.filter(pupil_id=oak.callum.pk, page="notices").exists()

    def test_of_a_day_that_is_none_say_so(self, lead, notices):
        answer = lead.get(notices, {"date-day": "31", "date-month": "2", "date-year": "2026"})
        assert answer.status_code == 422


class TestOneToSend:
    def test_is_shown_as_it_would_go_and_sent(self, lead, telling, notices):
        assert "Callum Eyre is not in school this morning" in words_of(lead.get(telling))
        answer = lead.post(telling, {"do": "email"}, follow=True)
        assert "The notice to J. Reyes is on its way" in words_of(answer)
        assert "1 waiting for a receipt" in words_of(answer)

    def test_is_recorded_as_spoken(self, lead, telling):
        answer = lead.post(
            telling,
            {"do": "spoken", "how": "phone", "who": "J. Reyes", "at": "9:20", "words": "With his aunt"},
            follow=True,
        )
        assert "Recorded that J. Reyes was told." in words_of(answer)
        assert Notice.objects.get().words == "With his aunt"

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"do": "spoken", "how": "phone", "who": ""}, "Say whom you told, by name."),
            ({"do": "spoken", "how": "phone", "who": "J", "at": "soon"}, "Enter the time like 9:24"),
            ({"do": "spoken", "how": "phone", "who": "J", "at": "9:31"}, "has not come yet"),
        ],
    )
    def test_says_what_to_mend_and_keeps_what_was_typed(self, lead, telling, sent, says):
        answer = lead.post(telling, {"words": "With his aunt", **sent})
        assert answer.status_code == 422
        assert says in words_of(answer)
        assert "With his aunt" in answer.content.decode()

    def test_that_has_a_reason_by_now_leads_back(self, oak, lead, telling):
        oak.amend(oak.callum, "I")
        assert "it has a reason by now" in words_of(lead.get(telling, follow=True))


class TestOneThatWasSent:
    def test_takes_a_receipt_and_an_asking(self, lead, telling, notices, morning):
        lead.post(telling, {"do": "email"})
        where = f"{notices}{Notice.objects.get().pk}/"
        morning.is_at(11, 5)
        assert "Ask again, or record the receipt" in words_of(lead.get(notices))
        lead.post(where, {"do": "chased", "how": "phone", "who": "The duty worker"})
        assert "Receipt asked for again: The duty worker (phone)" in words_of(lead.get(where))
        lead.post(where, {"do": "received", "how": "phone", "who": "J. Reyes", "words": "Seen"})
        assert "Received: J. Reyes (phone). “Seen”" in words_of(lead.get(where))
        assert "1 received" in words_of(lead.get(notices))

    def test_says_what_to_mend(self, lead, telling, notices):
        lead.post(telling, {"do": "email"})
        where = f"{notices}{Notice.objects.get().pk}/"
        assert "Say how" in words_of(lead.post(where, {"do": "received", "who": "J"}))
        assert "Say whether" in words_of(lead.post(where, {"how": "phone", "who": "J"}))


class TestThePageOfALink:
    def test_needs_no_account_and_keeps_the_receipt_once(self, lead, telling):
        link = sent_link(lead, telling)
        outside = Client()
        page = outside.get(link)
        assert "Callum Eyre is not in school" in words_of(page)
        assert "What we have tried" in words_of(page)
        assert page["X-Robots-Tag"] == "noindex"
        for _ in range(2):
            answer = outside.post(link, {"who": "J. Reyes", "words": "Seen and safe"}, follow=True)
        assert "Read by J. Reyes" in words_of(answer)
        assert NoticeEvent.objects.get().words == "Seen and safe"

    def test_keeps_what_a_second_reader_knows_beside_the_first(self, lead, telling):
        link = sent_link(lead, telling)
        Client().post(link, {"who": "J. Reyes", "words": "On my way"})
        answer = Client().post(link, {"who": "The duty worker", "words": "Seen and safe"}, follow=True)
        words = words_of(answer)
        assert "Read by J. Reyes" in words
        assert "Read by The duty worker" in words
        assert "Seen and safe" in words

    def test_takes_only_so_many_answers(self, lead, telling):
        link = sent_link(lead, telling)
        answers = [Client().post(link, {"who": f"Reader {number}"}).status_code for number in range(11)]
        assert answers == [302] * 10 + [422]
        assert NoticeEvent.objects.count() == 10

    def test_rings_the_school_when_its_number_is_touched(self, oak, lead, telling):
        type(oak.school).objects.update(telephone="01632 960100")
        link = sent_link(lead, telling)
        Client().post(link, {"who": "J. Reyes"})
        assert 'href="tel:01632960100"' in Client().get(link).content.decode()

    def test_that_has_run_out_says_which_school_to_ring(self, oak, lead, telling, morning):
        type(oak.school).objects.update(telephone="01632 960100")
        link = sent_link(lead, telling)
        morning.is_at(9, 30, on=MONDAY + dt.timedelta(days=8))
        answer = Client().get(link)
        assert answer.status_code == 410
        assert f"Ring {oak.school.name} on 01632 960100" in words_of(answer)

    def test_asks_for_a_name(self, lead, telling):
        answer = Client().post(sent_link(lead, telling), {"who": " "})
        assert answer.status_code == 422
        assert "Give your name" in words_of(answer)

    def test_that_is_another_opens_nothing(self, oak):
        answer = Client().get("/notices/guessed/")
        assert answer.status_code == 410
        assert escape("Copy the link whole from the email") in answer.content.decode()

    def test_shows_markup_as_it_was_typed(self, lead, telling):
        link = sent_link(lead, telling)
        Client().post(link, {"who": "<b>J</b>"})
        assert "<b>J</b>" not in Client().get(link).content.decode()


class TestTheHours:
    def test_are_changed_by_the_head(self, oak, client, notices):
        client.force_login(a_user("head", school=oak.school))
        assert 'value="09:45"' in client.get(f"{notices}hours/").content.decode()
        client.post(f"{notices}hours/", {"notice_by": "9:30", "reached_by": "10:00", "receipt_by": "10:45"})
        kept = NoticeSettings.objects.get()
        assert (f"{kept.notice_by:%H:%M}", f"{kept.receipt_by:%H:%M}") == ("09:30", "10:45")

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"notice_by": "soon"}, "Notices are sent by: give a time like 9:45."),
            ({"receipt_by": ""}, "Receipts have come by: give a time like 9:45."),
            ({"receipt_by": "9:00"}, "A receipt cannot be due before the notice is."),
        ],
    )
    def test_say_what_to_mend(self, oak, client, notices, sent, says):
        client.force_login(a_user("head", school=oak.school))
        hours = {"notice_by": "9:45", "reached_by": "10:30", "receipt_by": "11:00", **sent}
        assert says in words_of(client.post(f"{notices}hours/", hours))


class TestSendingAMessage:
    def test_leads_whoever_writes_to_a_professional_to_the_notices(self, oak, lead, notices):
        messages = f"/schools/{oak.school.pk}/messages/"
        assert lead.get(f"{messages}send/notice-social-worker/")["Location"] == notices
        assert "Notices of the day" in words_of(lead.get(f"{messages}send/"))

"""A notice goes once, or is recorded as spoken; a receipt comes, or is asked for again; and nothing is changed after."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.absence_notices.actions.receiving import confirm_by_link, record_chase, record_receipt
from onroll.service.absence_notices.actions.settings import change_hours
from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.absence_notices.queries.to_chase import notices_to_chase
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.audit.models import Event
from onroll.service.correspondence.models import Message, MessageEvent
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def state(oak, **others) -> str:
    (row,) = oak.board(**others).rows
    return row.state.value


def answer(oak, notice, **others):
    return {
        "school_id": oak.school.pk, "notice_id": notice.pk, "how": "phone", "who": "J. Reyes", "at": at(10, 30), "by": oak.lead,
        "now": at(10, 30), **others,
    }  # fmt: skip


class TestSending:
    def test_writes_to_the_worker_what_is_known_with_a_link_of_their_own(self, oak):
        record_contact(
            school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, channel="phone", outcome="no answer",
            who="Rose Eyre, mother", used="07700 900111", by=oak.officer, now=at(9, 10),
        )  # fmt: skip
        notice = oak.send()
        body = notice.message.body
        assert (notice.who, notice.used) == ("J. Reyes", "j@services.example.org")
        assert "Callum Eyre is not in school this morning, Monday 7 September" in body
        assert "What we have tried: Phone at 9:10am (no answer)" in body
        assert "Seen today: Not that we know of" in body
        assert "https://onroll.example.org/notices/" in body
        assert "07700 900111" not in body
        assert notice.message.is_protected

    def test_is_done_once_however_often_it_is_asked_for(self, oak):
        assert oak.send() == oak.send(now=at(9, 40))
        assert (Notice.objects.count(), Message.objects.count()) == (1, 1)

    def test_keeps_neither_the_notice_nor_the_message_where_it_is_killed_between(self, oak, monkeypatch):
        from onroll.service.absence_notices.actions import telling

        def killed(*_args, **_others):
            raise KeyboardInterrupt

        monkeypatch.setattr(telling, "keep_once", killed)
        with pytest.raises(KeyboardInterrupt):
            oak.send()
        assert (Notice.objects.count(), Message.objects.count()) == (0, 0)
        monkeypatch.undo()
        oak.send()
        assert (Notice.objects.count(), Message.objects.count()) == (1, 1)

    def test_keeps_only_a_hash_of_the_link(self, oak):
        sent = []
        oak.send(link_of=lambda secret: sent.append(secret) or f"https://x.example.org/{secret}/")
        assert len(Notice.objects.get().secret_hash) == 64
        assert sent[0] not in Notice.objects.get().secret_hash

    def test_is_refused_once_the_absence_has_a_reason(self, oak):
        oak.amend(oak.callum, "I")
        with pytest.raises(NoticeRefused, match="it has a reason by now"):
            oak.send()

    def test_is_refused_on_the_next_day(self, oak):
        with pytest.raises(NoticeRefused, match="on the day"):
            oak.send(now=at(9, on=MONDAY + dt.timedelta(days=1)))

    def test_is_refused_where_no_address_is_on_file(self, oak):
        oak.worker.email = ""
        oak.worker.save()
        with pytest.raises(NoticeRefused, match="No email address is on file"):
            oak.send()

    def test_is_not_for_who_may_not_know_who_protects_a_pupil(self, oak):
        with pytest.raises(OutOfScope):
            oak.send(by=oak.officer)

    def test_writes_to_another_school_where_the_office_says(self, oak):
        Enrolment.objects.filter(pupil=oak.callum).update(
            registration="guest", other_school="Westerdale School"
        )
        other = {"recipient": "other_school", "professional_id": None, "by": oak.officer}
        with pytest.raises(NoticeRefused, match="other school’s email address"):
            oak.send(**other)
        notice = oak.send(**other, email="office@westerdale.example.org")
        assert "We expected Callum Eyre this morning" in notice.message.body
        assert not notice.message.is_protected

    def test_names_on_the_audit_trail_nobody_who_was_told(self, oak):
        oak.send()
        event = Event.objects.get(name="notices.told")
        assert "Reyes" not in str(event.details)
        assert "social" not in str(event.details)


class TestRinging:
    def test_is_a_receipt_in_itself(self, oak):
        oak.ring(words="He is with his aunt")
        assert state(oak, now=at(15)) == "received"

    def test_sent_twice_is_kept_once(self, oak):
        assert oak.ring(key="one") == oak.ring(key="one")

    def test_counts_for_whoever_is_put_on_record_later(self, oak):
        from onroll.service.people.models import PartnerLink

        PartnerLink.objects.all().delete()
        oak.ring(professional_id=None, who="The duty worker")
        PartnerLink.objects.create(pupil=oak.callum, professional=oak.worker, first_day=MONDAY)
        assert state(oak) == "received"

    @pytest.mark.parametrize(
        ("given", "says"),
        [({"who": " "}, "whom you told"), ({"how": "email"}, "by phone or in person")],
    )
    def test_says_what_is_missing(self, oak, given, says):
        with pytest.raises(NoticeRefused, match=says):
            oak.ring(**given)

    def test_cannot_have_been_later_than_now(self, oak):
        with pytest.raises(FollowUpRefused, match="has not come yet"):
            oak.ring(at=at(9, 31))


class TestWhereItStands:
    def test_is_to_be_sent_by_the_schools_hour(self, oak):
        (row,) = oak.board().rows
        assert (row.state, row.due) == ("to tell", at(9, 45))

    def test_has_half_an_hour_from_the_close_of_a_register_that_closes_late(self, oak):
        change_hours(
            school_id=oak.school.pk,
            notice_by=dt.time(9),
            reached_by=dt.time(10),
            receipt_by=dt.time(11),
            by=oak.head,
            now=at(9),
        )
        (row,) = oak.board().rows
        assert row.due == at(9, 45)

    def test_is_chased_at_the_schools_hour_and_not_a_minute_before(self, oak):
        oak.send()
        assert state(oak, now=at(10, 59)) == "awaited"
        assert state(oak, now=at(11)) == "to chase"

    def test_has_an_hour_from_the_telling_where_that_is_later(self, oak):
        oak.send(now=at(10, 30))
        assert state(oak, now=at(11, 29)) == "awaited"
        assert state(oak, now=at(11, 30)) == "to chase"

    def test_has_an_hour_again_once_it_was_chased(self, oak):
        notice = oak.send()
        record_chase(**answer(oak, notice, at=at(11, 10), now=at(11, 10)))
        assert state(oak, now=at(12, 9)) == "awaited"
        assert state(oak, now=at(12, 10)) == "to chase"

    def test_is_received_once_staff_were_told(self, oak):
        notice = oak.send()
        record_receipt(**answer(oak, notice, words="Seen and safe"))
        assert state(oak, now=at(15)) == "received"
        with pytest.raises(NoticeRefused, match="has come meanwhile"):
            record_chase(**answer(oak, notice, at=at(11), now=at(11)))

    def test_is_not_delivered_where_the_message_was_not_and_a_call_cures_it(self, oak):
        notice = oak.send()
        MessageEvent.objects.create(
            message=notice.message, school=oak.school, kind="failed", at=at(9, 50), by_name="Sending"
        )
        assert state(oak, now=at(9, 55)) == "not delivered"
        oak.ring(now=at(10))
        assert state(oak, now=at(10)) == "received"

    def test_stays_told_when_the_absence_has_a_reason(self, oak):
        oak.send()
        oak.amend(oak.callum, "I")
        (row,) = oak.board(now=at(10)).rows
        assert (row.state, row.sessions, row.whom.name) == ("settled", (), "J. Reyes")
        assert row.explained == "Morning: Illness (I)"


class TestASecondAbsenceOfTheDay:
    def test_is_told_though_the_morning_was_told_answered_and_explained(self, oak):
        first = oak.send()
        record_receipt(**answer(oak, first))
        oak.amend(oak.callum, "U", minutes_late=90, now=at(10, 45))
        assert state(oak, now=at(11)) == "received"
        oak.take("\\", "N", session="PM", now=at(13))
        (row,) = oak.board(now=at(13, 10)).rows
        assert (row.state, row.sessions, row.is_late) == ("to tell", ("PM",), False)
        assert row.due > at(13)
        second = oak.send(now=at(13, 20))
        assert (first.sessions, second.sessions) == ("AM", "PM")
        assert "is not in school this afternoon" in second.message.body
        assert oak.send(now=at(13, 30)) == second
        assert state(oak, now=at(13, 30)) == "awaited"
        record_receipt(**answer(oak, second, at=at(13, 40), now=at(13, 40)))
        assert state(oak, now=at(14)) == "received"

    def test_is_told_though_the_morning_is_without_a_reason_still(self, oak):
        first = oak.send()
        oak.take("\\", "N", session="PM", now=at(13))
        assert state(oak, now=at(13, 10)) == "to tell"
        second = oak.send(now=at(13, 20))
        assert second.sessions == "AM,PM"
        record_receipt(**answer(oak, second, at=at(13, 40), now=at(13, 40)))
        assert state(oak, now=at(15)) == "received"
        assert still_asked(oak, now=at(15)) == []
        assert first != second

    def test_is_told_where_the_morning_is_found_after_the_afternoon(self, oak):
        oak.amend(oak.callum, "/", now=at(10))
        oak.take("\\", "N", session="PM", now=at(13))
        assert oak.ring(now=at(13, 10)).sessions == "PM"
        assert state(oak, now=at(13, 15)) == "received"
        oak.amend(oak.callum, "N", now=at(13, 30))
        assert state(oak, now=at(13, 35)) == "to tell"
        assert oak.send(now=at(13, 40)).sessions == "AM,PM"
        assert state(oak, now=at(13, 45)) == "awaited"

    def test_does_not_pass_for_answered_because_the_morning_was_spoken(self, oak):
        oak.ring()
        oak.amend(oak.callum, "U", minutes_late=90, now=at(10, 45))
        oak.take("\\", "N", session="PM", now=at(13))
        second = oak.send(now=at(13, 20))
        assert still_asked(oak, now=at(15)) == [second]

    def test_is_not_told_again_of_a_day_whose_notice_names_no_session(self, oak):
        Notice.objects.bulk_create([_without_sessions(oak.ring())])
        oak.take("\\", "N", session="PM", now=at(13))
        assert state(oak, now=at(13, 10)) == "received"


def _without_sessions(notice):
    notice.pk, notice.sessions = None, ""
    return notice


def still_asked(oak, now):
    settings = settings_of(oak.school.pk)
    found = notices_to_chase(oak.school.pk, since=MONDAY, now=now, settings=settings, sees_protected=True)
    return [one.notice for one in found]


class TestAReceipt:
    def test_by_the_link_is_whoever_gave_their_name_and_once(self, oak):
        sent = []
        notice = oak.send(link_of=lambda secret: sent.append(secret) or "https://x.example.org/")
        for _ in range(2):
            event = confirm_by_link(secret=sent[0], who="J. Reyes", words="Seen and safe", now=at(10))
        assert NoticeEvent.objects.get() == event
        assert (event.how, event.made_by_name, event.notice) == ("link", "J. Reyes (by link)", notice)

    def test_by_the_link_opens_for_a_week(self, oak):
        sent = []
        oak.send(link_of=lambda secret: sent.append(secret) or "https://x.example.org/")
        late = MONDAY + dt.timedelta(days=8)
        with pytest.raises(NoticeRefused, match="no longer opens"):
            confirm_by_link(secret=sent[0], who="J. Reyes", now=at(9, on=late))
        confirm_by_link(secret=sent[0], who="J. Reyes", now=at(9, on=late - dt.timedelta(days=1)))

    def test_by_another_link_opens_nothing(self, oak):
        oak.send()
        with pytest.raises(NoticeRefused, match="no notice at this address"):
            confirm_by_link(secret="guessed", who="J. Reyes", now=at(10))

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"who": ""}, "Say who has received it"),
            ({"how": "link"}, "Say how"),
            ({"at": at(9, 29)}, "had not been sent by then"),
            ({"at": at(10, 31)}, "has not come yet"),
        ],
    )
    def test_says_what_is_missing(self, oak, given, says):
        notice = oak.send()
        with pytest.raises(NoticeRefused, match=says):
            record_receipt(**answer(oak, notice, **given))

    def test_is_not_waited_for_of_what_was_spoken(self, oak):
        notice = oak.ring()
        with pytest.raises(NoticeRefused, match="no receipt is waited for"):
            record_receipt(**answer(oak, notice))

    def test_is_not_for_another_school(self, oak):
        notice = oak.send()
        from tests.factories.organisations import a_school

        elsewhere = an_actor("head", a_school())
        with pytest.raises(OutOfScope):
            record_receipt(**answer(oak, notice, by=elsewhere))


class TestTheHours:
    def test_are_for_whoever_sets_the_school_up(self, oak):
        hours = {"notice_by": dt.time(9), "reached_by": dt.time(10), "receipt_by": dt.time(11)}
        with pytest.raises(OutOfScope):
            change_hours(school_id=oak.school.pk, by=oak.officer, now=at(9), **hours)
        assert change_hours(school_id=oak.school.pk, by=oak.head, now=at(9), **hours).receipt_by == dt.time(
            11
        )

    def test_have_no_receipt_due_before_its_notice(self, oak):
        with pytest.raises(NoticeRefused, match="before the notice is"):
            change_hours(
                school_id=oak.school.pk, by=oak.head, now=at(9), notice_by=dt.time(11), reached_by=dt.time(10), receipt_by=dt.time(11),
            )  # fmt: skip

"""The page of an absence says who outside the school was told of it, and what they answered, as far as its reader may know."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_notices.actions.receiving import record_chase, record_receipt
from onroll.service.absence_notices.queries.answers import call_list_with_answers
from onroll.service.absence_notices.queries.in_absence import absence_with_notices
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import PartnerProfessional
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.notices import AWatchedClass
from tests.factories.people import an_actor
from tests.integration.web.conftest import Morning
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SEEN = "On a visit with a key worker, and well"


def lines(oak: AWatchedClass, by: Actor) -> list[tuple[str, str, tuple[str, ...]]]:
    found = absence_with_notices(
        by.scope, school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, now=at(11)
    )
    return [(one.what, one.by, one.details) for one in found.timeline]


def answered(oak: AWatchedClass, **others: object) -> None:
    """The social worker is written to, asked once more, and then says on the telephone where the child is."""
    notice = oak.send(by=oak.lead, **others)
    about = {"school_id": oak.school.pk, "notice_id": notice.pk, "how": "phone", "by": oak.lead}
    record_chase(**about, at=at(10), now=at(10))
    record_receipt(**about, who="J. Reyes", words=SEEN, at=at(10, 30), now=at(10, 30))


class TestOfASocialWorker:
    def test_the_lead_reads_what_was_told_asked_and_answered_the_last_first(self, oak):
        answered(oak)
        assert lines(oak, oak.lead) == [
            ("Received: phone", "Mrs D. Example", ("J. Reyes", SEEN)),
            ("Receipt asked for again: phone", "Mrs D. Example", ("J. Reyes",)),
            ("Told the social worker: email", "Mrs D. Example", ("J. Reyes", "j@services.example.org")),
        ]

    def test_whoever_only_sends_reads_that_somebody_was_told_and_answered(self, oak):
        PartnerProfessional.objects.filter(pk=oak.worker.pk).update(name="Duty social worker")
        answered(oak)
        assert [(what, details) for what, _, details in lines(oak, oak.officer)] == [
            ("Received: phone", ()),
            ("Receipt asked for again: phone", ()),
            ("Told somebody who works with the pupil: email", ("the person on record",)),
        ]

    def test_a_tutor_reads_nothing(self, oak):
        answered(oak)
        assert lines(oak, an_actor("tutor", oak.school, oak.group)) == []

    def test_stands_among_the_calls_by_the_hour(self, oak):
        answered(oak)
        record_contact(
            school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, at=at(10, 15), channel="phone",
            outcome="no answer", who="The mother", by=oak.officer, now=at(10, 45),
        )  # fmt: skip
        assert [what for what, _, _ in lines(oak, oak.lead)][:3] == [
            "Received: phone",
            "Phone: no answer",
            "Receipt asked for again: phone",
        ]


class TestOfAnotherSchool:
    def test_the_office_reads_its_answer_on_the_page(self, oak, client: Client, monkeypatch):
        Enrolment.objects.filter(pupil=oak.callum).update(
            registration="guest", other_school="Westerdale School"
        )
        notice = oak.send(
            recipient="other_school",
            professional_id=None,
            by=oak.officer,
            email="office@westerdale.example.org",
        )
        record_receipt(
            school_id=oak.school.pk, notice_id=notice.pk, how="phone", who="Mr Over", words="He is with us today",
            at=at(9, 40), by=oak.officer, now=at(9, 40),
        )  # fmt: skip
        Morning(monkeypatch).is_at(9, 45)
        client.force_login(a_user("attendance_officer", school=oak.school))
        words = words_of(client.get(f"/schools/{oak.school.pk}/absences/{oak.callum.pk}/{MONDAY}/"))
        assert "Received: phone Mr Over He is with us today" in words
        assert "Told the other school: email Westerdale School office@westerdale.example.org" in words
        assert "Answered" in words
        calls = words_of(client.get(f"/schools/{oak.school.pk}/absences/"))
        assert "1 pupil absent without a reason: 1 answered by another who was told." in calls
        assert "The other school at 9:40am, Mr Over: “He is with us today”" in calls
        assert "Not tried yet" not in calls


class TestWhatIsAnAnswer:
    def calls(self, oak, by):
        (row,) = call_list_with_answers(
            by.scope, school_id=oak.school.pk, date=MONDAY, session="AM", now=at(11)
        ).rows
        return row.state.value, [one.words for one in row.records.answers]

    def test_is_what_was_said_and_neither_a_reading_nor_being_asked_again(self, oak):
        notice = oak.send()
        about = {"school_id": oak.school.pk, "notice_id": notice.pk, "how": "phone", "by": oak.lead}
        record_chase(**about, at=at(10), now=at(10), words="The line was engaged")
        record_receipt(**about, who="J. Reyes", at=at(10, 30), now=at(10, 30))
        assert self.calls(oak, oak.lead) == ("not tried", [])

    def test_is_what_was_said_on_the_telephone_when_they_were_told(self, oak):
        oak.ring(words=SEEN)
        assert self.calls(oak, oak.lead) == ("answered", [SEEN])

    def test_of_who_protects_a_pupil_is_shown_to_nobody_who_may_not_know_of_them(self, oak):
        answered(oak)
        assert self.calls(oak, oak.lead) == ("answered", [SEEN])
        assert self.calls(oak, oak.officer) == ("not tried", [])

    def test_stands_behind_a_parent_who_was_reached(self, oak):
        answered(oak)
        record_contact(
            school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, at=at(10, 15), channel="phone",
            outcome="spoke", who="The mother", by=oak.officer, now=at(10, 45),
        )  # fmt: skip
        assert self.calls(oak, oak.lead) == ("spoke", [SEEN])

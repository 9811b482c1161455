"""A child of whom nobody was reached is accounted for by whoever was told and says where the child is, and by nothing less."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.service.absence_notices.actions.receiving import confirm_by_link, record_receipt
from onroll.service.absence_notices.actions.telling import record_told
from onroll.service.absence_notices.models import NoticeEvent
from onroll.service.absence_notices.queries.answers import call_list_with_answers
from onroll.service.absence_notices.queries.in_absence import absence_with_notices
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyRecord
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing import duties_of
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.notices import AWatchedClass
from tests.integration.web.conftest import Morning
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LINK = "https://onroll.example.org/notices/{}/"


def registered_elsewhere(oak: AWatchedClass, registration: str = "subsidiary") -> None:
    Enrolment.objects.filter(pupil=oak.callum).update(
        registration=registration, other_school="Westerdale School"
    )


def tell_the_other_school(oak: AWatchedClass, now: dt.datetime | None = None) -> str:
    sent: list[str] = []

    def link_of(secret: str) -> str:
        sent.append(secret)
        return LINK.format(secret)

    oak.send(
        recipient="other_school", professional_id=None, by=oak.officer, email="office@westerdale.example.org",
        link_of=link_of, now=now or at(9, 20),
    )  # fmt: skip
    return sent[0]


def unreached(oak: AWatchedClass, now: dt.datetime) -> list[Any]:
    morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=now)
    return [duty for duty in duties_of(morning) if duty.rule == "nobody_reached"]


def state(oak: AWatchedClass, session: str = "AM", now: dt.datetime | None = None) -> str:
    about = {"school_id": oak.school.pk, "date": MONDAY, "now": now or at(11)}
    rows = call_list_with_answers(oak.officer.scope, session=session, **about).rows
    return next(row.state.value for row in rows if row.pupil_id == oak.callum.pk)


@pytest.fixture
def told(oak: AWatchedClass) -> str:
    registered_elsewhere(oak)
    return tell_the_other_school(oak)


class TestAnAnswerThatSaysWhere:
    @pytest.mark.parametrize(
        ("knows", "words"), [("with us", ""), ("elsewhere", "On a visit with a teacher, at the museum")]
    )
    def test_ends_the_calls_and_stands_on_the_absence(self, oak, told, knows, words):
        assert unreached(oak, at(10, 30))
        confirm_by_link(secret=told, who="Mr Over", words=words, knows=knows, now=at(10, 31))
        assert unreached(oak, at(10, 32)) == []
        assert state(oak) == "accounted for"
        found = absence_with_notices(
            oak.officer.scope, school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, now=at(11)
        )
        assert found.state.value == "accounted for"
        assert found.timeline[0].details[:2] == ("Mr Over", found.records.answers[0].knows)

    def test_is_what_settled_the_duty_in_its_record(self, oak, told):
        by = Actor.service("Duties")
        recheck_duties(school_id=oak.school.pk, by=by, now=at(10, 30))
        confirm_by_link(secret=told, who="Mr Over", knows="with us", now=at(10, 31))
        recheck_duties(school_id=oak.school.pk, by=by, now=at(10, 35))
        record = DutyRecord.objects.get(rule="nobody_reached")
        assert record.settled_at == at(10, 35)
        assert (
            record.events.last().why
            == "The other school answered on 7 September 2026 at 10:31am, as Mr Over said: the child is with them."
        )

    def test_counts_when_it_was_said_on_the_telephone(self, oak):
        registered_elsewhere(oak)
        record_told(
            **oak.about(recipient="other_school", professional_id=None, by=oak.officer, now=at(9, 40)),
            how="phone", who="Mr Over", at=at(9, 40), knows="with us",
        )  # fmt: skip
        assert unreached(oak, at(10, 30)) == []

    def test_of_the_morning_leaves_the_afternoon_to_be_found_out(self, oak, told):
        confirm_by_link(secret=told, who="Mr Over", knows="with us", now=at(10))
        oak.take("\\", "N", session="PM", now=at(13, 5))
        assert state(oak, "PM", at(14, 30)) == "not tried"
        (duty,) = unreached(oak, at(14, 30))
        assert "answered at 10:00am where the child was, of the morning alone" in duty.why

    def test_of_a_social_worker_ends_the_calls_and_its_record_does_not_say_who_said_so(self, oak):
        by = Actor.service("Duties")
        recheck_duties(school_id=oak.school.pk, by=by, now=at(10, 30))
        oak.ring(now=at(10, 31), knows="with us", words="On a visit with a key worker")
        assert unreached(oak, at(10, 32)) == []
        recheck_duties(school_id=oak.school.pk, by=by, now=at(10, 35))
        why = DutyRecord.objects.get(rule="nobody_reached").events.last().why
        assert why == "A reason came, the child was seen, or somebody who was told said where the child is."


class TestAnAnswerThatDoesNot:
    def why(self, oak: AWatchedClass) -> str:
        (duty,) = unreached(oak, at(11))
        return str(duty.why)

    def test_leaves_the_duty_which_says_that_the_school_was_told(self, oak, told):
        assert "The other school (Westerdale School) was told at 9:20am, and has not answered." in self.why(
            oak
        )

    def test_leaves_the_duty_where_it_was_only_read(self, oak, told):
        confirm_by_link(secret=told, who="Mr Over", now=at(9, 40))
        assert "was told at 9:20am, and said nothing of where the child is." in self.why(oak)
        assert state(oak) == "not tried"

    def test_leaves_the_duty_with_what_was_said(self, oak, told):
        confirm_by_link(secret=told, who="Mr Over", words="We rang too", now=at(9, 40))
        assert "answered at 9:40am without saying where the child is: “We rang too”" in self.why(oak)
        assert state(oak) == "answered"

    def test_leaves_the_duty_where_they_do_not_know(self, oak, told):
        confirm_by_link(secret=told, who="Mr Over", knows="not known", now=at(9, 40))
        assert "answered at 9:40am that they do not know where the child is." in self.why(oak)
        assert state(oak) == "answered"

    def test_takes_back_what_was_said_before(self, oak, told):
        confirm_by_link(secret=told, who="Mr Over", knows="with us", now=at(9, 40))
        assert unreached(oak, at(10, 30)) == []
        confirm_by_link(
            secret=told, who="Mr Over", knows="not known", words="It was a namesake", now=at(10, 40)
        )
        assert "that they do not know where the child is: “It was a namesake”" in self.why(oak)
        assert state(oak) == "answered"


class TestWhatIsRefused:
    def test_elsewhere_without_a_word_of_where(self, oak, told):
        with pytest.raises(NoticeRefused, match="Say where the child is") as refused:
            confirm_by_link(secret=told, who="Mr Over", knows="elsewhere", now=at(9, 40))
        assert refused.value.field == "words"
        assert not NoticeEvent.objects.exists()

    def test_an_answer_nobody_offered(self, oak, told):
        with pytest.raises(NoticeRefused, match="Choose one of the answers"):
            confirm_by_link(secret=told, who="Mr Over", knows="perhaps", now=at(9, 40))


class TestThePages:
    def test_ask_the_other_school_and_show_its_answer_to_the_office(self, oak, told, client, monkeypatch):
        Morning(monkeypatch).is_at(9, 45)
        where = f"/notices/{told}/"
        assert "Do you know where Callum Eyre is?" in words_of(client.get(where))
        sent = {"who": "Mr Over", "knows": "elsewhere", "words": ""}
        answer = client.post(where, sent)
        assert (answer.status_code, "Say where the child is" in words_of(answer)) == (422, True)
        assert client.post(where, {**sent, "words": "At the museum"}).status_code == 302
        client.force_login(a_user("attendance_officer", school=oak.school))
        calls = words_of(client.get(f"/schools/{oak.school.pk}/absences/"))
        assert "1 accounted for by another who was told." in calls
        assert "Mr Over: the child is elsewhere, and they know where. “At the museum”" in calls

    def test_take_from_the_office_what_it_was_told(self, oak, told, client, monkeypatch):
        Morning(monkeypatch).is_at(9, 45)
        client.force_login(a_user("attendance_officer", school=oak.school))
        notice = oak.board(by=oak.officer).rows[0].told or oak.board(by=oak.officer).rows[1].told
        where = f"/schools/{oak.school.pk}/notices/{notice[0].notice.pk}/"
        sent = {"do": "received", "how": "phone", "who": "Mr Over", "at": "", "words": "", "knows": "with us"}
        assert "Do they know where the child is?" in words_of(client.get(where))
        assert client.post(where, sent).status_code == 302
        assert "The child is with them." in words_of(client.get(where))


class TestByStaff:
    def test_a_receipt_says_where_as_well(self, oak):
        notice = oak.send()
        record_receipt(
            school_id=oak.school.pk, notice_id=notice.pk, who="J. Reyes", how="phone", at=at(10), knows="with us",
            by=oak.lead, now=at(10),
        )  # fmt: skip
        assert unreached(oak, at(10, 30)) == []

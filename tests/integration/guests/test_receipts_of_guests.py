"""What a guest's home school is told by email waits for a receipt, and of an absence without a reason it goes once."""

from __future__ import annotations

import pytest

from onroll.service.absence_notices.actions.receiving import confirm_by_link
from onroll.service.absence_notices.actions.telling import send_notice
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.queries.board import board_of
from onroll.service.absence_notices.queries.to_chase import notices_to_chase
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.correspondence.models import Message
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing.guests_to_tell import guests_to_tell
from onroll.service.duties.standing.notices_to_send import notices_to_send
from onroll.service.guests.actions.telling import record_home_told, tell_home_schools
from onroll.service.guests.queries.stays import guests_today
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
LINK = "https://onroll.example.org/notices/{}/"


def tell(guest, now=None, sent: list[str] | None = None) -> int:
    def link_of(secret: str) -> str:
        (sent if sent is not None else []).append(secret)
        return LINK.format(secret)

    return tell_home_schools(
        school_id=guest.school.pk, link_of=link_of, by=guest.officer, now=now or at(9, 20)
    )


def asked(guest, now) -> list[Notice]:
    settings = settings_of(guest.school.pk)
    found = notices_to_chase(guest.school.pk, since=MONDAY, now=now, settings=settings, sees_protected=False)
    return [one.notice for one in found]


def notice_by_itself(guest, now=None) -> Notice:
    """Send the same-day notice of an absence to the other school."""
    return send_notice(
        school_id=guest.school.pk, pupil_id=guest.amina.pk, date=MONDAY, recipient="other_school", link_of=LINK.format,
        email="office@tarn.example", by=guest.officer, now=now or at(9, 25),
    )  # fmt: skip


class TestAReceipt:
    def test_is_asked_for_by_a_link_and_is_whoever_gave_their_name(self, guest):
        sent: list[str] = []
        guest.take_in()
        guest.a_class.take("/", "/")
        tell(guest, sent=sent)
        assert LINK.format(sent[0]) in Message.objects.get().body
        (notice,) = asked(guest, at(12))
        assert (notice.is_of_guest, notice.sessions) == (True, "AM")
        confirm_by_link(secret=sent[0], who="Ms Over", now=at(12))
        assert asked(guest, at(14)) == []

    def test_of_what_was_told_anew_is_the_only_one_waited_for(self, guest):
        guest.take_in()
        guest.a_class.take("/", "/")
        tell(guest)
        guest.a_class.amend(guest.amina, "I", now=at(10))
        tell(guest, at(10, 5))
        assert asked(guest, at(14)) == [Notice.objects.latest("pk")]

    def test_is_waited_for_no_longer_once_they_were_rung(self, guest):
        stay = guest.take_in()
        guest.a_class.take("/", "/")
        tell(guest)
        guest.a_class.amend(guest.amina, "I", now=at(10))
        record_home_told(
            school_id=guest.school.pk, stay_id=stay.pk, how="phone", who="Ms Over", by=guest.officer, now=at(10, 5)
        )  # fmt: skip
        assert asked(guest, at(14)) == []

    def test_is_shown_with_the_guest_and_on_a_page_of_its_own(self, guest, client, monkeypatch):
        sent: list[str] = []
        guest.take_in()
        guest.a_class.take("/", "/")
        tell(guest, sent=sent)
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 30))
        client.force_login(a_user("attendance_officer", school=guest.school))
        where = f"/schools/{guest.school.pk}/"
        assert "9:20am. Nobody has said that it was read : Amina Begum" in words_of(
            client.get(f"{where}guests/")
        )
        page = words_of(client.get(f"{where}notices/{Notice.objects.get().pk}/"))
        assert "How Amina Begum attended on Monday 7 September" in page
        assert "suspension" not in page
        read = words_of(client.get(f"/notices/{sent[0]}/"))
        assert "How Amina Begum attended" in read
        assert "Morning: Present" in read
        assert "exclusion" not in read
        confirm_by_link(secret=sent[0], who="Ms Over", now=at(9, 25))
        assert "Read by Ms Over, 9:25am" in words_of(client.get(f"{where}guests/"))


class TestAnAbsenceWithoutAReason:
    def test_is_told_in_one_email_which_asks_where_the_pupil_is(self, guest):
        guest.take_in()
        guest.a_class.take("N", "/")
        assert tell(guest) == 1
        assert "Is your pupil with you?" in Message.objects.get().body
        assert notice_by_itself(guest) == Notice.objects.get()
        assert Message.objects.count() == 1
        (row,) = board_of(guest.officer.scope, school_id=guest.school.pk, date=MONDAY, now=at(9, 30)).rows
        assert row.state == "awaited"

    def test_that_the_notice_told_of_is_not_told_again_of_the_guest(self, guest):
        guest.take_in()
        guest.a_class.take("N", "/")
        notice_by_itself(guest, at(9, 20))
        assert tell(guest, at(9, 25)) == 0
        (line,) = guests_today(guest.school.pk, now=at(9, 25))
        assert (line.is_to_tell, line.told[-1].who) == (False, "Tarn High School")

    def test_is_one_duty(self, guest):
        guest.take_in()
        guest.a_class.take("N", "/")
        morning = morning_of(guest.officer.scope, school_id=guest.school.pk, now=at(9, 20))
        assert len(list(notices_to_send(morning))) == 1
        assert list(guests_to_tell(morning)) == []
        tell(guest)
        morning = morning_of(guest.officer.scope, school_id=guest.school.pk, now=at(9, 25))
        assert (list(notices_to_send(morning)), list(guests_to_tell(morning))) == ([], [])

    def test_is_told_anew_of_the_guest_once_it_has_a_reason(self, guest):
        guest.take_in()
        guest.a_class.take("N", "/")
        notice_by_itself(guest, at(9, 20))
        guest.a_class.amend(guest.amina, "I", now=at(10))
        assert tell(guest, at(10, 5)) == 1
        assert Notice.objects.latest("pk").is_of_guest

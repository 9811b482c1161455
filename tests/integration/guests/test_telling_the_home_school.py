"""The home school is told the same day what stands in the register, and again where it changes."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from onroll.law.off_site_provision import Check
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing.guests_to_tell import guests_to_tell
from onroll.service.guests.actions.telling import record_home_told, tell_home_schools
from onroll.service.guests.models import GuestStay, GuestTold
from onroll.service.guests.queries.stays import guests_today
from onroll.service.guests.refusals import GuestRefused
from onroll.service.off_site_provision.actions.placing import place_pupil
from onroll.service.off_site_provision.actions.providers import add_provider, record_check
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
LINK = "https://onroll.example.org/notices/{}/"


def tell(guest, now: dt.datetime = at(9, 20)) -> int:
    return tell_home_schools(school_id=guest.school.pk, link_of=LINK.format, by=guest.officer, now=now)


def duties(guest, now: dt.datetime):
    return list(guests_to_tell(morning_of(guest.officer.scope, school_id=guest.school.pk, now=now)))


class TestTelling:
    def test_waits_until_the_register_has_closed(self, guest):
        guest.take_in()
        guest.a_class.take("/", "/")
        assert tell(guest, at(9, 15)) == 0
        assert tell(guest, at(9, 16)) == 1

    def test_says_what_stands_and_goes_to_the_home_school(self, guest):
        guest.take_in()
        guest.a_class.take("L", "/")
        tell(guest)
        message = Message.objects.get()
        assert message.address == "office@tarn.example"
        assert message.recipient_kind == Message.RecipientKind.OTHER_SCHOOL
        assert "Amina Begum" in message.body
        assert "Morning: Late" in message.body

    def test_goes_once(self, guest):
        guest.take_in()
        guest.a_class.take("/", "/")
        assert (tell(guest), tell(guest)) == (1, 0)
        assert GuestTold.objects.get().marks == "AM /"

    def test_goes_again_where_the_register_was_amended(self, guest):
        guest.take_in()
        guest.a_class.take("N", "/")
        tell(guest)
        guest.a_class.amend(guest.amina, "I", now=at(10))
        assert tell(guest, at(10, 5)) == 1
        assert [one.marks for one in GuestTold.objects.all()] == ["AM N", "AM I"]
        assert Message.objects.count() == 2

    def test_whose_email_did_not_arrive_is_still_to_be_done_by_telephone(self, guest, client, monkeypatch):
        stay = guest.take_in()
        guest.a_class.take("/", "/")
        tell(guest)
        assert duties(guest, at(9, 25)) == []
        MessageEvent.objects.create(
            message=Message.objects.get(),
            school_id=guest.school.pk,
            kind=MessageEvent.Kind.FAILED,
            at=at(9, 21),
            by_name="x",
        )
        assert len(duties(guest, at(9, 25))) == 1
        assert tell(guest, at(9, 25)) == 0
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 25))
        client.force_login(a_user("attendance_officer", school=guest.school))
        page = words_of(client.get(f"/schools/{guest.school.pk}/guests/"))
        assert "The email did not arrive Rang them" in page
        assert "Email 1 home school" not in page
        record_home_told(
            school_id=guest.school.pk, stay_id=stay.pk, how="phone", who="The office", by=guest.officer, now=at(9, 30)
        )  # fmt: skip
        assert duties(guest, at(9, 35)) == []

    def test_is_of_no_day_on_which_the_guest_is_at_home(self, guest):
        guest.take_in(weekdays="234")
        guest.a_class.take("/", "/")
        assert guests_today(guest.school.pk, now=at(10)) == ()

    def test_names_a_register_without_the_guest_as_a_gap(self, guest):
        guest.take_in()
        (line,) = guests_today(guest.school.pk, now=at(10))
        assert (line.entered, line.blank, line.is_to_tell) == ((), ("AM",), False)

    def test_may_be_by_telephone_and_is_kept_with_who_heard_it(self, guest):
        stay = guest.take_in(email="")
        guest.a_class.take("/", "/")
        assert tell(guest) == 0
        about = {"school_id": guest.school.pk, "stay_id": stay.pk, "by": guest.officer, "now": at(9, 30)}
        for wrong in ({"how": "email", "who": "The office"}, {"how": "phone", "who": " "}):
            with pytest.raises(GuestRefused):
                record_home_told(**about, **wrong)
        record_home_told(**about, how="phone", who="The office")
        assert GuestTold.objects.get().who == "The office"
        with pytest.raises(GuestRefused, match="nothing new to tell"):
            record_home_told(**about, how="phone", who="The office")


class TestTheDuty:
    def test_stands_until_every_home_school_knows(self, guest):
        guest.take_in()
        assert duties(guest, at(9, 20)) == []
        guest.a_class.take("/", "/")
        (duty,) = duties(guest, at(9, 20))
        assert (duty.title, duty.due.date()) == ("1 home school to tell about a guest", MONDAY)
        tell(guest)
        assert duties(guest, at(9, 25)) == []


def typed(page) -> set[str]:
    """Return what stands in the fields of a page that may be written in."""
    fields = re.findall(r"<input[^>]*>", page.content.decode())
    written = (
        re.search(r' value="([^"]+)"', one) for one in fields if re.search(r'name="(email|who|used)"', one)
    )
    return {one[1] for one in written if one}


class TestASameDayNotice:
    def about(self, guest, pupil) -> str:
        return f"/schools/{guest.school.pk}/notices/tell/{pupil.pk}/{MONDAY}/other_school/0/"

    @pytest.fixture
    def office(self, guest, client, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 20))
        client.force_login(a_user("attendance_officer", school=guest.school))
        return client

    def test_of_a_guest_knows_whom_the_two_schools_agreed_to_tell(self, guest, office):
        guest.take_in()
        guest.a_class.take("N", "/")
        page = office.get(self.about(guest, guest.amina))
        assert "Tarn High School, The office of Tarn High, 01632 960300" in words_of(page)
        assert typed(page) == {"office@tarn.example", "The office of Tarn High", "01632 960300"}

    def test_asks_for_an_address_once_the_time_as_a_guest_is_over(self, guest, office):
        guest.take_in(last_day=MONDAY, first_day=MONDAY, weekdays="1")
        GuestStay.objects.update(ended_at=at(9), ended_by_name="A")
        guest.a_class.take("N", "/")
        assert typed(office.get(self.about(guest, guest.amina))) == set()

    def test_of_a_pupil_of_ours_placed_at_the_other_school_knows_who_answers_there(self, guest, office):
        guest.registered(registration="main", other_school="Tarn High School")
        there = add_provider(
            school_id=guest.school.pk, name="Tarn High School", arranged_by="other school", contact="Ms Over",
            telephone="01632 960400", email="over@tarn.example", by=guest.officer, now=at(8),
        )  # fmt: skip
        for check in Check:
            record_check(
                school_id=guest.school.pk, provider_id=there.pk, kind=check.value, words="Agreed", done_on=MONDAY, good_until=None,
                by=guest.officer, now=at(8),
            )  # fmt: skip
        place_pupil(
            school_id=guest.school.pk, provider_id=there.pk, pupil_id=guest.amina.pk, nature="Mathematics", weekdays="3",
            first_day=MONDAY, last_day=MONDAY + dt.timedelta(days=4), by=guest.officer, now=at(8),
        )  # fmt: skip
        guest.a_class.take("N", "/")
        page = office.get(self.about(guest, guest.amina))
        assert typed(page) == {"over@tarn.example", "Ms Over", "01632 960400"}

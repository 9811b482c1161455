"""The pages of guests."""

from __future__ import annotations

import pytest

from onroll.service.guests.models import GuestStay, GuestTold
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.web.pages import faults_at_the_top, words_of

pytestmark = pytest.mark.django_db
SENT = {
    "first_day-day": "7", "first_day-month": "9", "first_day-year": "2026", "last_day-day": "11", "last_day-month": "9",
    "last_day-year": "2026", "agreed_on-day": "1", "agreed_on-month": "9", "agreed_on-year": "2026", "weekday": ["1", "2"],
    "agreement": "A term, with the head of Tarn High", "contact": "The office", "email": "office@tarn.example",
    "responsible": "Mx A. Example",
}  # fmt: skip


@pytest.fixture
def office(guest, client, monkeypatch):
    """The browser of the attendance officer at 9:20 on the Monday."""
    monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 20))
    client.force_login(a_user("attendance_officer", school=guest.school, name="Mrs A. Example"))
    return client


def address(guest, path: str = "") -> str:
    return f"/schools/{guest.school.pk}/guests/{path}"


class TestThePages:
    def test_say_what_to_do_first_and_whose_registers_a_guest_is_in(self, guest, office):
        page = words_of(office.get(address(guest)))
        assert "No guest is agreed Admit the pupil under Roll as a guest" in page
        assert "So a guest is registered here as well as at the home school" in page
        assert "code D only where that school registers the pupil too" in page

    def test_add_a_guest_found_by_name(self, guest, office):
        assert "Amina Begum" in words_of(office.get(address(guest, "new/"), {"q": "amina"}))
        assert office.post(address(guest, f"new/{guest.amina.pk}/"), SENT).status_code == 302
        assert GuestStay.objects.get().weekdays == "12"
        page = words_of(office.get(address(guest)))
        assert ", of Tarn High School: Mon 7 Sep to Fri 11 Sep, Mon, Tue." in page

    def test_say_why_a_pupil_is_no_guest_and_keep_what_was_typed(self, guest, office):
        answer = office.post(address(guest, f"new/{guest.callum.pk}/"), SENT)
        assert answer.status_code == 422
        assert "says registered at this school only" in words_of(answer)
        assert "office@tarn.example" in answer.content.decode()

    def test_say_whom_they_found_and_what_keeps_a_pupil_from_being_a_guest(self, guest, office):
        page = words_of(office.get(address(guest, f"new/{guest.amina.pk}/")))
        assert "Found: Amina Begum, born" in page
        assert ", of Tarn High School." in page
        assert "a guest here already" not in page
        page = words_of(office.get(address(guest, f"new/{guest.callum.pk}/")))
        assert "says registered at this school only" in page
        guest.take_in()
        page = words_of(office.get(address(guest, f"new/{guest.amina.pk}/")))
        assert "Amina Begum is a guest here already: Mon 7 Sep to Fri 11 Sep." in page

    def test_say_all_that_is_wrong_at_once(self, guest, office):
        wrong = {
            **SENT,
            "weekday": [],
            "last_day-month": "13",
            "agreed_on-year": "",
            "email": "office",
            "contact": " ",
        }
        answer = office.post(address(guest, f"new/{guest.amina.pk}/"), wrong)
        assert faults_at_the_top(answer) == ["last_day-day", "weekday-1", "agreed_on-day", "contact", "email"]
        page = words_of(answer)
        assert "“11 13 2026” is not a day." in page
        assert "The day it was agreed must include a year." in page

    def test_say_of_a_pupil_who_is_no_guest_that_first(self, guest, office):
        answer = office.post(address(guest, f"new/{guest.callum.pk}/"), {**SENT, "contact": ""})
        assert faults_at_the_top(answer) == ["top"]

    def test_ring_the_home_school_when_its_number_is_touched(self, guest, office):
        guest.take_in()
        page = office.get(address(guest)).content.decode()
        assert 'href="tel:01632960300"' in page

    def test_tell_by_email_and_by_telephone(self, guest, office):
        stay = guest.take_in()
        guest.a_class.take("/", "/")
        assert "Email 1 home school" in words_of(office.get(address(guest)))
        page = words_of(office.post(address(guest, "tell/"), follow=True))
        assert "1 home school told by email." in page
        assert "Email to The office of Tarn High, 9:20am" in page
        guest.a_class.amend(guest.amina, "I", now=at(9, 19))
        assert "Changed since it was told" in words_of(office.get(address(guest)))
        told = {"how": "phone", "who": "Mrs Tarn"}
        assert office.post(address(guest, f"{stay.pk}/told/"), {**told, "who": ""}).status_code == 422
        office.post(address(guest, f"{stay.pk}/told/"), told)
        assert GuestTold.objects.last().who == "Mrs Tarn"

    def test_end_a_guests_time_after_asking(self, guest, office):
        stay = guest.take_in()
        assert "End Amina Begum’s time here as a guest?" in words_of(
            office.get(address(guest, f"{stay.pk}/end/"))
        )
        office.post(address(guest, f"{stay.pk}/end/"))
        page = words_of(office.get(address(guest)))
        assert "Guests before" in page
        assert office.get(address(guest, f"{stay.pk}/end/")).status_code == 404

"""Monday 7 September 2026, 5 Oak: one boy is missing when the register is taken, comes late, and is found to have been at the doctor."""

import pytest
from django.test import Client

from onroll.service import clock
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.web.pages import form_of, words_of


@pytest.mark.django_db
def test_a_boy_who_was_missing_at_ten_to_nine(monkeypatch):
    morning = Morning(monkeypatch)

    morning.is_at(8, 50)
    morning.the_teacher_takes_the_register()
    morning.is_at(9, 20)
    morning.he_comes_to_the_gate()
    morning.is_at(11)
    morning.the_office_learns_he_was_at_the_doctor()

    assert morning.oak.history(morning.oak.callum) == ["N", "U", "M"]
    assert morning.oak.is_whole()
    assert "Appointment card seen" in morning.what_the_entrys_page_says()


class Morning:
    """5 Oak's morning, each step on the page where a school takes it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self.oak = AClass()
        self.school = f"/schools/{self.oak.school.pk}"
        self.entry = f"{self.school}/pupils/{self.oak.callum.pk}/entries/{MONDAY}/am/"

    def is_at(self, hour: int, minute: int = 0) -> None:
        self._monkeypatch.setattr(clock, "now", lambda: at(hour, minute))

    def signed_in(self, role: str) -> Client:
        where = {"group": self.oak.group} if role == "teacher" else {"school": self.oak.school}
        client = Client()
        client.force_login(a_user(role, **where))
        return client

    def the_teacher_takes_the_register(self) -> None:
        client = self.signed_in("teacher")
        page = f"{self.school}/registers/{self.oak.group.pk}/{MONDAY}/am/"
        fields = form_of(client.get(page))
        marks = {f"c{self.oak.amina.pk}": "/", f"c{self.oak.callum.pk}": "N"}
        taken = client.post(page, {**fields, **marks, "do": "finish"}, follow=True)
        assert "Register finished" in words_of(taken)

    def he_comes_to_the_gate(self) -> None:
        client = self.signed_in("attendance_officer")
        page = f"{self.school}/gate/"
        sent = {"pupil": self.oak.callum.pk, "at": "09:20", "note": "Came by himself", "key": "gate"}
        assert "Callum" in words_of(client.post(page, sent, follow=True))
        assert self.oak.code(self.oak.callum) == "U"

    def the_office_learns_he_was_at_the_doctor(self) -> None:
        client = self.signed_in("attendance_officer")
        sent = {"code": "M", "reason": "Appointment card seen", "key": "doctor"}
        assert "Amended to M" in words_of(client.post(self.entry, sent, follow=True))

    def what_the_entrys_page_says(self) -> str:
        return words_of(self.signed_in("head").get(self.entry))

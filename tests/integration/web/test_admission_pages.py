"""The form that admits a pupil: what one sending tells of, what it keeps, and what it never shows."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

PUPIL = {
    "legal_forenames": "Zinnia",
    "legal_surname": "Larkfield",
    "sex": "F",
    "born-day": "4",
    "born-month": "3",
    "born-year": "2017",
    "starting_day-day": "7",
    "starting_day-month": "9",
    "starting_day-year": "2026",
    "basis": "agreed",
}


@pytest.fixture
def officer(a_class: AClass, browse):
    return browse(a_user("attendance_officer", school=a_class.school, name="Mrs A. Example"))


@pytest.fixture
def form(a_class: AClass) -> str:
    return f"/schools/{a_class.school.pk}/roll/admit/"


class TestTheAdmissionForm:
    def test_names_every_box_left_empty_at_once(self, officer, form):
        page = words_of(officer.post(form, {}))
        for words in (
            "Enter the pupil’s legal forenames.",
            "Enter the pupil’s legal surname.",
            "Choose the pupil’s sex.",
            "Enter the date of birth.",
            "Say how the starting day was fixed.",
        ):
            assert words in page

    def test_shows_no_child_of_that_birthday_while_the_names_are_empty(self, a_class, officer, form):
        known = admitted(a_class.school)
        page = words_of(officer.post(form, {**PUPIL, "legal_forenames": "", "legal_surname": ""}))
        assert "Is this one of these children?" not in page
        assert "Begum" not in page
        assert Enrolment.objects.filter(pk=known.enrolment_id).exists()

    def test_keeps_what_was_typed(self, officer, form):
        answer = officer.post(form, {**PUPIL, "basis": ""})
        assert answer.status_code == 422
        assert b'value="Larkfield"' in answer.content

    @pytest.mark.parametrize("box", ["parent-1-mobile", "parent-1-telephone"])
    def test_refuses_a_telephone_number_nobody_could_call(self, officer, form, box):
        sent = {**PUPIL, "parent-1-forename": "Mary", "parent-1-surname": "Larkfield", box: "07700 9001"}
        page = words_of(officer.post(form, {**sent, "gaps_allowed": "1"}))
        assert "“07700 9001” is not a telephone number that can be called." in page
        assert not Enrolment.objects.filter(pupil__legal_surname="Larkfield").exists()


class TestAWithdrawnAdmission:
    def test_has_no_last_day_on_a_roll_it_never_was_on(self, a_class, officer, form):
        done = admitted(a_class.school, starting_day=dt.date(2026, 9, 14))
        entry = form.replace("admit/", f"{done.enrolment_id}/")
        page = words_of(officer.post(f"{entry}withdraw/", {"reason": "Family moved"}, follow=True))
        assert "Withdrawn Admission withdrawn before the starting day Family moved" in page
        assert "Last day on roll" not in page

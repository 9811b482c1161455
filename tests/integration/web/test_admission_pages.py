"""The form that admits a pupil: what one sending tells of, what it keeps, and what it never shows."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.given import Leaving
from onroll.service.admission_register.models import Enrolment
from onroll.service.organisations.models import School
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


class TestRegistration:
    def test_is_asked_again_where_another_school_is_named_for_one_registered_here_only(self, officer, form):
        page = words_of(officer.post(form, {**PUPIL, "registration": "sole", "other_school": "Elsewhere"}))
        assert "“Registered here only” is chosen, and Elsewhere is named as the other school." in page
        assert not Enrolment.objects.filter(pupil__legal_surname="Larkfield").exists()

    def test_is_asked_again_in_the_same_way_when_amended(self, a_class, officer, form):
        done = admitted(a_class.school)
        sent = {"kind": "sole", "other_school": "Elsewhere", "reason": "Letter"}
        page = words_of(
            officer.post(form.replace("admit/", f"{done.enrolment_id}/amend/registration/"), sent)
        )
        assert "Elsewhere is named as the other school" in page
        assert Enrolment.objects.get(pk=done.enrolment_id).other_school == ""


class TestAPupilWhoComesBack:
    @pytest.fixture
    def left(self, a_class):
        return admitted(
            a_class.school, upn="H801200001001", leaving=Leaving(last_day=dt.date(2026, 9, 3), ground="a")
        )

    def test_is_offered_on_the_entry_that_has_ended_and_not_on_one_that_runs(
        self, a_class, officer, form, left
    ):
        assert (
            f"?again={left.pupil_id}"
            in officer.get(form.replace("admit/", f"{left.enrolment_id}/")).content.decode()
        )
        runs = admitted(a_class.school, "Okafor", "Ada")
        assert "?again=" not in officer.get(form.replace("admit/", f"{runs.enrolment_id}/")).content.decode()

    def test_brings_name_numbers_and_family_to_the_form(self, officer, form, left):
        page = officer.get(f"{form}?again={left.pupil_id}").content.decode()
        for value in ("Begum", "Amina Noor", "H801200001001", "Rukhsana", "4 Mill Lane, Broadmere"):
            assert f'value="{value}"' in page
        assert f'name="pupil_id" value="{left.pupil_id}"' in page

    @pytest.mark.parametrize(
        ("left_on", "year"),
        [(dt.date(2026, 9, 3), "5"), (dt.date(2026, 8, 31), "6"), (dt.date(2025, 8, 31), "7")],
        ids=["this school year", "the last day of the last one", "the one before"],
    )
    def test_is_offered_the_year_group_they_left_moved_up_by_the_septembers_since(
        self, a_class, officer, form, left_on, year
    ):
        left = admitted(
            a_class.school,
            starting_day=dt.date(2024, 9, 2),
            year_group="5",
            leaving=Leaving(last_day=left_on, ground="a"),
        )
        page = officer.get(f"{form}?again={left.pupil_id}").content.decode()
        assert f'<option value="{year}" selected>' in page

    def test_is_offered_no_year_group_past_the_last(self, a_class, officer, form):
        left = admitted(
            a_class.school,
            starting_day=dt.date(2024, 9, 2),
            year_group="14",
            leaving=Leaving(last_day=dt.date(2026, 8, 31), ground="a"),
        )
        School.objects.update(lowest_age=11, highest_age=19)
        page = officer.get(f"{form}?again={left.pupil_id}").content.decode()
        assert "Year 14</option>" in page
        assert '<option value="14" selected>' not in page

    def test_is_one_child_with_two_entries(self, a_class, officer, form, left):
        sent = {
            **PUPIL, "legal_forenames": "Amina Noor", "legal_surname": "Begum", "pupil_id": str(left.pupil_id),
            "born-day": "3", "gaps_allowed": "1",
        }  # fmt: skip
        page = words_of(officer.post(form, sent, follow=True))
        assert "is on the admission register from 7 September 2026." in page
        assert "Other times on this roll 1 September 2026 to 3 September 2026" in page
        assert Enrolment.objects.filter(pupil_id=left.pupil_id).count() == 2

    def test_is_nobody_who_never_left(self, a_class, officer, form):
        runs = admitted(a_class.school, "Okafor", "Ada")
        assert officer.get(f"{form}?again={runs.pupil_id}").status_code == 404
        assert officer.get(f"{form}?again=999999").status_code == 404


class TestAnEntryMadeLate:
    @pytest.mark.parametrize(("day", "is_late"), [("4", True), ("7", False)])
    def test_says_so_where_the_starting_day_has_passed(self, officer, form, day, is_late):
        sent = {**PUPIL, "starting_day-day": day, "gaps_allowed": "1"}
        assert (
            "The entry is made after that day" in words_of(officer.post(form, sent, follow=True))
        ) is is_late

"""The pages of plans: the pupil found, the plan made on their own page, the school's list."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.models import Plan
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY
from tests.integration.web.pages import days, words_of

pytestmark = pytest.mark.django_db


class TestPlans:
    def send(self, officer, school, a_class, **others: object):
        fields = {
            "pupil": a_class.amina.pk,
            "kind": "leave",
            "code": "C",
            "weekdays": list("12345"),
            **days(MONDAY),
        }
        return officer.post(
            f"{school}/pupils/{a_class.amina.pk}/plans/new/", {**fields, **others}, follow=True
        )

    def test_are_made_for_a_pupil_found_by_name(self, a_class, officer, school):
        found = officer.get(f"{school}/registers/plans/new/?q=amina").content.decode()
        assert f"{school}/pupils/{a_class.amina.pk}/plans/new/" in found
        self.send(officer, school, a_class)
        page = words_of(officer.get(f"{school}/registers/plans/"))
        assert "Amina Begum Mon 7 Sep C Leave agreed Now" in page

    def test_are_made_for_a_pupil_still_to_start_from_the_starting_day(self, a_class, officer, school):
        coming = admitted(a_class.school, "Okafor", "Ada", starting_day=MONDAY + dt.timedelta(days=7))
        page = words_of(officer.get(f"{school}/registers/plans/new/?q=oka"))
        assert "Ada Okafor starts on 14 September 2026" in page
        form = officer.get(f"{school}/pupils/{coming.pupil_id}/plans/new/").content.decode()
        assert 'name="first_day-day" type="text" inputmode="numeric" value="14"' in form

    def test_are_not_offered_for_an_admission_that_was_withdrawn(self, a_class, officer, school):
        coming = admitted(a_class.school, "Okafor", "Ada", starting_day=MONDAY + dt.timedelta(days=7))
        officer.post(f"{school}/roll/{coming.enrolment_id}/withdraw/", {"reason": "Family moved"})
        assert "Nobody on roll, or still to start, matches" in words_of(
            officer.get(f"{school}/registers/plans/new/?q=oka")
        )

    def test_offer_no_code_that_is_not_of_the_regulations(self, a_class, officer, school):
        form = officer.get(f"{school}/pupils/{a_class.amina.pk}/plans/new/").content.decode()
        assert '<option value="C">' in form
        assert '<option value="Z">' not in form
        assert '<option value="#">' not in form

    def test_that_meet_another_ask_which_counts(self, a_class, officer, school):
        self.send(officer, school, a_class)
        second = {"kind": "visit", "code": "V"}
        page = words_of(self.send(officer, school, a_class, **second))
        assert "is planned already: leave agreed, code C, 7 September 2026" in page
        assert "This plan counts instead, on those sessions" in page
        assert Plan.objects.count() == 1
        self.send(officer, school, a_class, **second, counts_instead="1")
        assert Plan.objects.count() == 2

    def test_say_everything_that_is_missing_at_once(self, a_class, officer, school):
        page = words_of(self.send(officer, school, a_class, code="", kind="", **{"last_day-day": ""}))
        assert "Choose the code to be entered for its sessions." in page
        assert "Choose what the plan is." in page
        assert "The last day must include a day." in page
        assert not Plan.objects.exists()

    def test_refuse_what_cannot_be_planned(self, a_class, officer, school):
        assert "cannot be planned" in words_of(self.send(officer, school, a_class, code="N"))

    def test_are_found_by_a_name(self, a_class, officer, school):
        self.send(officer, school, a_class)
        assert "1 plan of pupils called “ami beg”" in words_of(
            officer.get(f"{school}/registers/plans/?q=ami+beg")
        )
        assert "No plan fits" in words_of(officer.get(f"{school}/registers/plans/?q=callum"))

    def test_are_listed_a_page_at_a_time(self, a_class, officer, school, monkeypatch):
        monkeypatch.setattr("onroll.service.web.school.registers.plans.PER_PAGE", 1)
        self.send(officer, school, a_class)
        self.send(officer, school, a_class, kind="visit", code="V", counts_instead="1")
        page = words_of(officer.get(f"{school}/registers/plans/?page=2"))
        assert ("2 plans" in page, "Page 2 of 2" in page) == (True, True)
        assert page.count("the plan for Amina Begum") == 1

    def test_ask_before_they_are_cancelled(self, a_class, officer, school):
        self.send(officer, school, a_class)
        at = f"{school}/registers/plans/{Plan.objects.get().pk}/cancel/"
        page = words_of(officer.get(at))
        assert "Cancel the plan for Amina Begum?" in page
        assert "What it has entered already stands." in page
        assert Plan.objects.get().cancelled_at is None

    def test_are_cancelled_from_the_pupils_page_and_lead_back_to_it(self, a_class, officer, school):
        self.send(officer, school, a_class)
        at = f"{school}/registers/plans/{Plan.objects.get().pk}/cancel/?from=pupil"
        assert f'href="{school}/pupils/{a_class.amina.pk}/#plans"' in officer.get(at).content.decode()
        assert officer.post(at)["Location"] == f"{school}/pupils/{a_class.amina.pk}/#plans"
        assert Plan.objects.get().cancelled_at

    def test_say_so_where_they_are_cancelled_already(self, a_class, officer, school):
        self.send(officer, school, a_class)
        at = f"{school}/registers/plans/{Plan.objects.get().pk}/cancel/"
        officer.post(at)
        assert "This plan is cancelled already" in words_of(officer.get(at, follow=True))

    def test_are_cancelled(self, a_class, officer, school):
        self.send(officer, school, a_class)
        page = words_of(
            officer.post(f"{school}/registers/plans/{Plan.objects.get().pk}/cancel/", follow=True)
        )
        assert "Plan cancelled." in page

"""The page that deletes a name: the ground first, then the facts it turns on; no script needed."""

import datetime as dt

import pytest
from django.test import Client

from onroll.law.deletion_grounds import GROUNDS
from onroll.service import clock
from onroll.service.admission_register.boarding import write_boarding
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.web.school.roll.ground_list import MATTERS
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 9)


@pytest.fixture
def school(monkeypatch):
    offset = at(16, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
    return a_school()


@pytest.fixture
def head(school):
    client = Client()
    client.force_login(a_user("head", school=school))
    return client


@pytest.fixture
def address(school):
    done = admitted(school, group_id=a_group(school).pk, year_group="5")
    return f"/schools/{school.pk}/roll/{done.enrolment_id}/delete/"


def words(page):
    return page.content.decode()


NOTICE = {
    "ground": "f",
    "written_notice_received_on-day": "2",
    "written_notice_received_on-month": "11",
    "written_notice_received_on-year": "2026",
    "education_otherwise_from-day": "9",
    "education_otherwise_from-month": "11",
    "education_otherwise_from-year": "2026",
    "school_attendance_order_names_school": "no",
    "evidence": "Letter of 2 November, in the file",
}


class TestWithdrawing:
    def test_is_not_offered_once_the_starting_day_has_come_and_leads_to_the_grounds(self, head, address):
        page = words(head.get(address.replace("/delete/", "/withdraw/")))
        assert "has come, so the name is on the register and the admission can no longer be withdrawn" in page
        assert f'href="{address}"' in page
        assert "Why the pupil will not start" not in page

    def test_is_offered_on_the_day_before(self, school, head):
        later = admitted(school, starting_day=TODAY + dt.timedelta(days=1))
        page = words(head.get(f"/schools/{school.pk}/roll/{later.enrolment_id}/withdraw/"))
        assert "Why the pupil will not start" in page


class TestTheGround:
    def test_is_chosen_first_among_those_for_the_pupil_s_age(self, head, address):
        page = words(head.get(address))
        assert 'value="a"' in page
        assert 'value="m"' in page
        assert 'value="ceased"' not in page
        assert "What shows this" not in page

    def test_is_asked_for_again_where_none_was_chosen(self, head, address):
        page = head.get(address, {"chosen": "1"})
        assert page.status_code == 422
        assert (
            "Choose the ground that applies. By the school’s records it could be (a), (c), (d), (e), (f), (g),"
            in words(page)
        )

    def test_is_set_apart_with_the_reason_where_the_records_rule_it_out(self, head, address):
        offered, ruled_out = words(head.get(address)).split("that the school’s records rule out today")
        assert 'value="a"' in offered
        for key in ("i", "l", "m", "n"):
            assert f'value="{key}"' not in offered
            assert f'value="{key}"' in ruled_out
        assert "0 school days of the 20" in ruled_out

    @pytest.mark.parametrize("ground", ["f", "h"])
    def test_is_not_ruled_out_by_a_day_that_is_still_to_be_given(self, head, address, ground):
        offered, _ = words(head.get(address)).split("that the school’s records rule out today")
        assert f'value="{ground}"' in offered
        assert "this ground is not met" not in words(head.get(address, {"ground": ground}))

    def test_is_offered_for_charges_to_a_boarder(self, head, address, school):
        write_boarding(Enrolment.objects.get(), boards=True, from_day=TODAY)
        offered, _ = words(head.get(address)).split("that the school’s records rule out today")
        assert 'value="m"' in offered
        assert 'value="g"' not in offered

    def test_is_in_the_list_under_one_matter(self):
        assert sorted(key for _, keys in MATTERS for key in keys) == sorted(GROUNDS)

    @pytest.mark.parametrize("ground", [key for key, one in GROUNDS.items() if one.of_compulsory_school_age])
    def test_opens_its_own_questions(self, head, address, ground):
        page = head.get(address, {"ground": ground})
        assert page.status_code == 200
        assert "What shows this" in words(page)

    def test_of_twenty_days_says_at_once_what_the_register_counts(self, head, address):
        page = words(head.get(address, {"ground": "i"}))
        assert "this ground is not met" in page
        assert "0 school days of the 20" in page

    def test_says_what_of_it_is_still_to_be_confirmed(self, head, address):
        assert "To be confirmed: The ground and its letter are confirmed" in words(
            head.get(address, {"ground": "g"})
        )

    def test_asks_no_consent_outside_a_special_school(self, head, address, school):
        assert "authority consents" not in words(head.get(address, {"ground": "f"}))
        school.phase = "special"
        school.save()
        assert "authority consents" in words(head.get(address, {"ground": "f"}))


class TestSending:
    def test_deletes_the_name_and_keeps_the_answers(self, head, address):
        assert head.post(address, NOTICE).status_code == 302
        assert Enrolment.objects.get().last_day == TODAY
        page = words(head.get(address.replace("delete/", "")))
        assert "A parent gave written notice: 2 November 2026" in page

    def test_is_refused_beside_the_fact_that_is_missing(self, head, address):
        page = head.post(address, NOTICE | {"school_attendance_order_names_school": "unknown"})
        assert page.status_code == 422
        assert "Say whether a school attendance order naming this school is in force" in words(page)
        assert 'href="#school_attendance_order_names_school"' in words(page)
        assert 'value="2"' in words(page)
        assert Enrolment.objects.get().last_day is None

    def test_is_refused_with_reason_and_provision_where_the_ground_is_not_met(self, head, address):
        page = head.post(address, NOTICE | {"school_attendance_order_names_school": "yes"})
        assert page.status_code == 422
        assert "Ground (f), “Educated otherwise than at school”, is not met." in words(page)
        assert "Pupil Registration Regulations 2024, regulation 9(1)(f)" in words(page)

    def test_is_refused_for_a_day_that_is_none(self, head, address):
        page = head.post(address, NOTICE | {"education_otherwise_from-month": "13"})
        assert page.status_code == 422
        assert "is not a day" in words(page)

    @pytest.mark.parametrize("typed", ["four", "-4", "4.5", "9999999"])
    def test_is_refused_for_months_that_are_no_number(self, head, address, typed):
        sent = {
            "ground": "j",
            "sentence_months": typed,
            "expected_to_attend_again": "no",
            "evidence": "Order",
        }
        page = head.post(address, sent)
        assert page.status_code == 422
        assert "is not a number of months" in words(page)

    def test_of_no_ground_deletes_nothing(self, head, address):
        assert head.post(address, {"ground": "z", "evidence": "Letter"}).status_code == 422
        assert not AdmissionEntry.objects.filter(kind="deleted").exists()

"""Taking a guest in: what it asks, and the sessions at the home school."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.audit.models import Event
from onroll.service.guests.actions.disposing import dispose_of_guests
from onroll.service.guests.actions.hosting import end_stay, take_in
from onroll.service.guests.models import GuestStay
from onroll.service.guests.refusals import GuestRefused
from onroll.service.off_site_provision.actions.providers import add_provider
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.guests.conftest import AGREED, FRIDAY

pytestmark = pytest.mark.django_db
THURSDAY = MONDAY + dt.timedelta(days=3)


def planned(guest, date: dt.date, session: str = "AM") -> str:
    plan = plans_of_session(guest.school.pk, date, session).get(guest.amina.pk)
    return plan.code if plan else ""


class TestTakingAGuestIn:
    def test_keeps_what_was_agreed_and_where_the_guest_is_from(self, guest):
        stay = guest.take_in()
        assert (stay.home_school, stay.weekdays, stay.responsible) == (
            "Tarn High School",
            "123",
            "Mx A. Example",
        )
        event = Event.objects.get(name="guests.agreed")
        assert event.details["home_school"] == "Tarn High School"

    def test_plans_the_other_days_as_at_the_home_school(self, guest):
        guest.take_in()
        assert [planned(guest, day) for day in (MONDAY, THURSDAY, FRIDAY)] == ["", "D", "D"]

    def test_plans_the_other_half_of_the_days_here_where_it_is_half_days(self, guest):
        guest.take_in(session="PM")
        assert [planned(guest, MONDAY, half) for half in ("AM", "PM")] == ["D", ""]
        assert [planned(guest, FRIDAY, half) for half in ("AM", "PM")] == ["D", "D"]

    def test_plans_nothing_for_a_guest_who_is_here_all_the_time(self, guest):
        guest.take_in(weekdays="12345")
        assert not Plan.objects.exists()

    def test_leaves_another_plan_to_be_settled_first(self, guest):
        Plan.objects.create(
            school=guest.school, pupil=guest.amina, kind="leave", code="C", first_day=FRIDAY, last_day=FRIDAY, made_at=at(8),
            made_by_name="Mx",
        )  # fmt: skip
        with pytest.raises(PlansOverlap):
            guest.take_in()
        assert not GuestStay.objects.exists()

    @pytest.mark.parametrize(
        ("registration", "words"),
        [("sole", "registered at this school only"), ("main", "the pupil’s main school")],
    )
    def test_refuses_who_is_no_guest_by_the_admission_register(self, guest, registration, words):
        guest.registered(registration=registration)
        with pytest.raises(GuestRefused, match=words):
            guest.take_in()

    def test_takes_in_a_pupil_of_a_subsidiary_registration(self, guest):
        guest.registered(registration="subsidiary")
        assert guest.take_in().pk

    def test_asks_for_the_home_school_to_be_named_in_the_register(self, guest):
        guest.registered(other_school="")
        with pytest.raises(GuestRefused, match="names no home school"):
            guest.take_in()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"last_day": MONDAY - dt.timedelta(days=1)}, "last_day-day"),
            ({"last_day": MONDAY + dt.timedelta(days=400)}, "last_day-day"),
            ({"weekdays": ""}, "weekday-1"),
            ({"agreement": " "}, "agreement"),
            ({"agreed_on": MONDAY + dt.timedelta(days=1)}, "agreed_on-day"),
            ({"contact": ""}, "contact"),
            ({"email": "", "telephone": ""}, "email"),
            ({"email": "tarn"}, "email"),
            ({"responsible": ""}, "responsible"),
        ],
    )
    def test_says_where_something_is_missing(self, guest, wrong, field):
        with pytest.raises(GuestRefused) as refusal:
            guest.take_in(**wrong)
        assert refusal.value.field == field

    def test_takes_in_until_the_last_day_it_may(self, guest):
        assert guest.take_in(last_day=MONDAY + dt.timedelta(days=399)).pk

    def test_takes_nobody_in_twice_for_the_same_days(self, guest):
        guest.take_in()
        with pytest.raises(GuestRefused, match="a guest here already"):
            guest.take_in(first_day=FRIDAY, last_day=FRIDAY)
        later = FRIDAY + dt.timedelta(days=1)
        assert guest.take_in(first_day=later, last_day=later).pk

    def test_is_for_the_office(self, guest):
        teacher = an_actor("teacher", guest.school, guest.a_class.group)
        with pytest.raises(OutOfScope):
            take_in(school_id=guest.school.pk, pupil_id=guest.amina.pk, agreed=AGREED, by=teacher, now=at(8))


class TestTheEnd:
    def test_ends_the_plans_too(self, guest):
        stay = guest.take_in()
        end_stay(school_id=guest.school.pk, stay_id=stay.pk, by=guest.officer, now=at(9))
        assert planned(guest, FRIDAY) == ""
        with pytest.raises(GuestRefused):
            end_stay(school_id=guest.school.pk, stay_id=stay.pk, by=guest.officer, now=at(9))

    def test_is_disposed_of_with_the_entries_of_the_time(self, guest):
        guest.take_in()
        head = an_actor("head", guest.school)
        six_years, day_after = dt.datetime(2033, 1, 3, 9, tzinfo=at(9).tzinfo), FRIDAY + dt.timedelta(days=1)
        about = {"school_id": guest.school.pk, "by": head, "now": six_years}
        assert dispose_of_guests(**about, before=FRIDAY) == 0
        assert dispose_of_guests(**about, before=day_after) == 1
        with pytest.raises(GuestRefused):
            dispose_of_guests(**about, before=six_years.date())


class TestOurPupilAtAnotherSchool:
    def test_stands_beside_what_the_admission_register_says(self, guest):
        from onroll.service.guests.queries.stays import guests
        from onroll.service.off_site_provision.models import Placement

        provider = add_provider(
            school_id=guest.school.pk,
            name="Tarn High School",
            arranged_by="other school",
            by=guest.officer,
            now=at(8),
        )
        for pupil in (guest.amina, guest.callum):
            plan = Plan.objects.create(
                school=guest.school, pupil=pupil, kind="other school", code="D", first_day=MONDAY, last_day=FRIDAY,
                made_at=at(8), made_by_name="Mx",
            )  # fmt: skip
            Placement.objects.create(
                school=guest.school, provider=provider, pupil=pupil, nature="Physics", first_day=MONDAY, last_day=FRIDAY,
                plan=plan, made_at=at(8), made_by_name="Mx",
            )  # fmt: skip
        found = guests(guest.officer.scope, school_id=guest.school.pk, now=at(9))
        assert [(one.placement.pupil, one.is_registered_there) for one in found.elsewhere] == [
            (guest.amina, True),
            (guest.callum, False),
        ]

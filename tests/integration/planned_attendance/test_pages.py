"""Arranging on the pages: chosen, described, previewed, made; nothing is made before the preview was seen."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import Viewing
from onroll.service.planned_attendance.models import Arrangement
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.planned_attendance.conftest import FIRST, ATrip
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(10))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.fixture
def officer(trip: ATrip) -> Client:
    client = Client()
    client.force_login(a_user("attendance_officer", school=trip.school, name="Mrs A. Example"))
    return client


@pytest.fixture
def planned(trip: ATrip) -> str:
    return f"/schools/{trip.school.pk}/planned/"


def sent(trip: ATrip, **changes: object) -> dict[str, object]:
    """Return what the form sends for the visit."""
    return {
        "activity": "visit", "title": "The museum of the fens", "place": "Ely", "supervised_by": "Mr T. Example",
        "is_supervised_by_staff": "1", "approved_by": "Ms H. Example", "key": "form", "weekday": list("12345"),
        "first_day-day": FIRST.day, "first_day-month": FIRST.month, "first_day-year": FIRST.year,
        "pupil": [trip.amina.pk, trip.callum.pk], "offered": f"{trip.amina.pk} {trip.callum.pk}",
        "do": "look", **changes,
    }  # fmt: skip


class TestMaking:
    def test_asks_what_and_for_whom_then_for_the_details_with_the_pupils_ticked(self, trip, officer, planned):
        assert "Work experience (W)" in words_of(officer.get(f"{planned}new/"))
        page = officer.get(f"{planned}new/details/", {"activity": "visit", "group": trip.a_class.group.pk})
        assert page.content.decode().count('name="pupil"') == 2
        assert "Amina Begum" in words_of(page)

    def test_says_what_to_do_where_nobody_was_chosen(self, officer, planned):
        page = officer.get(f"{planned}new/details/", {"activity": "visit", "q": "Zebedee"}, follow=True)
        assert "Nobody on roll matches “Zebedee”" in words_of(page)

    def test_shows_what_would_come_of_it_and_makes_nothing(self, trip, officer, planned):
        page = officer.post(f"{planned}new/details/", sent(trip, activity="work experience"))
        words = words_of(page)
        assert "Planned for 1 pupil" in words
        assert "Callum Eyre : Work experience is for year 10 and above, and this pupil is in year 9." in words
        assert not Arrangement.objects.exists()

    def test_shows_a_fault_at_its_field_and_keeps_what_was_typed(self, trip, officer, planned):
        page = officer.post(f"{planned}new/details/", sent(trip, supervised_by=""))
        assert page.status_code == 422
        assert 'href="#supervised_by"' in page.content.decode()
        assert 'value="The museum of the fens"' in page.content.decode()

    def test_goes_back_to_the_form_with_everything_kept(self, trip, officer, planned):
        page = officer.post(f"{planned}new/details/", sent(trip, do="change", pupil=[trip.amina.pk]))
        assert page.content.decode().count('name="pupil"') == 2
        assert f'value="{trip.callum.pk}">' in page.content.decode()

    def test_makes_it_and_leads_to_it(self, trip, officer, planned):
        page = officer.post(f"{planned}new/details/", sent(trip, do="make"), follow=True)
        assert "Arranged for 2 pupils. The registers of its days show it." in words_of(page)
        assert page.redirect_chain[-1][0] == f"{planned}{Arrangement.objects.get().pk}/"


class TestAnArrangement:
    def test_shows_its_pupils_and_leaves_a_look_at_each(self, trip, officer, planned):
        made = trip.arrange()
        words = words_of(officer.get(f"{planned}{made.pk}/"))
        assert "Educational visit or trip, code V" in words
        assert "Amina Begum" in words
        assert Viewing.objects.filter(page="arrangement").count() == 2

    def test_is_withdrawn_with_its_reason_and_says_so(self, trip, officer, planned):
        made = trip.arrange()
        refused = officer.post(f"{planned}{made.pk}/withdraw/", {"why": ""})
        assert refused.status_code == 409
        words = words_of(officer.post(f"{planned}{made.pk}/withdraw/", {"why": "Snow"}, follow=True))
        assert "It is withdrawn" in words
        assert "Mrs A. Example, Monday 7 September 2026" in words or ": Snow" in words

    def test_a_pupil_is_taken_out_once_asked(self, trip, officer, planned):
        made = trip.arrange()
        address = f"{planned}{made.pk}/take-out/{trip.amina.pk}/"
        assert "Take Amina Begum out of" in words_of(officer.get(address))
        assert "Amina Begum is taken out." in words_of(officer.post(address, follow=True))
        assert "was taken out of it already" in words_of(officer.get(address, follow=True))

    def test_the_list_for_whoever_leads_it_is_printed_with_a_look_at_each(self, trip, officer, planned):
        made = trip.arrange()
        words = words_of(officer.get(f"{planned}{made.pk}/list/"))
        assert "Responsible on the day: Mr T. Example, 01632 960123." in words
        assert "Callum Eyre" in words
        assert Viewing.objects.filter(page="list for a visit").count() == 2

    def test_of_another_school_is_not_there(self, officer, planned):
        assert officer.get(f"{planned}999/").status_code == 404

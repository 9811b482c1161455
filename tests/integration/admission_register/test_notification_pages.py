"""What a parent tells of a move or of another school (regulation 8(3)): asked for, kept, shown and printed whole."""

import csv
import datetime as dt
import io

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.admission_register.models import AdmissionEntry
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 9)
DAY = {"from_day-day": "1", "from_day-month": "12", "from_day-year": "2026"}
MOVE = {"parent_name": "Rehana Khan", "address": "12 Quay Street", "told_by": "Rukhsana Begum", **DAY}
SCHOOL = {"school_name": "Westerdale School", "told_by": "Rukhsana Begum", **DAY}


@pytest.fixture
def school(monkeypatch):
    offset = at(10, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
    return a_school()


@pytest.fixture
def officer(school):
    client = Client()
    client.force_login(a_user("attendance_officer", school=school, name="Mrs A. Example"))
    return client


@pytest.fixture
def entry(school):
    return f"/schools/{school.pk}/roll/{admitted(school).enrolment_id}/"


class TestANotification:
    @pytest.mark.parametrize(
        ("of", "sent", "says"),
        [
            ("move", MOVE, "Will live with Rehana Khan at 12 Quay Street from 1 December 2026"),
            (
                "move",
                MOVE | {"manner": "instead"},
                "Will live with Rehana Khan at 12 Quay Street from 1 December 2026, instead of the address entered then",
            ),
            (
                "move",
                MOVE | {"manner": "as well"},
                "Will live with Rehana Khan at 12 Quay Street from 1 December 2026, as well as the address entered then",
            ),
            ("other-school", SCHOOL, "Registered at, or will attend, Westerdale School from 1 December 2026"),
            (
                "other-school",
                SCHOOL | {"manner": "registered"},
                "Registered at Westerdale School from 1 December 2026",
            ),
            (
                "other-school",
                SCHOOL | {"manner": "will attend"},
                "Will attend Westerdale School from 1 December 2026",
            ),
        ],
    )
    def test_stands_whole_on_the_entry_on_paper_and_in_the_file(self, school, officer, entry, of, sent, says):
        assert officer.post(f"{entry}notify/{of}/", sent).status_code == 302
        on_paper = f"/schools/{school.pk}/roll/print/"
        for address in (entry, f"{entry}print/", on_paper):
            page = words_of(officer.get(address))
            assert says in page
            assert "Told by Rukhsana Begum" in page
        shown = words_of(officer.get(entry))
        assert "9 November 2026 at 10:00am, Mrs A. Example, Attendance officer" in shown
        assert "Entered by Mrs A. Example, Attendance officer" in words_of(officer.get(f"{entry}print/"))
        text = officer.get(f"/schools/{school.pk}/roll/register.csv").content.decode("utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["notifications"] == f"{says}. Told by Rukhsana Begum"

    @pytest.mark.parametrize(
        ("of", "sent", "left_out", "says"),
        [
            ("move", MOVE, "parent_name", "the parent&#39;s full name"),
            ("move", MOVE, "address", "the new address"),
            ("move", MOVE, "from_day", "the day it is expected from"),
            ("other-school", SCHOOL, "school_name", "the name of the other school"),
            ("other-school", SCHOOL, "from_day", "first attended or is due to start"),
        ],
    )
    def test_is_refused_without_any_one_of_its_contents(self, officer, entry, of, sent, left_out, says):
        less = {name: value for name, value in sent.items() if not name.startswith(left_out)}
        page = officer.post(f"{entry}notify/{of}/", less)
        assert page.status_code == 422
        assert says in page.content.decode()
        assert not AdmissionEntry.objects.filter(kind="notified").exists()

    def test_is_refused_in_a_manner_that_is_none(self, officer, entry):
        assert officer.post(f"{entry}notify/move/", MOVE | {"manner": "registered"}).status_code == 422
        assert not AdmissionEntry.objects.filter(kind="notified").exists()

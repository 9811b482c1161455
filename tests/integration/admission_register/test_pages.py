"""The pages of the roll and of a pupil: how many statements, who is noted, what is kept from whom."""

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import Viewing
from onroll.service.audit.models import Event
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import a_group, a_school
from tests.factories.pupil_years import enter_year
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db

TODAY = dt.date(2027, 3, 12)


@pytest.fixture
def today(monkeypatch):
    offset = at(10, on=TODAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


@pytest.fixture
def school(today):
    return a_school()


@pytest.fixture
def pupil_id(school):
    done = admitted(school, group_id=a_group(school).pk, year_group="5")
    enter_year(school, done.pupil_id, last_day=TODAY)
    return done.pupil_id


def signed_in(role, school, **fields):
    client = Client()
    client.force_login(a_user(role, school=school, **fields))
    return client


class TestThePupilPage:
    def test_takes_few_statements_with_the_whole_year(self, school, pupil_id):
        client = signed_in("head", school)
        client.get(f"/schools/{school.pk}/pupils/{pupil_id}/")
        with Statements() as statements:
            page = client.get(f"/schools/{school.pk}/pupils/{pupil_id}/")
        assert page.status_code == 200
        # Seven of them read what was done about absences: calls, reasons, steps, leave, messages, questions, answers.
        assert len(statements.counted) <= 25

    def test_notes_who_looked(self, school, pupil_id):
        signed_in("head", school).get(f"/schools/{school.pk}/pupils/{pupil_id}/")
        assert Viewing.objects.filter(pupil_id=pupil_id, page="pupil").count() == 1

    def test_is_not_there_for_a_pupil_of_another_school(self, school, pupil_id):
        other = a_school("Elsewhere")
        assert signed_in("head", other).get(f"/schools/{other.pk}/pupils/{pupil_id}/").status_code == 404

    def test_is_refused_to_the_teacher_of_another_group(self, school, pupil_id):
        elm = a_group(school, "5 Elm")
        client = signed_in("teacher", None, group=elm)
        assert client.get(f"/schools/{school.pk}/pupils/{pupil_id}/").status_code == 403
        assert Viewing.objects.count() == 0

    def test_shows_a_year_before_the_pupil_came_as_the_last_one(self, school, pupil_id):
        page = signed_in("head", school).get(f"/schools/{school.pk}/pupils/{pupil_id}/?year=1999")
        assert page.status_code == 200

    @pytest.mark.parametrize("figure", ["attendance", "authorised", "unauthorised", "absence"])
    def test_opens_every_figure(self, school, pupil_id, figure):
        page = signed_in("head", school).get(f"/schools/{school.pk}/pupils/{pupil_id}/figures/{figure}/")
        assert page.status_code == 200

    def test_has_no_other_figure(self, school, pupil_id):
        address = f"/schools/{school.pk}/pupils/{pupil_id}/figures/luck/"
        assert signed_in("head", school).get(address).status_code == 404


class TestFormerNames:
    @pytest.fixture
    def renamed(self, school):
        return admitted(school, "Begum", "Amina Noor", former_names=(("Khan", "Amina", dt.date(2026, 3, 3)),))

    @pytest.mark.parametrize(
        "address",
        ["roll/{enrolment}/", "roll/{enrolment}/print/", "pupils/{pupil}/", "pupils/{pupil}/print/"],
    )
    def test_stand_by_the_name(self, school, renamed, address):
        client = signed_in("attendance_officer", school)
        at_page = address.format(enrolment=renamed.enrolment_id, pupil=renamed.pupil_id)
        page = client.get(f"/schools/{school.pk}/{at_page}").content.decode()
        assert "ormerly Amina Khan, until 3 March 2026" in page

    def test_are_kept_from_those_who_do_not_see_the_register(self, school):
        oak = a_group(school)
        done = admitted(school, group_id=oak.pk, former_names=(("Khan", "Amina", dt.date(2026, 3, 3)),))
        page = signed_in("teacher", None, group=oak).get(f"/schools/{school.pk}/pupils/{done.pupil_id}/")
        assert page.status_code == 200
        assert "Khan" not in page.content.decode()


class TestTheListOfPupils:
    def test_is_narrowed_to_a_teachers_groups(self, school, pupil_id):
        elm = a_group(school, "5 Elm")
        admitted(school, "Okafor", "Ada", group_id=elm.pk)
        page = signed_in("teacher", None, group=elm).get(f"/schools/{school.pk}/pupils/").content.decode()
        assert "Ada Okafor" in page
        assert "Amina Begum" not in page


class TestCopiesOfTheRegister:
    @pytest.mark.parametrize(
        ("address", "kind"), [("register.csv", "csv"), ("register.xlsx", "xlsx"), ("print/", "print")]
    )
    def test_are_put_on_record(self, school, pupil_id, address, kind):
        answer = signed_in("attendance_officer", school).get(f"/schools/{school.pk}/roll/{address}")
        assert answer.status_code == 200
        event = Event.objects.get(name="roll.register.exported")
        assert (event.details["kind"], event.details["pupils"]) == (kind, 1)
        assert "no-store" in answer.headers["Cache-Control"]

    def test_are_refused_to_a_role_that_may_not_take_one(self, school, pupil_id):
        assert signed_in("senco", school).get(f"/schools/{school.pk}/roll/register.csv").status_code == 403

    def test_say_what_the_register_said_that_day(self, school, pupil_id):
        client = signed_in("attendance_officer", school)
        before = client.get(f"/schools/{school.pk}/roll/register.csv?as_at=2026-08-31").content.decode(
            "utf-8-sig"
        )
        after = client.get(f"/schools/{school.pk}/roll/register.csv?as_at=2026-09-01").content.decode(
            "utf-8-sig"
        )
        assert (len(before.splitlines()), len(after.splitlines())) == (1, 2)

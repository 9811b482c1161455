"""Reading what was done, and who looked at whom."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from onroll.service.access.actions import record_viewing
from onroll.service.access.models import Viewing
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.actions import record_event
from onroll.service.audit.queries import Sought, events_of_school, viewings_of_school
from tests.factories.access import a_user
from tests.factories.organisations import a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)


@pytest.fixture
def school():
    return a_school(meets=False)


@pytest.fixture
def officer(school):
    return an_actor("data_protection_officer", school)


@pytest.fixture
def pupil(school):
    return a_pupil_on_roll(school)


def deed(school, pupil, name="roll.pupil.admitted", **details):
    record_event(
        name, by=an_actor("head", school, name="Ms R. Adeyemi"), now=NOW, school_id=school.pk, subject_type="pupil",
        subject_id=pupil.pk, **details,
    )  # fmt: skip


class TestWhatWasDone:
    def test_reads_as_a_sentence_with_the_pupils_name_and_the_day_in_full(self, school, officer, pupil):
        deed(school, pupil, starting_day="2026-09-01")

        (line,) = events_of_school(officer.scope, school_id=school.pk, sought=Sought()).lines
        assert (line.who, line.role) == ("Ms R. Adeyemi", "Head teacher")
        assert line.what == "admitted Amina Begum, starting on 1 September 2026"

    @pytest.mark.parametrize(
        ("last_day", "days"),
        [("2026-11-20", "on 20 November 2026"), ("2026-11-23", "from 20 November 2026 to 23 November 2026")],
    )
    def test_tells_of_one_day_once(self, school, officer, pupil, last_day, days):
        deed(school, pupil, name="absences.reason.noted", first_day="2026-11-20", last_day=last_day)

        (line,) = events_of_school(officer.scope, school_id=school.pk, sought=Sought()).lines
        assert line.what == f"noted a reason for the absence of Amina Begum {days}"

    def test_of_an_event_without_a_sentence_is_told_as_it_is(self, school, officer, pupil):
        deed(school, pupil, name="roll.something.done")

        (line,) = events_of_school(officer.scope, school_id=school.pk, sought=Sought()).lines
        assert line.what == "did “roll something done”"

    @pytest.mark.parametrize(
        ("sought", "found"),
        [
            (Sought(), 1),
            (Sought(who="adeyemi"), 1),
            (Sought(who="malik"), 0),
            (Sought(area="roll"), 1),
            (Sought(area="people"), 0),
            (Sought(first_day=dt.date(2026, 11, 20), last_day=dt.date(2026, 11, 20)), 1),
            (Sought(first_day=dt.date(2026, 11, 21)), 0),
            (Sought(last_day=dt.date(2026, 11, 19)), 0),
        ],
    )
    def test_is_narrowed_by_who_about_what_and_when(self, school, officer, pupil, sought, found):
        deed(school, pupil, starting_day="2026-09-01")

        assert events_of_school(officer.scope, school_id=school.pk, sought=sought).count == found

    def test_is_read_by_the_roles_that_answer_for_personal_data_alone(self, school):
        with pytest.raises(OutOfScope):
            events_of_school(
                an_actor("attendance_officer", school).scope, school_id=school.pk, sought=Sought()
            )

    def test_stacks_on_a_phone_and_hides_nothing_to_the_side(self, client, school, pupil):
        deed(school, pupil)
        client.force_login(a_user("data_protection_officer", school=school))
        page = client.get(f"/schools/{school.pk}/audit/").content.decode()
        assert 'class="govuk-table audit onroll-stacks"' in page
        assert "onroll-scroll" not in page

    def test_comes_as_a_file_a_spreadsheet_takes_for_words(self, client, school, pupil):
        record_event(
            "roll.something.done", by=an_actor("head", school, name="=1+1"), now=NOW, school_id=school.pk,
            subject_type="pupil", subject_id=pupil.pk,
        )  # fmt: skip
        client.force_login(a_user("head", school=school))

        answer = client.get(f"/schools/{school.pk}/audit/file/")

        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert ",'=1+1," in answer.text


class TestWhoLookedAtWhom:
    def test_is_noted_when_a_family_is_opened(self, client, school, pupil):
        client.force_login(a_user("attendance_officer", school=school, name="Mx O. Example"))

        client.get(f"/schools/{school.pk}/people/pupils/{pupil.pk}/")

        looked = Viewing.objects.get()
        assert (looked.user_name, looked.role, looked.pupil_id, looked.page) == (
            "Mx O. Example", "attendance_officer", pupil.pk, "family",
        )  # fmt: skip

    def test_is_read_with_the_pupils_name(self, school, officer, pupil):
        record_viewing(
            by=an_actor("head", school), school_id=school.pk, pupil_id=pupil.pk, page="pupil", now=NOW
        )

        (line,) = viewings_of_school(
            officer.scope, school_id=school.pk, sought=Sought(pupil_id=pupil.pk)
        ).lines
        assert line.what == "looked at Amina Begum: pupil"

    def test_cannot_be_changed_or_taken_away(self, school, pupil):
        record_viewing(
            by=an_actor("head", school), school_id=school.pk, pupil_id=pupil.pk, page="pupil", now=NOW
        )

        for change in (lambda: Viewing.objects.update(page="x"), lambda: Viewing.objects.all().delete()):
            with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
                change()

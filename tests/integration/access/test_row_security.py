"""PostgreSQL's second lock: another school's rows are not there, even to SQL by hand."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from onroll.service.access import row_security
from onroll.service.admission_register.models import Enrolment
from onroll.service.audit.models import Event
from onroll.service.people.models import Parent, Pupil, PupilMarker, Relationship
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import a_pupil, a_pupil_on_roll


@pytest.mark.one_database
class TestTheListOfTables:
    def test_names_every_table_with_a_schools_rows(self):
        tables = {
            model._meta.db_table
            for model in apps.get_models()
            if any(field.column == "school_id" for field in model._meta.concrete_fields)
        }

        assert tables <= row_security.PROTECTED.keys() | row_security.OPEN.keys()

    def test_names_every_table_that_hangs_on_a_pupil_or_a_parent(self):
        hanging = {
            model._meta.db_table
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.column in ("pupil_id", "parent_id")
        }

        assert hanging <= row_security.PROTECTED.keys()

    def test_names_no_table_that_is_not_there(self):
        tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

        assert row_security.PROTECTED.keys() | row_security.OPEN.keys() <= tables


@pytest.fixture
def ours(db):
    return a_school("Broadmere Primary School", meets=False)


@pytest.fixture
def theirs(db, ours):
    return a_school("Wenlow Junior School", meets=False)


@pytest.fixture
def limited(ours):
    """Give a way to see what a person of our school sees; the setting is lifted afterwards."""
    yield lambda: row_security.limit_to([ours.pk])
    row_security.lift()


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.postgres
@pytest.mark.django_db
class TestRowsOfAnotherSchool:
    def test_are_not_there_to_sql_by_hand(self, ours, theirs, limited):
        a_pupil_on_roll(ours, a_group(ours))
        a_pupil_on_roll(theirs, a_group(theirs))

        limited()

        assert count("admission_register_enrolment") == 1
        assert count("people_pupil") == 1
        assert count("people_registrationgroupmembership") == 1
        assert count("people_yeargroupmembership") == 1

    def test_are_not_there_where_nothing_is_set(self, ours, theirs):
        a_pupil_on_roll(ours, a_group(ours))

        row_security.limit_to([])

        assert count("admission_register_enrolment") == 0
        assert count("people_pupil") == 0
        row_security.lift()

    def test_are_all_there_to_the_service(self, ours, theirs):
        a_pupil_on_roll(ours)
        a_pupil_on_roll(theirs)

        assert count("people_pupil") == 2

    def test_cannot_be_written(self, ours, theirs, limited):
        pupil = a_pupil_on_roll(ours)
        limited()

        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Enrolment.objects.create(school=theirs, pupil=pupil, starting_day=FIRST_DAY)

    def test_cannot_be_changed(self, ours, theirs, limited):
        theirs_alone = a_pupil_on_roll(theirs)
        limited()

        assert Pupil.objects.filter(pk=theirs_alone.pk).update(legal_surname="Changed") == 0

    def test_of_parents_and_markers_go_with_the_pupil(self, ours, theirs, limited):
        for school in (ours, theirs):
            pupil = a_pupil_on_roll(school)
            parent = Parent.objects.create(surname="Okafor")
            Relationship.objects.create(
                pupil=pupil, parent=parent, relationship="Mother", first_day=FIRST_DAY
            )
            parent.contact_details.create(kind="mobile", value="07700 900123", first_day=FIRST_DAY)
            PupilMarker.objects.create(pupil=pupil, kind="fsm", first_day=FIRST_DAY)

        limited()

        assert count("people_parent") == 1
        assert count("people_relationship") == 1
        assert count("people_contactdetail") == 1
        assert count("people_pupilmarker") == 1

    def test_of_a_pupil_at_both_schools_are_each_schools_own(self, ours, theirs, limited):
        pupil = a_pupil_on_roll(ours)
        Enrolment.objects.create(
            school=theirs, pupil=pupil, starting_day=FIRST_DAY, registration="subsidiary"
        )

        limited()

        assert count("people_pupil") == 1
        assert count("admission_register_enrolment") == 1

    def test_do_not_stop_a_child_being_admitted(self, ours, limited):
        limited()

        pupil = a_pupil()
        PupilMarker.objects.create(pupil=pupil, kind="fsm", first_day=FIRST_DAY)
        parent = Parent.objects.create(surname="Okafor")
        Relationship.objects.create(pupil=pupil, parent=parent, relationship="Mother", first_day=FIRST_DAY)
        Enrolment.objects.create(school=ours, pupil=pupil, starting_day=FIRST_DAY)

        assert count("people_pupil") == 1

    def test_do_not_hide_events_of_no_school(self, ours, limited):
        limited()

        Event.objects.create(
            at=dt.datetime(2026, 9, 10, tzinfo=dt.UTC), name="access.link.used", actor_name="A", actor_role="head",
            subject_type="user",
        )  # fmt: skip

        assert count("audit_event") == 1

    def test_may_be_looked_for_by_an_action_that_must(self, ours, theirs, limited):
        a_pupil_on_roll(theirs)
        limited()

        with row_security.over_every_school():
            assert count("people_pupil") == 1
        assert count("people_pupil") == 0


@pytest.mark.postgres
@pytest.mark.django_db
class TestEveryListedTable:
    def test_has_the_lock_on_and_its_owner_bound_by_it(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
                "WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'of_schools_in_reach'"
            )
            locked = {name for (name,) in cursor.fetchall()}

        assert locked == row_security.PROTECTED.keys()

    def test_binds_the_role_the_application_connects_as(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (False,)


@pytest.mark.postgres
@pytest.mark.django_db
class TestAWebProcess:
    def test_connects_with_no_school_at_all(self, monkeypatch):
        from django.db import connections

        monkeypatch.setitem(connections.settings["default"], "OPTIONS", {})

        row_security.close_by_default()

        assert connections.settings["default"]["OPTIONS"]["options"] == "-c app.schools="

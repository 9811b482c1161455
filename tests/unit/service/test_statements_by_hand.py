"""Statements written by hand: rows become the model's instances, and a plan kept shows nobody another school's rows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from onroll.service.access import row_security
from onroll.service.hand_written import among, columns_of, instances, prepared_cursor
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.people.models import Pupil
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll

pytestmark = pytest.mark.django_db


def schools(*ids: int, extra: str = "") -> list[School]:
    one_of_them, values = among(ids)
    sql = f"SELECT {columns_of(School)}{extra} FROM organisations_school WHERE id {one_of_them} ORDER BY id"
    return instances(School, sql, values)


class TestInstances:
    def test_are_what_the_orm_would_have_made(self):
        school = a_school()
        (found,) = schools(school.pk)
        assert {f.attname: getattr(found, f.attname) for f in School._meta.concrete_fields} == {
            f.attname: getattr(school, f.attname) for f in School._meta.concrete_fields
        }

    def test_hold_days_and_times_as_such_on_either_database(self):
        made = SchoolSession.objects.filter(school=a_school(), kind="school").earliest("date", "session")
        sql = f"SELECT {columns_of(SchoolSession)} FROM organisations_schoolsession WHERE id = %s"
        (found,) = instances(SchoolSession, sql, [made.pk])
        assert (found.date, found.starts_at) == (made.date, made.starts_at)
        assert (type(found.date), type(found.starts_at)) == (dt.date, dt.time)

    def test_take_columns_in_any_order_and_leave_the_rest_to_be_asked_for(self):
        pupil = a_pupil_on_roll(school := a_school(), a_group(school), "Amina", "Begum")
        sql = "SELECT legal_surname, id FROM people_pupil WHERE id = %s"
        (found,) = instances(Pupil, sql, [pupil.pk])
        assert (found.pk, found.legal_surname) == (pupil.pk, "Begum")
        assert "born" in found.get_deferred_fields()

    def test_carry_a_column_that_is_no_field_beside_the_others(self):
        (found,) = schools(a_school().pk, extra=", 7 AS lucky")
        assert found.lucky == 7  # type: ignore[attr-defined]

    def test_are_none_where_no_row_is(self):
        assert schools() == []


@pytest.mark.postgres
class TestAPlanThatIsKept:
    def test_shows_only_the_schools_that_the_connection_may_see_now(self):
        mine, theirs = a_school(), a_school()
        a_pupil_on_roll(mine, a_group(mine), "Amina", "Begum")
        a_pupil_on_roll(theirs, a_group(theirs), "Callum", "Eyre")
        seen = []
        for school in (mine, theirs, mine, theirs, mine, theirs, mine, theirs):
            row_security.limit_to([school.pk])
            with prepared_cursor() as cursor:
                cursor.execute("SELECT school_id FROM admission_register_enrolment WHERE id > %s", [0])
                seen.append(cursor.fetchall() == [(school.pk,)])
        row_security.lift()
        assert seen == [True] * 8
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%enrolment%'")
            assert cursor.fetchone() == (1,)

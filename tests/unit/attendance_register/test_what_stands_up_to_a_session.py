"""What a register's page is given of its pupils: the entry that stands in it, and the codes of the sessions before."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from onroll.service.attendance_register.queries.register_statements import entries_up_to
from tests.factories.moments import MONDAY, at

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)
MORNING, AFTERNOON, NEXT_MORNING = (MONDAY, "AM"), (MONDAY, "PM"), (TUESDAY, "AM")


@pytest.fixture
def monday_and_tuesday(oak):
    oak.take("/", "N")
    oak.take("\\", "I", session="PM", now=at(13, 5))
    oak.take("/", date=TUESDAY)
    return oak


def upto(oak, place=NEXT_MORNING):
    ids = [oak.amina.pk, oak.callum.pk]
    return entries_up_to(oak.school.pk, ids, MONDAY, *place)


def iso(place):
    return (place[0].isoformat(), place[1])


class TestWhatStandsUpToASession:
    def test_is_each_pupils_code_in_each_session_before_it(self, monday_and_tuesday):
        before = upto(monday_and_tuesday).before
        assert {place: before[monday_and_tuesday.amina.pk][iso(place)] for place in (MORNING, AFTERNOON)} == {
            MORNING: "/",
            AFTERNOON: "\\",
        }
        assert before[monday_and_tuesday.callum.pk] == {iso(MORNING): "N", iso(AFTERNOON): "I"}

    def test_is_the_entry_in_it_with_its_number_and_nothing_where_there_is_none(self, monday_and_tuesday):
        here = upto(monday_and_tuesday).here
        assert here.keys() == {monday_and_tuesday.amina.pk}
        entry = here[monday_and_tuesday.amina.pk]
        assert (entry.code, entry.minutes_late, entry.note) == ("/", None, "")

    def test_is_the_amended_code_where_one_was_amended(self, monday_and_tuesday):
        monday_and_tuesday.amend(monday_and_tuesday.callum, "I")
        assert upto(monday_and_tuesday).before[monday_and_tuesday.callum.pk][iso(MORNING)] == "I"

    def test_knows_the_entry_of_a_session_already_held_by_that_session(self, monday_and_tuesday):
        here = upto(monday_and_tuesday, AFTERNOON).here
        assert {pupil: entry.code for pupil, entry in here.items()} == {
            monday_and_tuesday.amina.pk: "\\",
            monday_and_tuesday.callum.pk: "I",
        }

    def test_is_nothing_of_nobody(self, monday_and_tuesday):
        found = entries_up_to(monday_and_tuesday.school.pk, [], MONDAY, *NEXT_MORNING)
        assert (found.here, found.before) == ({}, {})

    @pytest.mark.postgres
    def test_is_read_as_a_row_a_pupil_and_not_as_a_row_a_session(self, monday_and_tuesday):
        rows = []

        def count(execute, sql, values, many, context):
            answer = execute(sql, values, many, context)
            rows.append(context["cursor"].rowcount)
            return answer

        with connection.execute_wrapper(count):
            upto(monday_and_tuesday)
        assert rows == [2 + 1]  # two pupils with a past, and one entry in the session itself

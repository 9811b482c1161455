"""Deleting a name (regulation 9): on a ground, with what shows it, and never in the past."""

import datetime as dt

import pytest

from onroll.service.access.scope import Scope
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.amending import AmendmentRefused, amend_admission_entry
from onroll.service.admission_register.actions.deleting import (
    NoGroundForDeletion,
    delete_from_roll,
    withdraw_admission,
)
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.queries.register import register_as_at
from onroll.service.admission_register.queries.roll import Standing, roll_on, search_roll
from tests.factories.admissions import admitted
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 9)
EVERYTHING = Scope.everything()


@pytest.fixture
def school():
    return a_school()


@pytest.fixture
def delete(school):
    def delete(enrolment_id, ground="f", *, evidence="Letter of 2 November, in the file", **fields):
        return delete_from_roll(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            ground=ground,
            evidence=evidence,
            by=an_actor("head", school),
            now=at(15, on=TODAY),
            **fields,
        )

    return delete


def fields_of(refused):
    return [field for field, _, _ in refused.value.faults]


class TestDeleting:
    def test_keeps_the_entry_and_takes_the_pupil_off_the_roll_from_tomorrow(self, school, delete):
        done = admitted(school, group_id=a_group(school).pk, year_group="5")
        delete(done.enrolment_id)
        assert len(roll_on(EVERYTHING, school_id=school.pk, on=TODAY)) == 1
        assert roll_on(EVERYTHING, school_id=school.pk, on=TODAY + dt.timedelta(days=1)) == []
        entry = AdmissionEntry.objects.get(kind="deleted")
        assert entry.contents["deletion"]["ground"] == "f"

    def test_ends_the_group_and_year_and_shows_them_for_one_who_left(self, school, delete):
        done = admitted(school, group_id=a_group(school).pk, year_group="5")
        delete(done.enrolment_id)
        left = search_roll(EVERYTHING, school_id=school.pk, on=dt.date(2026, 12, 1), standing=Standing.LEFT)
        assert [(row.year_group, row.group, row.last_day) for row in left] == [("5", "5 Oak", TODAY)]

    def test_is_refused_on_an_unknown_ground(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion, match="ground of regulation 9"):
            delete(done.enrolment_id, "z")

    def test_is_refused_on_a_ground_for_another_age(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion, match="not of compulsory school age"):
            delete(done.enrolment_id, "ceased")

    def test_of_a_nursery_child_takes_a_ground_of_9_3(self, school, delete):
        done = admitted(school, born=dt.date(2023, 1, 1))
        assert delete(done.enrolment_id, "ceased").contents["deletion"]["ground"] == "ceased"

    def test_is_never_retrospective(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(done.enrolment_id, last_day=TODAY - dt.timedelta(days=1))
        assert fields_of(refused) == ["last_day"]

    def test_is_never_ahead_of_its_day(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion):
            delete(done.enrolment_id, last_day=TODAY + dt.timedelta(days=1))

    def test_needs_what_shows_the_ground(self, school, delete):
        done = admitted(school)
        with pytest.raises(NoGroundForDeletion) as refused:
            delete(done.enrolment_id, evidence="")
        assert fields_of(refused) == ["evidence"]

    def test_happens_once(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        with pytest.raises(NoGroundForDeletion, match="already"):
            delete(done.enrolment_id)

    def test_leaves_the_register_as_it_stood_the_day_before(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        before = register_as_at(EVERYTHING, school_id=school.pk, as_at=TODAY - dt.timedelta(days=1))
        assert [record.said.get("deletion") for record in before] == [None]


class TestADeletionMadeByMistake:
    def put_back(self, school, enrolment_id):
        return amend_admission_entry(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            change=changes.DeletionMistaken(),
            reason="The wrong twin was deleted",
            by=an_actor("head", school),
            now=at(9, on=dt.date(2026, 11, 11)),
        )

    def test_is_put_right_by_an_amendment_that_keeps_it(self, school, delete):
        group = a_group(school)
        done = admitted(school, group_id=group.pk, year_group="5")
        delete(done.enrolment_id)
        entry = self.put_back(school, done.enrolment_id)
        assert entry.original["deletion"]["ground"] == "f"
        (row,) = roll_on(EVERYTHING, school_id=school.pk, on=dt.date(2026, 11, 11))
        assert (row.group, row.year_group) == ("5 Oak", "5")

    def test_leaves_what_the_register_said_between_readable(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        self.put_back(school, done.enrolment_id)
        assert register_as_at(EVERYTHING, school_id=school.pk, as_at=dt.date(2026, 11, 10)) == []
        assert len(register_as_at(EVERYTHING, school_id=school.pk, as_at=dt.date(2026, 11, 11))) == 1

    def test_cannot_be_put_right_once_the_pupil_was_admitted_again(self, school, delete):
        done = admitted(school)
        delete(done.enrolment_id)
        admitted(school, pupil_id=done.pupil_id, starting_day=TODAY + dt.timedelta(days=1))
        with pytest.raises(AmendmentRefused, match="overlap"):
            self.put_back(school, done.enrolment_id)

    def test_is_no_deletion_where_the_name_stands(self, school):
        done = admitted(school)
        with pytest.raises(AmendmentRefused, match="not deleted"):
            self.put_back(school, done.enrolment_id)


class TestWithdrawingAnAdmission:
    def test_puts_the_pupil_on_roll_on_no_day(self, school):
        later = dt.date(2026, 11, 16)
        done = admitted(school, starting_day=later)
        withdraw_admission(
            school_id=school.pk,
            enrolment_id=done.enrolment_id,
            reason="Went to another school",
            by=an_actor("head", school),
            now=at(9, on=TODAY),
        )
        assert roll_on(EVERYTHING, school_id=school.pk, on=later) == []
        assert register_as_at(EVERYTHING, school_id=school.pk, as_at=later) == []

    def test_lets_the_pupil_be_admitted_for_the_same_day_after_all(self, school):
        later = dt.date(2026, 11, 16)
        done = admitted(school, starting_day=later)
        withdraw_admission(
            school_id=school.pk,
            enrolment_id=done.enrolment_id,
            reason="Went to another school",
            by=an_actor("head", school),
            now=at(9, on=TODAY),
        )
        again = admitted(school, pupil_id=done.pupil_id, starting_day=later, now=at(9, on=TODAY))
        assert Enrolment.objects.get(pk=again.enrolment_id).last_day is None

    def test_is_refused_once_the_starting_day_has_come(self, school):
        done = admitted(school, starting_day=FIRST_DAY)
        with pytest.raises(NoGroundForDeletion, match="on the register"):
            withdraw_admission(
                school_id=school.pk,
                enrolment_id=done.enrolment_id,
                reason="Went to another school",
                by=an_actor("head", school),
                now=at(9, on=TODAY),
            )

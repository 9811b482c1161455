"""Ids are only numbers: one of another school's, sent by hand, reaches nothing, whoever sends it."""

import datetime as dt

import pytest

from onroll.service.admission_register.actions.admitting import AdmissionRefused, admit_pupil
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.arriving import record_arrival
from onroll.service.attendance_register.actions.bulk_editing import BulkEdit, preview_bulk_edit
from onroll.service.attendance_register.actions.closing_school import close_school, withdraw_closure
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan
from onroll.service.attendance_register.actions.refusals import (
    ClosureRefused,
    NoSuchGroup,
    PlanRefused,
)
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, Closure, Submission
from onroll.service.people.models import Pupil
from tests.factories.admissions import a_parent_given, admitted, an_admission
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db
NOW = at(8, 50, on=MONDAY)
CLOSURE = {"first_day": MONDAY, "last_day": MONDAY, "session": "", "is_planned": False, "code": "Y4"}


class Two:
    """A school with an officer and a class, and another school with a class and a pupil of its own."""

    def __init__(self) -> None:
        self.school, self.other = a_school(), a_school("Wenlow Junior School")
        self.group, self.their_group = a_group(self.school), a_group(self.other)
        self.pupil = a_pupil_on_roll(self.school, self.group, "Callum", "Eyre")
        self.theirs = a_pupil_on_roll(self.other, self.their_group, "Amina", "Begum")
        self.officer = an_actor("attendance_officer", self.school)
        self.head = an_actor("head", self.school)
        self.their_head = an_actor("head", self.other)


@pytest.fixture
def two() -> Two:
    return Two()


class TestAPupilOfAnotherSchool:
    def test_is_not_marked_in_a_register(self, two):
        with pytest.raises(RegisterRefused):
            take_register(
                school_id=two.school.pk, group_id=two.group.pk, date=MONDAY, session="AM",
                marks=[MarkGiven(two.theirs.pk, "/")], finished=False, key=None, by=two.officer, now=NOW,
            )  # fmt: skip
        assert not AttendanceEntry.objects.exists()

    def test_has_no_entry_amended(self, two):
        with pytest.raises(RegisterRefused):
            amend_entry(
                school_id=two.school.pk, pupil_id=two.theirs.pk, date=MONDAY, session="AM", code="I",
                reason="Rang in", by=two.officer, now=NOW,
            )  # fmt: skip

    def test_does_not_arrive(self, two):
        with pytest.raises(RegisterRefused):
            record_arrival(
                school_id=two.school.pk, pupil_id=two.theirs.pk, arrived_at=NOW, by=two.officer, now=NOW
            )

    def test_is_not_planned_for(self, two):
        with pytest.raises(PlanRefused):
            make_plan(
                school_id=two.school.pk, pupil_id=two.theirs.pk, kind="leave", code="C", first_day=MONDAY,
                last_day=MONDAY, by=two.officer, now=NOW,
            )  # fmt: skip

    def test_is_in_no_bulk_edit(self, two):
        edit = BulkEdit((two.theirs.pk,), MONDAY, MONDAY, "AM", frozenset({""}), "I", reason="Rang in")
        assert preview_bulk_edit(two.officer.scope, school_id=two.school.pk, edit=edit, now=NOW).changes == ()

    def test_is_not_admitted_by_number(self, two):
        with pytest.raises(AdmissionRefused) as refused:
            admit_pupil(
                school_id=two.school.pk, admission=an_admission(pupil_id=two.theirs.pk), by=two.head, now=NOW
            )
        assert {fault.name for fault in refused.value.faults} == {"child_unknown"}
        assert Pupil.objects.get(pk=two.theirs.pk).enrolments.count() == 1


class TestAParentOfAnotherSchool:
    def test_is_not_made_this_pupils_by_number(self, two):
        (parent_id,) = admitted(two.other).parent_ids
        admission = an_admission(
            "Eyre", "Rhys", is_new_child=True, parents=(a_parent_given(parent_id=parent_id),)
        )
        with pytest.raises(AdmissionRefused) as refused:
            admit_pupil(school_id=two.school.pk, admission=admission, by=two.head, now=NOW)
        assert {fault.name for fault in refused.value.faults} == {"parent_unknown"}

    def test_is_for_someone_whose_roles_reach_both(self, two):
        (parent_id,) = admitted(two.school).parent_ids
        admission = an_admission(
            "Begum", "Idris", born=dt.date(2019, 1, 9), is_new_child=True,
            parents=(a_parent_given(parent_id=parent_id),),
        )  # fmt: skip
        done = admit_pupil(school_id=two.school.pk, admission=admission, by=two.head, now=NOW)
        assert done.parent_ids == (parent_id,)


class TestAGroupOfAnotherSchool:
    def test_is_not_closed(self, two):
        with pytest.raises(ClosureRefused, match="not this school's"):
            close_school(
                school_id=two.school.pk, group_ids=[two.their_group.pk], reason="No heating",
                by=two.officer, now=NOW, **{**CLOSURE, "code": "Y3"},
            )  # fmt: skip
        assert not Closure.objects.exists()

    def test_has_no_register_finished(self, two):
        with pytest.raises(NoSuchGroup):
            take_register(
                school_id=two.school.pk, group_id=two.their_group.pk, date=MONDAY, session="AM", marks=[],
                finished=True, key=None, by=two.officer, now=NOW,
            )  # fmt: skip
        assert not Submission.objects.exists()

    def test_takes_in_nobody_admitted_here(self, two):
        with pytest.raises(AdmissionRefused):
            admit_pupil(
                school_id=two.school.pk,
                admission=an_admission(is_new_child=True, group_id=two.their_group.pk),
                by=two.head,
                now=NOW,
            )


class TestWhatAnotherSchoolMade:
    def test_a_closure_is_not_withdrawn(self, two):
        closure = close_school(
            school_id=two.other.pk, group_ids=[], reason="No heating", by=two.their_head, now=NOW, **CLOSURE
        )
        with pytest.raises(ClosureRefused):
            withdraw_closure(school_id=two.school.pk, closure_id=closure.pk, by=two.head, now=NOW)

    def test_a_plan_is_not_cancelled(self, two):
        plan = make_plan(
            school_id=two.other.pk, pupil_id=two.theirs.pk, kind="leave", code="C", first_day=MONDAY,
            last_day=MONDAY, by=two.their_head, now=NOW,
        )  # fmt: skip
        with pytest.raises(PlanRefused):
            cancel_plan(school_id=two.school.pk, plan_id=plan.pk, by=two.head, now=NOW)

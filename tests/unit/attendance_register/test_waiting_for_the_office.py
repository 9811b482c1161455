"""What only the office may enter waits for the office, and holds nobody up who takes a register."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.actions.refusals import RegisterHasGaps
from onroll.service.attendance_register.checks import CheckFacts
from onroll.service.attendance_register.checks.blank_entries import blank_entries
from onroll.service.attendance_register.models import Plan, Submission
from onroll.service.attendance_register.queries.board import board
from onroll.service.attendance_register.status import RegisterState
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing.plans_not_entered import plans_not_entered
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_class() -> AClass:
    """5 Oak on a Monday: detention, which only the office enters, is planned for Amina's morning."""
    made = AClass()
    a_plan(made, made.amina, "Y5")
    return made


def a_plan(a_class: AClass, pupil, code: str) -> Plan:
    return Plan.objects.create(
        school=a_class.school,
        pupil=pupil,
        kind="leave",
        code=code,
        first_day=MONDAY,
        last_day=MONDAY,
        session="AM",
        made_at=at(8),
        made_by_name="Mrs A. Example",
    )


def row_of(a_class: AClass, now: dt.datetime):
    (row,) = board(a_class.officer.scope, school_id=a_class.school.pk, date=MONDAY, session="AM", now=now)
    return row


class TestATeacher:
    def test_finishes_a_register_without_the_pupil_the_office_enters(self, a_class):
        a_class.take("", "/", finished=True)
        assert Submission.objects.get().finished
        assert a_class.code(a_class.amina) is None

    def test_is_still_asked_for_everybody_else(self, a_class):
        with pytest.raises(RegisterHasGaps) as refusal:
            a_class.take("", "", finished=True)
        assert refusal.value.pupil_ids == [a_class.callum.pk]

    def test_is_asked_for_a_planned_code_that_is_the_teachers_own_to_enter(self, a_class):
        a_plan(a_class, a_class.callum, "C")
        with pytest.raises(RegisterHasGaps) as refusal:
            a_class.take(finished=True)
        assert refusal.value.pupil_ids == [a_class.callum.pk]

    def test_may_say_that_the_pupil_came_after_all(self, a_class):
        a_class.take("/", "/", finished=True)
        assert row_of(a_class, at(9)).waiting == 0


class TestTheOffice:
    def test_does_not_finish_a_register_over_what_is_its_own_to_enter(self, a_class):
        with pytest.raises(RegisterHasGaps):
            a_class.take("", "/", finished=True, by=a_class.officer)

    def test_sees_the_register_taken_and_who_waits(self, a_class):
        assert row_of(a_class, at(8, 50)).state is RegisterState.NOT_STARTED
        a_class.take("", "/", finished=True)
        row = row_of(a_class, at(8, 55))
        assert (row.state, row.entered, row.expected, row.waiting) == (RegisterState.TAKEN, 1, 2, 1)

    def test_sees_a_register_part_done_once_the_plan_is_no_more(self, a_class):
        a_class.take("", "/")
        assert row_of(a_class, at(8, 55)).state is RegisterState.TAKEN
        Plan.objects.all().delete()
        assert row_of(a_class, at(8, 55)).state is RegisterState.PART

    def test_costs_the_board_one_statement_where_nobody_waits(self, a_class):
        Plan.objects.all().delete()
        with Statements() as statements:
            row_of(a_class, at(8, 55))
        assert sum("plan" in one for one in statements.counted) == 1

    def test_has_a_duty_once_the_register_has_closed_until_it_is_entered(self, a_class):
        a_class.take("", "/", finished=True)
        assert duties(a_class, at(9, 15)) == []
        (duty,) = duties(a_class, at(9, 16))
        assert (duty.title, duty.who) == ("1 planned absence to enter", "Attendance office")
        assert duty.why.endswith("still blank. 1 was left to the office.")
        a_class.take("Y5", "", now=at(9, 20), by=a_class.officer)
        assert duties(a_class, at(9, 25)) == []

    def test_finds_it_among_the_blank_entries_named_as_its_own(self, a_class):
        a_class.take("", "/", finished=True)
        facts = CheckFacts(a_class.school.pk, MONDAY, MONDAY, at(10))
        (finding,) = blank_entries(facts)
        assert finding.pupil_id == a_class.amina.pk
        assert finding.cure.startswith(
            "Waiting for the office: code Y5 was planned, and it is the office that"
        )

    def test_finds_any_other_blank_as_one_to_find_out_about(self, a_class):
        a_class.take("Y5", "", by=a_class.officer)
        (finding,) = blank_entries(CheckFacts(a_class.school.pk, MONDAY, MONDAY, at(10)))
        assert finding.cure == "Find out where the pupil was, and enter the code for it with the reason."


def duties(a_class: AClass, now: dt.datetime):
    return list(plans_not_entered(morning_of(a_class.officer.scope, school_id=a_class.school.pk, now=now)))

"""Leave of absence is given in advance, by the head, to whom the law lets it be given; and then the register expects it."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.leave_of_absence.actions.asking import withdraw_request
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll
from tests.integration.leave_of_absence.conftest import FIRST, LAST, AFamily

ONE_DAY = dt.timedelta(days=1)


class TestAskingForLeave:
    def test_is_for_all_the_children_at_once_and_kept_once(self, family: AFamily):
        first = family.ask(key="one")
        assert family.ask(key="one") == first
        assert [one.pupil for one in first.children.all()] == [family.amina, family.callum]

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"last_day": FIRST - ONE_DAY}, "ends before it starts"),
            ({"asked_on": MONDAY + ONE_DAY}, "cannot have been asked for after today"),
            ({"reason": " "}, "Write the reason given"),
            ({"pupil_ids": []}, "Choose at least one child"),
            ({"purpose": "holiday"}, "Choose what the leave is for"),
            ({"purpose": "part_time"}, "A part-time timetable is agreed and planned by itself"),
            ({"last_day": FIRST + dt.timedelta(days=200)}, "Check the years"),
            ({"parent_id": None}, "A pupil asks for themselves alone"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_nothing(self, family: AFamily, given, refusal):
        with pytest.raises(LeaveRefusal, match=refusal):
            family.ask(**given)
        assert not LeaveRequest.objects.exists()

    def test_is_for_children_of_whoever_asks(self, family: AFamily):
        with pytest.raises(LeaveRefusal, match="no parent of one of the children"):
            family.ask(parent_id=family.father.pk)

    def test_is_for_pupils_of_the_school(self, family: AFamily):
        left = a_pupil_on_roll(family.school, last_day=MONDAY)
        with pytest.raises(LeaveRefusal, match="not on this school"):
            family.ask(pupil_ids=[left.pk])


class TestGrantingLeave:
    def test_plans_it_in_the_register_under_its_code(self, family: AFamily):
        decision = family.decide(family.ask())
        plan = Plan.objects.get(pupil=family.amina)
        assert (plan.kind, plan.code, plan.first_day, plan.last_day) == ("leave", "C", FIRST, LAST)
        assert (decision.plan, decision.by_name, decision.by_role) == (plan, "Ms H. Example", "head")

    def test_is_the_heads_alone(self, family: AFamily):
        request = family.ask()
        with pytest.raises(OutOfScope):
            family.decide(request, by=family.officer)

    def test_may_still_happen_on_its_first_day_and_not_after_it(self, family: AFamily):
        request = family.ask()
        with pytest.raises(LeaveRefusal, match="cannot be given after the event"):
            family.decide(request, now=at(9, on=FIRST + ONE_DAY))
        assert family.decide(request, now=at(8, on=FIRST)).outcome == "granted"

    def test_asked_for_when_it_had_begun_may_be_of_the_days_to_come_alone(self, family: AFamily):
        request = family.ask(asked_on=MONDAY, first_day=MONDAY - ONE_DAY * 3, last_day=LAST)
        with pytest.raises(LeaveRefusal, match="Leave cannot be given after the event"):
            family.decide(request)
        assert family.decide(request, "part", first_day=FIRST, last_day=LAST).code == "C"

    def test_needs_a_parent_with_whom_the_pupil_lives(self, family: AFamily):
        request = family.ask(pupil_ids=[family.amina.pk], parent_id=family.father.pk)
        with pytest.raises(LeaveRefusal, match="not asked for by a parent the pupil normally lives with"):
            family.decide(request)
        assert family.decide(request, "refused").plan is None

    def test_for_a_performance_needs_the_licence(self, family: AFamily):
        request = family.ask(purpose="performance")
        with pytest.raises(LeaveRefusal, match="licence"):
            family.decide(request)
        assert family.decide(request, licensed=True).code == "C1"

    def test_in_part_is_of_days_asked_for_and_not_of_all(self, family: AFamily):
        request = family.ask()
        for days, refusal in (
            ({"first_day": FIRST, "last_day": LAST + ONE_DAY}, "Grant days among those asked for"),
            ({"first_day": FIRST, "last_day": LAST}, "Choose “Granted”"),
            ({}, "Give the first and the last day"),
        ):
            with pytest.raises(LeaveRefusal, match=refusal):
                family.decide(request, "part", **days)
        assert family.decide(request, "part", first_day=FIRST, last_day=FIRST).plan.last_day == FIRST

    def test_gives_way_to_no_plan_unless_it_counts_instead(self, family: AFamily):
        make_plan(
            school_id=family.school.pk, pupil_id=family.amina.pk, kind="visit", code="V", first_day=FIRST,
            last_day=FIRST, by=family.officer, now=at(8),
        )  # fmt: skip
        request = family.ask()
        with pytest.raises(PlansOverlap):
            family.decide(request)
        assert family.decide(request, counts_instead=True).plan is not None


class TestDecidingAgain:
    def test_ends_the_plan_of_the_decision_before_and_keeps_both(self, family: AFamily):
        request = family.ask()
        first = family.decide(request)
        second = family.decide(request, "refused", now=at(9, on=MONDAY + ONE_DAY * 2))
        first.plan.refresh_from_db()
        assert first.plan.cancelled_at is not None
        assert list(family.child(request, family.amina).decisions.all()) == [first, second]

    def test_is_not_possible_once_the_family_has_withdrawn(self, family: AFamily):
        request = family.ask()
        withdraw_request(school_id=family.school.pk, request_id=request.pk, by=family.officer, now=at(11))
        with pytest.raises(LeaveRefusal, match="withdrawn"):
            family.decide(request)

    def test_is_how_plans_change_since_what_is_decided_cannot_be_withdrawn(self, family: AFamily):
        request = family.ask()
        family.decide(request)
        with pytest.raises(LeaveRefusal, match="Decide again"):
            withdraw_request(school_id=family.school.pk, request_id=request.pk, by=family.officer, now=at(11))

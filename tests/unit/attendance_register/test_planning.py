"""Plans: known ahead, shown in the register, and never an entry until their session has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onroll.service.access.roles import ROLES
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.planning import cancel_plan, enter_planned, make_plan
from onroll.service.attendance_register.actions.refusals import PlanRefused
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, Plan, Submission
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.audit.models import Event
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil
from tests.factories.registers import SERVICE

TUESDAY = MONDAY + dt.timedelta(days=1)
FRIDAY = MONDAY + dt.timedelta(days=4)


def plan(oak, code: str = "C", **others) -> Plan:
    given = {
        "kind": "leave",
        "first_day": MONDAY,
        "last_day": FRIDAY,
        "by": oak.officer,
        "now": at(8),
        **others,
    }
    return make_plan(school_id=oak.school.pk, pupil_id=oak.callum.pk, code=code, **given)


def enter(oak, *, date: dt.date = MONDAY, session: str = "AM", now: dt.datetime | None = None) -> int:
    moment = now or at(9, 16, on=date)
    return enter_planned(school_id=oak.school.pk, date=date, session=session, by=SERVICE, now=moment)


class TestAPlan:
    def test_is_no_entry(self, oak):
        plan(oak)
        assert not AttendanceEntry.objects.exists()

    def test_shows_in_the_register(self, oak):
        plan(oak)
        rows = register_page(
            oak.teacher.scope,
            school_id=oak.school.pk,
            group_id=oak.group.pk,
            date=MONDAY,
            session="AM",
            now=at(8, 50),
        ).rows
        assert {row.pupil_id: row.plan.code if row.plan else None for row in rows} == {
            oak.amina.pk: None,
            oak.callum.pk: "C",
        }

    def test_leaves_an_event(self, oak):
        made = plan(oak)
        assert Event.objects.get().details["plan"] == made.pk

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"code": "/"}, "cannot be planned"),
            ({"code": "H"}, "H"),
            ({"code": "B"}, "needs a note"),
            ({"first_day": FRIDAY, "last_day": MONDAY}, "ends before it starts"),
            ({"weekdays": ""}, "at least one weekday"),
            ({"weekdays": "8"}, "at least one weekday"),
        ],
    )
    def test_is_refused_with_its_cure(self, oak, changed, words):
        with pytest.raises(PlanRefused, match=words):
            plan(oak, **changed)
        assert not Plan.objects.exists()

    def test_is_refused_for_a_pupil_of_no_roll_here(self, oak):
        oak.callum = a_pupil()
        with pytest.raises(PlanRefused, match="not on the school's roll"):
            plan(oak)

    def test_is_not_the_teachers_to_make(self, oak):
        with pytest.raises(OutOfScope):
            plan(oak, by=oak.teacher)


class TestEnteringPlans:
    def test_waits_until_the_register_opens(self, oak):
        plan(oak)
        assert (enter(oak, now=at(8, 44)), enter(oak, now=at(8, 45))) == (0, 1)
        assert oak.code(oak.callum) == "C"

    def test_does_nothing_the_second_time(self, oak):
        plan(oak)
        assert (enter(oak), enter(oak)) == (1, 0)
        assert Submission.objects.count() == 1

    def test_leaves_what_was_entered_by_hand(self, oak):
        plan(oak)
        oak.take("/", "/")
        assert enter(oak) == 0
        assert oak.history(oak.callum) == ["/"]

    def test_keeps_to_its_days(self, oak):
        plan(oak, first_day=TUESDAY, last_day=TUESDAY)
        assert [enter(oak, date=MONDAY + dt.timedelta(days=n)) for n in range(3)] == [0, 1, 0]

    def test_keeps_to_its_weekdays(self, oak):
        plan(oak, weekdays="2")
        assert (enter(oak), enter(oak, date=TUESDAY)) == (0, 1)

    def test_keeps_to_its_half_of_the_day(self, oak):
        plan(oak, session="PM")
        assert (enter(oak), enter(oak, session="PM", now=at(13, 31))) == (0, 1)

    def test_takes_the_plan_made_last(self, oak):
        plan(oak)
        plan(oak, "M", kind="appointment")
        enter(oak)
        assert oak.code(oak.callum) == "M"

    def test_brings_the_note(self, oak):
        plan(oak, "B", kind="off-site", note="College, mornings")
        enter(oak)
        assert AttendanceEntry.objects.get().note == "College, mornings"

    def test_leaves_to_a_person_what_the_day_has_overtaken(self, oak):
        plan(oak, "X", kind="not required")  # not for a pupil of compulsory school age
        assert enter(oak) == 0

    def test_does_nothing_where_the_school_does_not_meet(self, oak):
        plan(oak, last_day=MONDAY + dt.timedelta(days=6), weekdays="67")
        assert enter(oak, date=MONDAY + dt.timedelta(days=5)) == 0


class TestCancellingAPlan:
    def test_stops_it_and_leaves_what_it_entered(self, oak):
        made = plan(oak)
        enter(oak)
        cancel_plan(school_id=oak.school.pk, plan_id=made.pk, by=oak.officer, now=at(12))
        assert enter(oak, date=TUESDAY) == 0
        assert oak.code(oak.callum) == "C"

    def test_is_refused_twice(self, oak):
        made = plan(oak)
        cancel_plan(school_id=oak.school.pk, plan_id=made.pk, by=oak.officer, now=at(12))
        with pytest.raises(PlanRefused, match="cancelled already"):
            cancel_plan(school_id=oak.school.pk, plan_id=made.pk, by=oak.officer, now=at(12))


@pytest.fixture
def narrow_roles(monkeypatch):
    """A teacher who may enter present and no reason, and nothing else."""
    monkeypatch.setitem(ROLES, "teacher", replace(ROLES["teacher"], codes=frozenset({"/", "N"})))


@pytest.mark.usefixtures("narrow_roles")
class TestATeacher:
    """A planned code is the office's decision: whoever takes the register may enter it, for that pupil then."""

    def test_may_enter_a_pupils_planned_code(self, oak):
        plan(oak)
        oak.take("/", "C")
        assert oak.code(oak.callum) == "C"

    def test_may_not_enter_it_for_another_pupil(self, oak):
        plan(oak)
        with pytest.raises(RegisterRefused) as refusal:
            oak.take("C", "C")
        assert list(refusal.value.by_pupil) == [oak.amina.pk]

    def test_may_not_enter_another_code_for_the_pupil(self, oak):
        plan(oak)
        with pytest.raises(RegisterRefused):
            oak.take("/", "M")

    def test_may_not_enter_it_on_a_day_the_plan_does_not_cover(self, oak):
        plan(oak, first_day=TUESDAY)
        with pytest.raises(RegisterRefused):
            oak.take("/", "C")

    def test_may_not_enter_it_once_the_plan_is_cancelled(self, oak):
        made = plan(oak)
        cancel_plan(school_id=oak.school.pk, plan_id=made.pk, by=oak.officer, now=at(8, 30))
        with pytest.raises(RegisterRefused):
            oak.take("/", "C")

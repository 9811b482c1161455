"""Plans: known ahead, shown in the register, and never an entry until their session has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from onroll.service.access.roles import ROLES
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.planning import cancel_plan, enter_planned, make_plan
from onroll.service.attendance_register.actions.refusals import PlanRefused, PlansOverlap
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, Plan, Submission
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.audit.models import Event
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
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
            ({"code": "B", "kind": "off-site"}, "needs a note"),
            ({"first_day": FRIDAY, "last_day": MONDAY}, "ends before it starts"),
            ({"weekdays": ""}, "at least one weekday"),
            ({"weekdays": "8"}, "at least one weekday"),
            (
                {"code": "V"},
                "Code V means “Educational visit or trip”, and this plan is “Leave agreed”. Choose “Visit” as what is "
                "planned, or choose code C, C1, J1, M, R, S or T.",
            ),
            ({"code": "Z"}, "Choose code C, C1"),
            ({"kind": "picnic"}, "Choose “Leave agreed” as what is planned."),
            (
                {"first_day": FIRST_DAY - dt.timedelta(days=1)},
                "starts on 1 September 2026, so nothing is expected of them here before",
            ),
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

    def test_may_begin_on_the_starting_day_of_a_pupil_still_to_come(self, oak):
        oak.callum = a_pupil()
        Enrolment.objects.create(school=oak.school, pupil=oak.callum, starting_day=FRIDAY)
        assert plan(oak, first_day=FRIDAY).first_day == FRIDAY

    def test_is_refused_for_the_day_before_the_starting_day(self, oak):
        oak.callum = a_pupil()
        Enrolment.objects.create(school=oak.school, pupil=oak.callum, starting_day=FRIDAY)
        with pytest.raises(PlanRefused, match=r"starts on 11 September 2026.* Give that day or a later one"):
            plan(oak, first_day=FRIDAY - dt.timedelta(days=1))

    def test_may_end_on_the_last_day_on_roll_and_not_the_day_after(self, oak):
        oak.callum.enrolments.update(last_day=FRIDAY)
        with pytest.raises(PlanRefused, match="last day on roll is 11 September 2026"):
            plan(oak, last_day=FRIDAY + dt.timedelta(days=1))
        assert plan(oak, last_day=FRIDAY)

    def test_is_made_from_the_day_a_pupil_who_left_comes_back(self, oak):
        oak.callum.enrolments.update(last_day=MONDAY)
        Enrolment.objects.create(school=oak.school, pupil=oak.callum, starting_day=FRIDAY)
        with pytest.raises(PlanRefused, match="starts on 11 September 2026"):
            plan(oak, first_day=TUESDAY)
        assert plan(oak, first_day=FRIDAY)

    def test_is_refused_for_an_admission_that_was_withdrawn(self, oak):
        oak.callum.enrolments.update(last_day=FIRST_DAY, deletion_ground=Enrolment.WITHDRAWN)
        with pytest.raises(PlanRefused, match="not on the school's roll"):
            plan(oak)

    def test_is_not_the_teachers_to_make(self, oak):
        with pytest.raises(OutOfScope):
            plan(oak, by=oak.teacher)


class TestASecondPlan:
    def test_is_refused_for_a_session_that_has_another_code_and_told_of_the_first(self, oak):
        plan(oak)
        with pytest.raises(PlansOverlap) as refusal:
            plan(oak, "M", kind="appointment", first_day=FRIDAY, last_day=FRIDAY + dt.timedelta(days=7))
        assert str(refusal.value) == (
            "The morning of 11 September 2026 and 1 other session is planned already: leave agreed, code C, "
            "7 September 2026 to 11 September 2026, made by "
            + oak.officer.name
            + ". A session has one code. Choose "
            "other days, cancel that plan, or say that this one counts instead."
        )
        assert Plan.objects.count() == 1

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"last_day": MONDAY}, {"first_day": TUESDAY}),
            ({"session": "AM"}, {"session": "PM"}),
            ({"weekdays": "135"}, {"weekdays": "24"}),
        ],
        ids=["on other days", "in the other half", "on other weekdays"],
    )
    def test_stands_beside_the_first(self, oak, first, second):
        plan(oak, **first)
        assert plan(oak, "M", kind="appointment", **second)

    def test_may_say_the_same_code_again(self, oak):
        plan(oak)
        assert plan(oak)

    def test_is_made_once_the_first_is_cancelled(self, oak):
        made = plan(oak)
        cancel_plan(school_id=oak.school.pk, plan_id=made.pk, by=oak.officer, now=at(8))
        assert plan(oak, "M", kind="appointment")

    def test_of_another_pupil_is_nobodys_concern(self, oak):
        plan(oak)
        oak.callum = oak.amina
        assert plan(oak, "M", kind="appointment")


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
        plan(oak, "M", kind="appointment", counts_instead=True)
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

"""What was left to do before a holiday is on Today when school is back: blank entries, escalations and home visits."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.stepping import escalate, plan_visit
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.duties.facts import LookBack
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing import duties_of
from tests.factories.moments import at
from tests.factories.organisations import set_terms
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
#: The last day and the first of a Christmas, and of a summer.
CHRISTMAS = dt.date(2026, 12, 18), dt.date(2027, 1, 4)
SUMMER = dt.date(2027, 7, 20), dt.date(2027, 9, 1)


@pytest.fixture
def oak(db: None) -> AClass:
    oak = AClass()
    set_terms(oak.school, ((dt.date(2027, 6, 7), SUMMER[0]), (SUMMER[1], dt.date(2027, 10, 22))))
    return oak


def found(oak: AClass, rule: str, on: dt.date) -> bool:
    lead = an_actor("safeguarding_lead", oak.school)
    scope = oak.officer.scope if rule == "blank_entries" else lead.scope
    morning = morning_of(scope, school_id=oak.school.pk, now=at(8, on=on))
    return any(one.rule == rule for one in duties_of(morning))


@pytest.mark.parametrize(("last", "back"), [CHRISTMAS, SUMMER])
class TestWhenSchoolIsBack:
    def test_entries_left_blank_on_the_last_day_are_a_duty(self, oak, last, back) -> None:
        oak.take("/", "", date=last)
        assert found(oak, "blank_entries", back)

    def test_an_escalation_waits_for_the_safeguarding_lead(self, oak, last, back) -> None:
        oak.take("/", "N", date=last)
        about = {"school_id": oak.school.pk, "pupil_id": oak.callum.pk, "date": last, "by": oak.officer}
        escalate(**about, now=at(10, on=last), why="Nobody reached")
        assert found(oak, "escalation_waiting", back)
        assert found(oak, "escalation_waiting", back + 14 * ONE_DAY)

    def test_a_home_visit_that_nobody_recorded_is_a_duty(self, oak, last, back) -> None:
        oak.take("/", "N", date=last)
        about = {"school_id": oak.school.pk, "pupil_id": oak.callum.pk, "date": last, "by": oak.officer}
        plan_visit(**about, now=at(11, on=last), at=at(13, on=last), who="Mrs D. Example")
        assert found(oak, "visit_to_make", back)

    def test_the_checks_go_back_to_before_the_holiday(self, oak, last, back) -> None:
        morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(8, on=back))
        assert back - dt.timedelta(days=morning.look_back.checks) <= last


def test_in_term_time_nothing_is_looked_for_further_back(oak) -> None:
    morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(8, on=dt.date(2026, 10, 8)))
    assert morning.look_back == LookBack()


class TestWhenSchoolWasClosed:
    """Unplanned, the days after the last one: what was left is still to be done."""

    LAST, BACK = dt.date(2026, 11, 10), dt.date(2026, 11, 16)

    @pytest.fixture
    def closed(self, oak: AClass) -> AClass:
        oak.take("/", "N", date=self.LAST)
        about = {"school_id": oak.school.pk, "pupil_id": oak.callum.pk, "date": self.LAST, "by": oak.officer}
        escalate(**about, now=at(10, on=self.LAST), why="Nobody reached")
        plan_visit(**about, now=at(11, on=self.LAST), at=at(13, on=self.LAST), who="Mrs D. Example")
        close_school(
            school_id=oak.school.pk, first_day=self.LAST + ONE_DAY, last_day=self.BACK - 3 * ONE_DAY, session="", is_planned=False,
            group_ids=(), code="Y4", reason="No heating", by=an_actor("head", oak.school), now=at(7, on=self.LAST + ONE_DAY),
        )  # fmt: skip
        return oak

    @pytest.mark.parametrize("rule", ["escalation_waiting", "visit_to_make"])
    def test_an_escalation_and_a_visit_still_wait(self, closed, rule) -> None:
        assert found(closed, rule, self.BACK)

    @pytest.mark.parametrize("rule", ["escalation_waiting", "visit_to_make"])
    def test_they_wait_where_the_pupil_has_left_meanwhile(self, closed, rule) -> None:
        Enrolment.objects.filter(pupil=closed.callum).update(last_day=self.LAST)
        assert found(closed, rule, self.BACK)

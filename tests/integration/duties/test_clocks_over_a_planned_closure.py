"""A closure planned for the whole school is no school day: no clock that counts school days counts it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from onroll.service.absence_follow_up.queries.unexplained import unexplained_by_days_left
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.closing_school import close_school, withdraw_closure
from onroll.service.attendance_register.checks import CheckFacts
from onroll.service.attendance_register.checks.n_older_than_five_school_days import (
    n_older_than_five_school_days,
)
from onroll.service.attendance_register.models import Closure
from onroll.service.attendance_register.queries.days_on_record import days_on_record
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.queries.changes import schools_to_recheck
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing.reason_not_established import reason_not_established
from onroll.service.exclusions.actions.excluding import exclude
from onroll.service.exclusions.days import days_of
from onroll.service.lateness.models import LatenessSettings
from onroll.service.lateness.queries.standing import View
from onroll.service.leave_of_absence.queries.requests import leave_due
from onroll.service.organisations.models import School
from onroll.service.pupil_record.record import pupil_year
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.integration.leave_of_absence.conftest import LAST, AFamily

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
FRIDAY, NEXT_MONDAY = MONDAY + 4 * ONE_DAY, MONDAY + 7 * ONE_DAY


def close(school: School, day: dt.date, by: Actor, **others: Any) -> Closure:
    """Plan a closure of a school for a polling station, a week before."""
    given = {"session": "", "group_ids": (), "code": "#", **others}
    return close_school(
        school_id=school.pk, first_day=day, last_day=day, is_planned=True, reason="A polling station",
        by=by, now=at(7, on=MONDAY - 7 * ONE_DAY), **given,
    )  # fmt: skip


@pytest.fixture
def oak(db: None) -> AClass:
    return AClass()


@pytest.fixture
def head(oak: AClass) -> Actor:
    return an_actor("head", oak.school)


class TestTheClockOfAnAbsenceWithoutAReason:
    def due_on(self, oak: AClass, head: Actor) -> dt.date:
        found = unexplained_by_days_left(head.scope, school_id=oak.school.pk, on=MONDAY)
        return found[0].until.due_on

    def is_a_duty(self, oak: AClass, head: Actor, on: dt.date) -> bool:
        morning = morning_of(head.scope, school_id=oak.school.pk, now=at(12, on=on))
        return bool(list(reason_not_established(morning)))

    def test_counts_no_day_planned_to_be_closed(self, oak: AClass, head: Actor) -> None:
        oak.take("/", "N")
        assert self.due_on(oak, head) == NEXT_MONDAY
        close(oak.school, FRIDAY, head)
        assert self.due_on(oak, head) == NEXT_MONDAY + ONE_DAY

    def test_is_a_duty_on_the_same_day_that_the_list_says(self, oak: AClass, head: Actor) -> None:
        oak.take("/", "N")
        close(oak.school, FRIDAY, head)
        assert not self.is_a_duty(oak, head, NEXT_MONDAY)
        assert self.is_a_duty(oak, head, NEXT_MONDAY + ONE_DAY)

    def test_is_up_on_the_pupils_own_page_on_that_day_too(self, oak: AClass, head: Actor) -> None:
        oak.take("/", "N")
        close(oak.school, FRIDAY, head)
        _, year = pupil_year(head.scope, school_id=oak.school.pk, pupil_id=oak.callum.pk, now=at(12))
        (one,) = year.unexplained
        assert one.due_on == NEXT_MONDAY + ONE_DAY

    def test_counts_a_day_closed_for_an_afternoon_or_for_some_groups(self, oak: AClass, head: Actor) -> None:
        oak.take("/", "N")
        close(oak.school, FRIDAY, head, session="PM")
        close(oak.school, FRIDAY - ONE_DAY, head, group_ids=[oak.group.pk], code="Y7")
        assert self.due_on(oak, head) == NEXT_MONDAY

    def test_counts_the_day_again_once_the_closure_is_withdrawn(self, oak: AClass, head: Actor) -> None:
        oak.take("/", "N")
        closure = close(oak.school, FRIDAY, head)
        withdraw_closure(school_id=oak.school.pk, closure_id=closure.pk, by=head, now=at(9))
        assert self.due_on(oak, head) == NEXT_MONDAY


class TestThePupilDueBackFromLeave:
    def test_is_due_on_the_day_after_the_closure(self, db: None) -> None:
        family = AFamily()
        family.decide(family.ask())
        close(family.school, LAST + ONE_DAY, family.head)
        of = {"school_id": family.school.pk, "look_back": 70}
        assert leave_due(on=LAST + ONE_DAY, **of)[1] == []
        (due,) = leave_due(on=LAST + 2 * ONE_DAY, **of)[1]
        assert due.not_back is not None
        assert (due.not_back.day, due.not_back.due_back) == (1, LAST + 2 * ONE_DAY)


class TestTheSixthDayOfAnExclusion:
    def suspend(self, oak: AClass, head: Actor, first_day: dt.date, last_day: dt.date):
        return exclude(
            school_id=oak.school.pk, pupil_id=oak.amina.pk, kind="suspension", first_day=first_day, last_day=last_day,
            reason="Fighting", key="form", by=head, now=at(8, on=first_day),
        )  # fmt: skip

    def test_is_a_day_later_for_a_closure(self, oak: AClass, head: Actor) -> None:
        close(oak.school, FRIDAY, head)
        found = days_of(self.suspend(oak, head, MONDAY, NEXT_MONDAY + ONE_DAY))
        assert found.provision is not None
        assert found.provision.first_day == NEXT_MONDAY + ONE_DAY
        assert found.public_place_days[-1] == NEXT_MONDAY

    def test_comes_after_a_half_term_that_lies_between(self, oak: AClass, head: Actor) -> None:
        monday, back = dt.date(2026, 10, 19), dt.date(2026, 11, 2)
        found = days_of(self.suspend(oak, head, monday, back))
        assert found.provision is not None
        assert (found.provision.first_day, found.back_on) == (back, back + ONE_DAY)
        assert found.public_place_days[-1] == dt.date(2026, 10, 23)


class TestTheDaysThatAGroundOfDeletionCounts:
    def test_are_days_on_which_the_school_met(self, oak: AClass, head: Actor) -> None:
        of = {"school_id": oak.school.pk, "pupil_id": oak.amina.pk, "now": at(16, on=NEXT_MONDAY)}
        before = days_on_record(head.scope, **of).calendar.school_days
        close(oak.school, FRIDAY, head)
        close(oak.school, FRIDAY - ONE_DAY, head, session="AM")
        assert set(before) - set(days_on_record(head.scope, **of).calendar.school_days) == {FRIDAY}


class TestTheCheckOfCodeNPastItsDays:
    def test_waits_for_the_same_day_as_the_list(self, oak: AClass, head: Actor) -> None:
        def found(on: dt.date) -> int:
            return len(n_older_than_five_school_days(CheckFacts(oak.school.pk, MONDAY, on, at(12, on=on))))

        oak.take("/", "N")
        day_after = NEXT_MONDAY + ONE_DAY
        assert found(day_after) == 1
        close(oak.school, FRIDAY, head)
        assert (found(day_after), found(day_after + ONE_DAY)) == (0, 1)


class TestTheWeeksOfALetterAboutLateness:
    def test_are_weeks_in_which_the_school_met(self, oak: AClass, head: Actor) -> None:
        LatenessSettings.objects.create(school=oak.school, weeks=2)
        of_next_week = NEXT_MONDAY + 7 * ONE_DAY
        assert View.of(oak.school.pk, of_next_week).letters_from == NEXT_MONDAY
        for day in range(5):
            close(oak.school, NEXT_MONDAY + day * ONE_DAY, head)
        assert View.of(oak.school.pk, of_next_week).letters_from == MONDAY


class TestLookingAgain:
    def test_is_asked_for_by_a_closure_planned_and_by_one_withdrawn(self, oak: AClass, head: Actor) -> None:
        def look_and_see() -> list[int]:
            recheck_duties(school_id=oak.school.pk, by=Actor.service("Duties"), now=at(7))
            return schools_to_recheck(now=at(7))

        assert look_and_see() == []
        closure = close(oak.school, FRIDAY, head)
        assert schools_to_recheck(now=at(7)) == [oak.school.pk]
        assert look_and_see() == []
        withdraw_closure(school_id=oak.school.pk, closure_id=closure.pk, by=head, now=at(7))
        assert schools_to_recheck(now=at(7)) == [oak.school.pk]

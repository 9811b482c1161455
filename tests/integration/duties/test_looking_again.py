"""Looking again at a school's duties: nothing found is dropped, and what was settled wrongly comes back."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.models import Step
from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.duties.actions.rechecking import Rechecked, recheck_duties
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries.changes import schools_to_recheck
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

What = DutyEvent.What
SERVICE = Actor.service("Duties")
WEEK = dt.timedelta(days=7)


@pytest.fixture
def a_class() -> AClass:
    """A class whose school begins on this Monday."""
    a_class = AClass()
    SchoolSession.objects.filter(date__lt=MONDAY).delete()
    return a_class


def look(a_class: AClass, hour: int, minute: int = 0, *, on: dt.date = MONDAY, **others: bool) -> Rechecked:
    return recheck_duties(school_id=a_class.school.pk, by=SERVICE, now=at(hour, minute, on=on), **others)


def told(rule: str) -> list[tuple[str, str]]:
    """Return what happened to the only duty of a rule, and why."""
    record = DutyRecord.objects.get(rule=rule)
    return [(event.what, event.why) for event in record.events.all()]


class TestARegisterNotTaken:
    def test_is_found_once_however_often_it_is_looked_at(self, a_class):
        assert look(a_class, 8, 54) == Rechecked()
        assert look(a_class, 8, 55) == Rechecked(found=1)
        assert look(a_class, 8, 56) == Rechecked()
        assert told("register_not_taken") == [(What.FOUND, "")]

    def test_is_settled_by_its_taking_and_says_by_whom(self, a_class):
        look(a_class, 8, 55)
        a_class.take("/", "/", finished=True, now=at(9, 2))
        assert look(a_class, 9, 3).settled == 1
        assert told("register_not_taken")[-1] == (
            What.SETTLED,
            f"Register filled by {a_class.teacher.name} on 7 September 2026 at 9:02am.",
        )

    def test_passes_on_to_blank_entries_when_the_day_ends_without_it(self, a_class):
        look(a_class, 8, 55)
        look(a_class, 8, 0, on=MONDAY + dt.timedelta(days=1))
        assert told("register_not_taken")[-1][0] == What.PASSED_ON
        assert DutyRecord.objects.filter(rule="blank_entries", settled_at=None, on=MONDAY).count() == 2


class TestAnAbsenceWithoutAReason:
    FIFTH_DAY = MONDAY + WEEK

    @pytest.fixture
    def unexplained(self, a_class) -> AClass:
        a_class.take("N", "/", finished=True)
        return a_class

    def test_comes_back_where_it_was_settled_for_a_reason_that_did_not_hold(self, unexplained):
        look(unexplained, 8, on=self.FIFTH_DAY)
        unexplained.amend(unexplained.amina, "I", now=at(9, on=self.FIFTH_DAY))
        assert look(unexplained, 9, 1, on=self.FIFTH_DAY).settled >= 1
        unexplained.amend(unexplained.amina, "N", now=at(10, on=self.FIFTH_DAY), reason="Said of her sister")
        assert look(unexplained, 10, 1, on=self.FIFTH_DAY).found_again == 1
        (_, _), (settled, how), (again, why) = told("reason_not_established")
        assert (settled, again) == (What.SETTLED, What.FOUND_AGAIN)
        assert how.startswith(f"Entered as I by {unexplained.officer.name}")
        assert why == f"It had been settled: {how}"
        assert DutyRecord.objects.get(rule="reason_not_established").settled_at is None

    def test_is_not_dropped_when_it_grows_older_than_today_looks(self, unexplained):
        look(unexplained, 8, on=self.FIFTH_DAY)
        much_later = MONDAY + 5 * WEEK
        look(unexplained, 8, on=much_later)
        look(unexplained, 8, 30, on=much_later, thorough=True)
        assert DutyRecord.objects.get(rule="reason_not_established").settled_at is None
        unexplained.amend(unexplained.amina, "I", now=at(9, on=much_later))
        look(unexplained, 9, 30, on=much_later)
        assert DutyRecord.objects.get(rule="reason_not_established").settled_at is None
        look(unexplained, 9, 40, on=much_later, thorough=True)
        assert told("reason_not_established")[-1][0] == What.SETTLED


class TestTheNightlyLook:
    def test_is_for_the_service_and_those_who_may_manage_duties(self, a_class):
        with pytest.raises(OutOfScope):
            recheck_duties(school_id=a_class.school.pk, by=a_class.teacher, now=at(9))


class TestWhichSchoolsAreLookedAtAgain:
    @pytest.fixture
    def looked_at(self, a_class) -> AClass:
        look(a_class, 8, 46)
        return a_class

    def due(self, hour: int, minute: int, *, on: dt.date = MONDAY) -> bool:
        return bool(schools_to_recheck(now=at(hour, minute, on=on)))

    def test_are_those_never_looked_at(self, a_class):
        assert schools_to_recheck(now=at(8)) == [a_class.school.pk]

    def test_are_none_while_nothing_changes(self, looked_at):
        assert not self.due(8, 54)

    def test_are_those_whose_register_has_come_to_be_late(self, looked_at):
        assert self.due(8, 55)

    def test_are_those_with_a_new_entry(self, looked_at):
        looked_at.take("/", now=at(8, 50))
        assert self.due(8, 51)

    def test_are_those_where_an_absence_was_followed_up(self, looked_at):
        before = self.due(8, 50)
        Step.objects.create(
            school=looked_at.school, pupil=looked_at.amina, date=MONDAY, kind=Step.Kind.ESCALATED, key="told", at=at(8, 50),
            made_at=at(8, 50), made_by_name="Mrs A. Example",
        )  # fmt: skip
        assert (before, self.due(8, 50)) == (False, True)

    def test_are_those_with_another_pupil(self, looked_at):
        before = self.due(8, 50)
        a_pupil_on_roll(looked_at.school, looked_at.group)
        assert (before, self.due(8, 50)) == (False, True)

    def test_are_all_of_them_on_another_day(self, looked_at):
        assert not self.due(8, 50)
        assert self.due(0, 1, on=MONDAY + dt.timedelta(days=1))


class TestWhatACheckFound:
    @pytest.fixture
    def taken_late(self, a_class) -> AClass:
        a_class.take("/", "/", finished=True, now=at(10))
        look(a_class, 10, 1)
        return a_class

    def record(self) -> DutyRecord:
        return DutyRecord.objects.get(rule="checks_to_look_into")

    def test_that_nobody_can_mend_ends_unseen_when_it_is_older_than_a_week(self, taken_late):
        look(taken_late, 8, on=MONDAY + WEEK)
        assert self.record().settled_at is None
        look(taken_late, 8, on=MONDAY + WEEK + dt.timedelta(days=1))
        last = self.record().events.last()
        assert (last.what, last.why) == (
            What.PASSED_ON,
            "It is older than a week, and can still be read among the checks.",
        )

    def test_does_not_come_back_by_night_when_the_checks_look_further(self, taken_late):
        another_day = MONDAY + WEEK + dt.timedelta(days=1)
        look(taken_late, 8, on=another_day)
        look(taken_late, 9, on=another_day, thorough=True)
        assert self.record().settled_at is not None

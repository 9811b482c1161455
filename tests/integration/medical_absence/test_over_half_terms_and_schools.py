"""The fifteen days of illness, and the check-in after, over a half term, a closure and a change of school."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.medical_absence.queries.illness import Ask, medical_due
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.integration.medical_absence.conftest import Ill

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
#: The Monday two weeks before a half term; school is back on 2 November.
BEFORE, BREAKS_UP, BACK = dt.date(2026, 10, 12), dt.date(2026, 10, 23), dt.date(2026, 11, 2)


def asks(ill: Ill, on: dt.date) -> set[Ask]:
    """Return what the duties of a day ask about Amina's illness."""
    return {one.ask for one in medical_due(ill.school.pk, on=on)}


def test_the_fifteenth_day_counts_no_day_of_the_half_term_between(ill: Ill) -> None:
    days = ill.school_days(BEFORE, 15)
    ill.enter(days, until=days[-1])
    assert days[-1] == BACK + 4 * ONE_DAY
    assert Ask.RETURN not in asks(ill, BREAKS_UP + 3 * ONE_DAY) | asks(ill, days[13])
    assert Ask.RETURN in asks(ill, days[14])


@pytest.mark.parametrize(("is_planned", "code"), [(True, "#"), (False, "Y4")])
def test_the_fifteenth_day_is_a_day_later_for_a_closure(ill: Ill, is_planned: bool, code: str) -> None:
    days = ill.school_days(BEFORE, 16)
    close_school(
        school_id=ill.school.pk, first_day=days[3], last_day=days[3], session="", is_planned=is_planned, group_ids=(),
        code=code, reason="No heating", by=ill.head, now=at(7, on=days[0]),
    )  # fmt: skip
    ill.enter([day for day in days if day != days[3]], until=days[-1])
    assert Ask.RETURN not in asks(ill, days[14])
    assert Ask.RETURN in asks(ill, days[15])


def test_the_return_is_asked_for_through_the_half_term_that_follows(ill: Ill) -> None:
    days = ill.school_days(dt.date(2026, 10, 5), 15)
    assert days[-1] == BREAKS_UP
    ill.enter(days, until=days[-1])
    assert all(Ask.RETURN in asks(ill, day) for day in (BREAKS_UP, BREAKS_UP + 5 * ONE_DAY, BACK))


def test_a_school_is_asked_nothing_of_a_pupil_who_left_and_the_next_counts_its_own_days(ill: Ill) -> None:
    days = ill.school_days(dt.date(2026, 10, 5), 15)
    ill.enter(days, until=days[-1])
    other = a_school("Wenlow Junior School")
    Enrolment.objects.filter(pupil=ill.amina).update(last_day=BREAKS_UP)
    Enrolment.objects.create(school=other, pupil=ill.amina, starting_day=BACK)
    assert asks(ill, BACK) == set()
    assert medical_due(other.pk, on=BACK) == []


def test_a_pupil_back_after_the_half_term_is_spoken_with(ill: Ill) -> None:
    days = ill.school_days(dt.date(2026, 10, 19), 6)
    ill.enter(days[:5], until=days[5])
    assert Ask.CHECK_IN not in asks(ill, BREAKS_UP + 4 * ONE_DAY)
    assert Ask.CHECK_IN in asks(ill, BACK)

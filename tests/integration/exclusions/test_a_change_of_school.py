"""A pupil who leaves while suspended: what only a pupil of the school is owed is asked for no more, and what is of the past stays."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.exclusions.queries.exclusions import exclusions_due
from tests.factories.moments import MONDAY
from tests.factories.organisations import a_school
from tests.integration.exclusions.test_exclusions import FRIDAY, NEXT_MONDAY, ONE_DAY, AnExclusion

pytestmark = pytest.mark.django_db
LATER = NEXT_MONDAY + 4 * ONE_DAY


@pytest.fixture
def suspended(db: None) -> AnExclusion:
    return AnExclusion()


def asked(suspended: AnExclusion, on: dt.date) -> set[str]:
    """Return what is asked for on a day, beside telling those outside, who are told whoever leaves."""
    return {one.what for one in exclusions_due(suspended.school.pk, on=on)} - {"others"}


def leave(suspended: AnExclusion, last_day: dt.date) -> None:
    Enrolment.objects.filter(school=suspended.school, pupil=suspended.amina).update(last_day=last_day)


def test_education_from_the_sixth_day_is_asked_for_until_the_pupil_leaves(suspended: AnExclusion) -> None:
    suspended.make(LATER)
    leave(suspended, FRIDAY)
    assert asked(suspended, FRIDAY) == {"tell", "provision"}
    assert asked(suspended, FRIDAY + ONE_DAY) == {"tell"}


def test_no_meeting_is_asked_for_of_a_pupil_who_does_not_come_back(suspended: AnExclusion) -> None:
    suspended.make()
    assert asked(suspended, NEXT_MONDAY) == {"tell", "meeting"}
    leave(suspended, FRIDAY)
    assert asked(suspended, NEXT_MONDAY) == {"tell"}


def test_the_other_school_is_asked_for_nothing_about_it(suspended: AnExclusion) -> None:
    other = a_school("Wenlow Junior School")
    suspended.make(LATER)
    leave(suspended, FRIDAY)
    Enrolment.objects.create(school=other, pupil=suspended.amina, starting_day=NEXT_MONDAY)
    assert exclusions_due(other.pk, on=NEXT_MONDAY) == ()


def test_a_pupil_who_comes_back_to_the_roll_is_owed_it_again(suspended: AnExclusion) -> None:
    suspended.make(LATER)
    leave(suspended, MONDAY)
    assert asked(suspended, NEXT_MONDAY) == {"tell"}
    Enrolment.objects.create(school=suspended.school, pupil=suspended.amina, starting_day=NEXT_MONDAY)
    assert asked(suspended, NEXT_MONDAY) == {"tell", "provision"}

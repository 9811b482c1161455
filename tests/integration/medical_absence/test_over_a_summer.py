"""What was to be looked at again goes on over a summer: a plan, a referral, a question to a health professional."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.medical_absence.actions.supporting import make_plan, review_plan
from onroll.service.medical_absence.actions.telling import refer
from onroll.service.medical_absence.queries.illness import Ask, medical_due, often_ill
from tests.factories.organisations import set_terms
from tests.integration.medical_absence.conftest import Ill

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
JULY, BACK = dt.date(2027, 7, 5), dt.date(2027, 9, 1)
PLAN = {"words": "Work sent on Mondays.", "who": "Mr B. Example"}


@pytest.fixture
def summer(ill: Ill) -> Ill:
    set_terms(ill.school, ((dt.date(2027, 6, 7), dt.date(2027, 7, 20)), (BACK, dt.date(2027, 10, 22))))
    return ill


def asks(ill: Ill, on: dt.date) -> list[tuple[Ask, dt.date]]:
    return [(one.ask, one.since) for one in medical_due(ill.school.pk, on=on)]


def listed(ill: Ill, on: dt.date) -> int:
    return len(often_ill(ill.officer.scope, school_id=ill.school.pk, on=on))


@pytest.mark.parametrize("review_on", [JULY + 10 * ONE_DAY, BACK + 5 * ONE_DAY])
def test_a_plan_of_july_is_reviewed_in_september(summer: Ill, review_on: dt.date) -> None:
    make_plan(**PLAN, next_on=review_on, **summer.about(JULY))
    assert asks(summer, review_on - ONE_DAY) == []
    assert asks(summer, BACK + 5 * ONE_DAY) == [(Ask.REVIEW, review_on)]
    assert listed(summer, BACK + 5 * ONE_DAY) == 1


def test_a_plan_that_was_over_in_july_asks_nothing_and_is_not_listed(summer: Ill) -> None:
    make_plan(**PLAN, next_on=JULY + 7 * ONE_DAY, **summer.about(JULY))
    review_plan(outcome="over", words="Well again.", **summer.about(JULY + 7 * ONE_DAY))
    assert (asks(summer, BACK), listed(summer, BACK)) == ([], 0)


def test_a_referral_of_july_is_reviewed_in_september(summer: Ill) -> None:
    refer(
        who="The hospital school", words="Lessons at home.", consent="Her mother", how="portal", on=JULY, next_on=BACK,
        **summer.about(JULY),
    )  # fmt: skip
    assert asks(summer, BACK) == [(Ask.REVIEW, BACK)]


def test_nothing_is_asked_of_a_pupil_who_has_left(summer: Ill) -> None:
    make_plan(**PLAN, next_on=BACK, **summer.about(JULY))
    Enrolment.objects.filter(pupil=summer.amina).update(last_day=JULY + 7 * ONE_DAY)
    assert (asks(summer, BACK), listed(summer, BACK)) == ([], 0)

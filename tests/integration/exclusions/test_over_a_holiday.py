"""A suspension that ends with a term: the meeting is asked for when the pupil is due back, however long the holiday."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.exclusions.queries.exclusions import LOOKED_AT, exclusions_due
from tests.factories.moments import at
from tests.factories.organisations import set_terms
from tests.integration.exclusions.test_exclusions import ONE_DAY, AnExclusion

pytestmark = pytest.mark.django_db
#: The last two days before a summer, and the first day after it.
FIRST, LAST, BACK = dt.date(2027, 7, 19), dt.date(2027, 7, 20), dt.date(2027, 9, 1)


@pytest.fixture
def suspended(db: None) -> AnExclusion:
    suspended = AnExclusion()
    set_terms(suspended.school, ((dt.date(2027, 6, 7), LAST), (BACK, dt.date(2027, 10, 22))))
    suspended.make(LAST, first_day=FIRST, now=at(8, on=FIRST))
    return suspended


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (BACK - ONE_DAY, False),
        (BACK, True),
        (BACK + LOOKED_AT * ONE_DAY, True),
        (BACK + (LOOKED_AT + 1) * ONE_DAY, False),
    ],
)
def test_the_meeting_is_asked_for_from_the_first_day_after_a_summer(suspended, on, asked) -> None:
    assert ("meeting" in {one.what for one in exclusions_due(suspended.school.pk, on=on)}) is asked

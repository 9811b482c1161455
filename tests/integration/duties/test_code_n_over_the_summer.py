"""Code N of the last days before a summer: its five school days go on in September, and Today, the record and the feed say so."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.actor import Actor
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyRecord
from onroll.service.duties.queries.morning import morning_of
from onroll.service.duties.standing.reason_not_established import reason_not_established
from tests.factories.moments import at
from tests.factories.organisations import set_terms
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
#: School breaks up on a Tuesday, and is back on a Wednesday six weeks on.
BREAKS_UP, BACK = dt.date(2027, 7, 20), dt.date(2027, 9, 1)
#: The fifth school day after the last but one before the summer.
DUE = BACK + 5 * ONE_DAY


@pytest.fixture
def oak(db: None) -> AClass:
    oak = AClass()
    set_terms(oak.school, ((dt.date(2027, 6, 7), BREAKS_UP), (BACK, dt.date(2027, 10, 22))))
    oak.take("/", "N", date=BREAKS_UP - ONE_DAY)
    return oak


def duties(oak: AClass, on: dt.date) -> list[dt.date]:
    """Return by when each duty of code N is due that is found on a day."""
    morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(12, on=on))
    return [one.due.date() for one in reason_not_established(morning)]


@pytest.mark.parametrize(
    ("on", "found"),
    [(BREAKS_UP, False), (BACK, False), (DUE - ONE_DAY, False), (DUE, True), (DUE + 10 * ONE_DAY, True)],
)
def test_it_is_a_duty_from_the_fifth_school_day_which_is_in_september(oak, on, found) -> None:
    assert duties(oak, on) == ([DUE] if found else [])


def test_it_is_kept_in_the_record_when_its_day_comes_and_settled_by_the_reason(oak) -> None:
    def look(now: dt.datetime) -> None:
        recheck_duties(school_id=oak.school.pk, by=Actor.service("Duties"), now=now)

    look(at(8, on=DUE - ONE_DAY))
    assert not DutyRecord.objects.filter(rule="reason_not_established").exists()
    look(at(8, on=DUE))
    record = DutyRecord.objects.get(rule="reason_not_established")
    assert (record.pupil_id, record.settled_at) == (oak.callum.pk, None)
    oak.amend(oak.callum, "I", date=BREAKS_UP - ONE_DAY, now=at(9, on=DUE))
    look(at(10, on=DUE))
    record.refresh_from_db()
    assert record.settled_at == at(10, on=DUE)

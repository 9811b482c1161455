"""A receipt is asked for over a half term, a closure and a change of school, until it comes or the absence has a reason."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_notices.actions.receiving import record_receipt
from onroll.service.absence_notices.queries.to_chase import notices_to_chase
from onroll.service.absence_notices.settings_of import settings_of
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from tests.factories.moments import at
from tests.factories.notices import AWatchedClass
from tests.factories.organisations import a_school

pytestmark = pytest.mark.django_db
#: The last day before a half term, one within it, and the first two after.
BREAKS_UP, WITHIN, BACK = dt.date(2026, 10, 23), dt.date(2026, 10, 28), dt.date(2026, 11, 2)
DAY_AFTER = BACK + dt.timedelta(days=1)


@pytest.fixture
def watched(db: None) -> AWatchedClass:
    watched = AWatchedClass()
    watched.take("/", "N", date=BREAKS_UP)
    watched.notice = watched.send(date=BREAKS_UP, now=at(9, 30, on=BREAKS_UP))
    return watched


def waits(watched: AWatchedClass, now: dt.datetime) -> bool:
    return bool(
        notices_to_chase(
            watched.school.pk, since=BREAKS_UP, now=now, settings=settings_of(watched.school.pk), sees_protected=True
        )
    )  # fmt: skip


def test_it_is_asked_for_from_the_hour_of_its_day_through_the_half_term(watched) -> None:
    moments = (at(10, 59, on=BREAKS_UP), at(11, on=BREAKS_UP), at(9, on=WITHIN), at(9, on=BACK))
    assert [waits(watched, now) for now in moments] == [False, True, True, True]


def test_it_is_asked_for_while_the_school_is_closed(watched) -> None:
    close_school(
        school_id=watched.school.pk, first_day=BACK, last_day=BACK, session="", is_planned=False, group_ids=(), code="Y4",
        reason="No heating", by=watched.head, now=at(7, on=BACK),
    )  # fmt: skip
    assert waits(watched, at(9, on=BACK))


def test_one_that_came_in_the_half_term_ends_it(watched) -> None:
    moment = at(12, on=WITHIN)
    record_receipt(
        school_id=watched.school.pk, notice_id=watched.notice.pk, who="J. Reyes", how="phone", at=moment, by=watched.lead,
        now=moment,
    )  # fmt: skip
    assert not waits(watched, at(9, on=BACK))


def test_it_is_asked_for_of_a_pupil_who_has_changed_school_until_the_absence_has_a_reason(watched) -> None:
    other = a_school("Wenlow Junior School")
    Enrolment.objects.filter(pupil=watched.callum).update(last_day=BREAKS_UP)
    Enrolment.objects.create(school=other, pupil=watched.callum, starting_day=BACK)
    assert waits(watched, at(9, on=BACK))
    watched.amend(watched.callum, "I", date=BREAKS_UP, now=at(9, on=DAY_AFTER))
    assert not waits(watched, at(10, on=DAY_AFTER))

"""A home school is told of days on which the school meets: not in a half term, not of a closure, not of a guest who has gone."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.guests.queries.stays import guests_today
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.integration.guests.conftest import AGuest

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
#: A Wednesday within a half term, and the Monday after it.
WITHIN, BACK = dt.date(2026, 10, 28), dt.date(2026, 11, 2)


@pytest.fixture
def staying(guest: AGuest) -> AGuest:
    guest.take_in(last_day=BACK + 4 * ONE_DAY)
    return guest


def to_tell(guest: AGuest, on: dt.date) -> int:
    """Return of how many guests a home school is to be told in the afternoon of a day."""
    return sum(one.is_to_tell for one in guests_today(guest.school.pk, now=at(15, on=on)))


def test_nothing_is_told_of_a_half_term(staying: AGuest) -> None:
    assert to_tell(staying, WITHIN) == 0
    staying.a_class.take("/", "/", date=BACK)
    assert to_tell(staying, BACK) == 1


@pytest.mark.parametrize(("is_planned", "code"), [(False, "Y4"), (True, "#")])
def test_nothing_is_told_of_a_day_the_school_was_closed(staying: AGuest, is_planned: bool, code: str) -> None:
    close_school(
        school_id=staying.school.pk, first_day=BACK, last_day=BACK, session="", is_planned=is_planned, group_ids=(), code=code,
        reason="No heating", by=an_actor("head", staying.school), now=at(7, on=BACK - ONE_DAY * is_planned),
    )  # fmt: skip
    assert to_tell(staying, BACK) == 0


def test_nothing_is_told_of_a_guest_who_is_on_roll_no_more(staying: AGuest) -> None:
    Enrolment.objects.filter(pupil=staying.amina).update(last_day=WITHIN - 5 * ONE_DAY)
    assert to_tell(staying, BACK) == 0

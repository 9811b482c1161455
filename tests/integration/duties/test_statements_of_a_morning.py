"""How many statements a morning takes: as many for a school of many pupils, and many duties, as for one of few."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.taking import MarkGiven, take_register
from onroll.service.duties.facts import Morning
from onroll.service.duties.queries.morning import morning_of
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

SERVICE = Actor.service("Today")
#: The second Monday, with a week of registers behind it.
NEXT_MONDAY = MONDAY + dt.timedelta(days=7)
#: Ill all week, late to every session, and absent without a reason; and so again on the second Monday but for who was ill.
CODES, AGAIN = ("I", "L", "N"), ("/", "L", "N")


@pytest.fixture
def a_class() -> AClass:
    """A class of which three pupils ask something."""
    a_class = AClass()
    a_pupil_on_roll(a_class.school, a_class.group, "Ewa", "Nowak")
    return a_class


def take_the_week(a_class: AClass, pupils: list[int]) -> None:
    for day in range(5):
        date = MONDAY + dt.timedelta(days=day)
        take(a_class, pupils, CODES, date, "AM", at(8, 50, on=date))
        take(a_class, pupils, CODES, date, "PM", at(13, 5, on=date))
    take(a_class, pupils, AGAIN, NEXT_MONDAY, "AM", at(8, 50, on=NEXT_MONDAY))


def take(
    a_class: AClass, pupils: list[int], codes: tuple[str, ...], date: dt.date, session: str, now: dt.datetime
) -> None:
    take_register(
        school_id=a_class.school.pk,
        group_id=a_class.group.pk,
        date=date,
        session=session,
        marks=[MarkGiven(pupil_id, codes[place % 3]) for place, pupil_id in enumerate(pupils)],
        by=a_class.officer,
        key=None,
        finished=False,
        now=now,
    )


def asked(a_class: AClass) -> tuple[Morning, int]:
    with CaptureQueriesContext(connection) as sent:
        morning = morning_of(SERVICE.scope, school_id=a_class.school.pk, now=at(9, 30, on=NEXT_MONDAY))
    return morning, len(sent)


class TestAMorning:
    def test_takes_no_more_statements_of_many_than_of_few(self, a_class):
        pupils = list(a_class.group.memberships.order_by("pupil_id").values_list("pupil_id", flat=True))
        take_the_week(a_class, pupils)
        few, statements = asked(a_class)
        more = [a_pupil_on_roll(a_class.school, a_class.group, f"Child{n}", "Vale").pk for n in range(27)]
        take_the_week(a_class, more)
        many, as_many = asked(a_class)
        for of_few, of_many in (
            (few.unexplained, many.unexplained),
            (few.late_letters, many.late_letters),
            (few.illness, many.illness),
        ):
            assert len(of_many) == 10 * len(of_few) > 0
        assert as_many == statements <= 70

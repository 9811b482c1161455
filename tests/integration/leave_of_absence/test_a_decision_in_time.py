"""A family has its answer within seven days of the calendar, school or not, and before the leave would begin."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.duties.duty import Duty
from onroll.service.duties.queries import morning_of
from onroll.service.duties.standing.leave_to_decide import leave_to_decide
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.integration.leave_of_absence.conftest import AFamily

pytestmark = pytest.mark.django_db
#: The Friday before a half term, and the Monday after it.
BEFORE, BACK = dt.date(2026, 10, 23), dt.date(2026, 11, 2)
DECEMBER = dt.date(2026, 12, 7)


def duties(family: AFamily, on: dt.date) -> list[Duty]:
    return list(leave_to_decide(morning_of(family.head.scope, school_id=family.school.pk, now=at(9, on=on))))


def asked(family: AFamily, on: dt.date = BEFORE, first_day: dt.date = DECEMBER) -> None:
    family.ask(
        pupil_ids=[family.amina.pk], asked_on=on, first_day=first_day, last_day=first_day, now=at(10, on=on)
    )  # fmt: skip


def test_the_days_of_a_half_term_and_of_a_closure_count(family: AFamily) -> None:
    asked(family)
    close_school(
        school_id=family.school.pk, first_day=BACK, last_day=BACK, session="", is_planned=False, group_ids=(), code="Y4",
        reason="No heating", by=an_actor("head", family.school), now=at(7, on=BACK),
    )  # fmt: skip
    (duty,) = duties(family, BACK + dt.timedelta(days=1))
    assert duty.due.date() == dt.date(2026, 10, 30)


def test_it_is_due_the_day_before_leave_that_begins_sooner(family: AFamily) -> None:
    within = dt.date(2026, 10, 30)
    asked(family, on=within, first_day=BACK)
    (duty,) = duties(family, within)
    assert duty.due.date() == dt.date(2026, 11, 1)
    (late,) = duties(family, BACK)
    assert "can no longer be given" in late.why


def test_nothing_is_decided_about_a_pupil_who_has_left(family: AFamily) -> None:
    asked(family)
    Enrolment.objects.filter(pupil=family.amina).update(last_day=BEFORE)
    assert duties(family, BACK) == []

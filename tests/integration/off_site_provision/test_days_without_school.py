"""A provider answers for days on which the school meets: not in a half term, not while it is closed, and not of one who left."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.off_site_provision import Check
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school, withdraw_closure
from onroll.service.off_site_provision.queries.due import provision_due
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_school
from tests.factories.people import an_actor
from tests.integration.off_site_provision.conftest import FRIDAY, AWorkshop

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
#: The last day before a half term, one within it, and the first after.
BREAKS_UP, WITHIN, BACK = dt.date(2026, 10, 23), dt.date(2026, 10, 28), dt.date(2026, 11, 2)


def unanswered(workshop: AWorkshop, on: dt.date) -> int:
    """Return for how many pupils no answer came by the afternoon of a day."""
    (due,) = provision_due(workshop.school.pk, now=at(15, on=on))
    return due.unanswered


@pytest.mark.parametrize(("on", "asked"), [(BREAKS_UP, 1), (WITHIN, 0), (BACK, 1)])
def test_no_answer_is_asked_for_in_a_half_term(workshop: AWorkshop, on: dt.date, asked: int) -> None:
    for check in Check:
        workshop.check(check, until=BACK)
    workshop.place(last_day=BACK)
    assert unanswered(workshop, on) == asked


@pytest.mark.parametrize("is_planned", [True, False])
def test_no_answer_is_asked_for_while_the_school_is_closed(workshop: AWorkshop, is_planned: bool) -> None:
    workshop.place()
    head = an_actor("head", workshop.school)
    closure = close_school(
        school_id=workshop.school.pk, first_day=MONDAY, last_day=MONDAY, session="", is_planned=is_planned,
        group_ids=(), code="#" if is_planned else "Y4", reason="No heating", by=head, now=at(7),
    )  # fmt: skip
    assert (unanswered(workshop, MONDAY), unanswered(workshop, MONDAY + ONE_DAY)) == (0, 1)
    withdraw_closure(school_id=workshop.school.pk, closure_id=closure.pk, by=head, now=at(8))
    assert unanswered(workshop, MONDAY) == 1


def test_no_answer_is_asked_for_of_a_pupil_who_changed_school(workshop: AWorkshop) -> None:
    workshop.place()
    other = a_school("Wenlow Junior School")
    Enrolment.objects.filter(pupil=workshop.amina).update(last_day=MONDAY)
    Enrolment.objects.create(school=other, pupil=workshop.amina, starting_day=MONDAY + ONE_DAY)
    assert [unanswered(workshop, day) for day in (MONDAY, MONDAY + ONE_DAY, FRIDAY)] == [1, 0, 0]
    assert provision_due(other.pk, now=at(15, on=FRIDAY)) == ()

"""Reviews and ends of part-time timetables over a half term, a closure and a change of school: days set with parents stay as set."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.part_time_timetables.queries.due import timetables_due
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.integration.part_time_timetables.conftest import ATimetable

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)
#: Four weeks with a half term between; the review is set within it, as families are asked to agree.
FIRST, REVIEW, BACK, LAST = (
    dt.date(2026, 10, 12),
    dt.date(2026, 10, 28),
    dt.date(2026, 11, 2),
    dt.date(2026, 11, 6),
)


@pytest.fixture
def over(one: ATimetable) -> ATimetable:
    one.agreed(first_day=FIRST, last_day=LAST, first_review_on=REVIEW)
    return one


def asks(one: ATimetable, on: dt.date) -> set[str]:
    """Return what is asked of the school on a day, beside the authority's copy."""
    return {due.ask.value for due in timetables_due(one.school.pk, on=on, look_back=70)} - {"copy"}


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (REVIEW - ONE_DAY, set()),
        (REVIEW, {"review"}),
        (BACK, {"review", "end near"}),
        (LAST, {"review", "end near"}),
        (LAST + ONE_DAY, {"over"}),
    ],
)
def test_a_review_within_a_half_term_waits_until_school_is_back(over: ATimetable, on, asked) -> None:
    assert asks(over, on) == asked


def test_the_end_that_comes_in_a_half_term_is_asked_about_when_school_is_back(one: ATimetable) -> None:
    one.agreed(first_day=FIRST, last_day=REVIEW, first_review_on=FIRST + ONE_DAY * 7)
    assert "end near" in asks(one, REVIEW - ONE_DAY * 7)
    assert asks(one, BACK) == {"over"}
    assert one.amina.pk not in plans_of_session(one.school.pk, BACK, "PM")


def test_a_closure_on_the_last_day_neither_moves_the_end_nor_hides_it(over: ATimetable) -> None:
    close_school(
        school_id=over.school.pk, first_day=LAST, last_day=LAST, session="", is_planned=True, group_ids=(), code="#",
        reason="A polling station", by=over.head, now=at(7, on=BACK),
    )  # fmt: skip
    assert "end near" in asks(over, LAST)
    assert asks(over, LAST + ONE_DAY * 3) == {"over"}


def test_a_school_the_pupil_left_in_the_half_term_is_asked_nothing_and_the_next_has_no_timetable(
    over: ATimetable,
) -> None:
    other = a_school("Wenlow Junior School")
    Enrolment.objects.filter(pupil=over.amina).update(last_day=dt.date(2026, 10, 23))
    Enrolment.objects.create(school=other, pupil=over.amina, starting_day=BACK)
    assert asks(over, BACK) == asks(over, LAST + ONE_DAY) == set()
    assert timetables_due(other.pk, on=BACK, look_back=70) == []

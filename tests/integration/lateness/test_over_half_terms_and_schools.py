"""Letters about lateness over a half term, a closure and a change of school."""

from __future__ import annotations

import datetime as dt

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.lateness.models import LatenessSettings
from onroll.service.lateness.queries.due import lateness_due
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_school
from tests.integration.lateness.conftest import ONE_DAY, LateClass

#: So many days after the first Monday: the Monday before the half term, and the Monday after it.
BEFORE, AFTER = 42, 56


def letters(late_class: LateClass, day: int, school_id: int = 0) -> list[int]:
    """Return about whom a letter is due so many days after the first Monday."""
    on = MONDAY + day * ONE_DAY
    return [one.pupil_id for one in lateness_due(school_id or late_class.school.pk, on=on)[0]]


def test_the_week_of_a_half_term_is_none_of_the_weeks_counted(late_class: LateClass) -> None:
    LatenessSettings.objects.update(weeks=2)
    late_class.late(BEFORE, BEFORE + 1, BEFORE + 2, AFTER)
    assert letters(late_class, AFTER) == []
    late_class.late(AFTER + 1)
    assert letters(late_class, AFTER + 1) == [late_class.amina.pk]
    assert letters(late_class, AFTER + 7) == []


def test_a_week_the_school_was_closed_is_none_of_them_either(late_class: LateClass) -> None:
    LatenessSettings.objects.update(weeks=2)
    late_class.late(0, 1, 2, 14, 15)
    assert letters(late_class, 15) == []
    close_school(
        school_id=late_class.school.pk, first_day=MONDAY + 7 * ONE_DAY, last_day=MONDAY + 11 * ONE_DAY, session="",
        is_planned=False, group_ids=(), code="Y4", reason="No water", by=late_class.head,
        now=at(7, on=MONDAY + 7 * ONE_DAY),
    )  # fmt: skip
    assert letters(late_class, 15) == [late_class.amina.pk]


def test_a_letter_is_due_until_the_pupil_has_left_and_not_after(late_class: LateClass) -> None:
    late_class.late(0, 1, 2, 3, 4)
    Enrolment.objects.filter(pupil=late_class.amina).update(last_day=MONDAY + 7 * ONE_DAY)
    assert letters(late_class, 7) == [late_class.amina.pk]
    assert letters(late_class, 8) == []


def test_the_next_school_counts_from_nothing(late_class: LateClass) -> None:
    late_class.late(0, 1, 2, 3, 4)
    other = a_school("Wenlow Junior School")
    starts: dt.date = MONDAY + 7 * ONE_DAY
    Enrolment.objects.filter(pupil=late_class.amina).update(last_day=starts - ONE_DAY)
    Enrolment.objects.create(school=other, pupil=late_class.amina, starting_day=starts)
    assert letters(late_class, 8, other.pk) == []

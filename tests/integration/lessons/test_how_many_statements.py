"""A timetable and a lesson's register ask the database as little of a large school as of a small one."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.lessons.actions.timetable import import_timetable
from onroll.service.lessons.models import Lesson, TeachingGroup, TeachingGroupMember
from tests.factories.moments import MONDAY, at
from tests.integration.lessons.conftest import FILE, Taught
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)
HEAD, *ROWS = FILE.splitlines()


def a_file(subjects: int) -> bytes:
    """Write a timetable of so many subjects, each for 5 Oak on two days."""
    rows = [
        row.replace("Maths", f"Maths {number}")
        .replace("French", f"French {number}")
        .replace("5x", f"5x{number}")
        for number in range(subjects)
        for row in ROWS
    ]
    return "\n".join([HEAD, *rows, *(row.replace("Monday", "Thursday") for row in rows)]).encode()


def imported(taught: Taught, data: bytes, first_day: dt.date) -> int:
    """Import a timetable, and return in how many statements."""
    about = {"school_id": taught.school.pk, "by": taught.head, "now": at(8)}
    with Statements() as sent:
        import_timetable(**about, data=data, first_day=first_day)
    return len(sent.counted)


def test_a_timetable_of_many_lessons_takes_as_many_statements_as_one_of_few(taught: Taught):
    few = imported(taught, a_file(1), TUESDAY)
    many = imported(taught, a_file(20), TUESDAY + dt.timedelta(days=1))

    assert many == few
    standing = Lesson.objects.filter(school=taught.school, last_day=None)
    assert standing.count() == 20 * 2 * 2
    assert {lesson.group.members.filter(last_day=None).count() for lesson in standing} == {2}


def test_a_timetable_read_again_makes_no_group_and_no_member_twice(taught: Taught):
    imported(taught, a_file(2), TUESDAY)
    groups = TeachingGroup.objects.count()
    imported(taught, a_file(2), TUESDAY)

    assert TeachingGroup.objects.count() == groups
    members = TeachingGroupMember.objects.filter(first_day=TUESDAY).values_list("group_id", "pupil_id")
    assert len(members) == len(set(members)) == 4 * 2


def test_taking_a_lesson_s_register_asks_nothing_of_the_other_lessons_of_the_day(taught: Taught):
    def taken() -> int:
        with Statements() as sent:
            taught.take(taught.maths, at(9, 25), amina="absent")
        return len(sent.counted)

    alone = taken()
    about = {"school": taught.school, "weekday": 1, "first_day": MONDAY}
    for number in range(4, 9):
        group = TeachingGroup.objects.create(school=taught.school, name=f"5{number}", subject="Music")
        times = {"starts_at": dt.time(12), "ends_at": dt.time(12, 40)}
        Lesson.objects.create(**about, **times, group=group, period=f"P{number}")

    assert taken() == alone <= 9

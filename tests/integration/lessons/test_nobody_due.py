"""Lessons whose pupils are not to come in: a closure of groups, a staggered start, a pupil not required to attend."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.attendance_register.actions.closing_school import close_school, withdraw_closure
from onroll.service.lessons.queries.day import LessonLine, lines_of_day
from onroll.service.lessons.queries.missing import missing_on
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.lessons.conftest import Taught
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


def lines(taught: Taught) -> list[LessonLine]:
    return lines_of_day(taught.school.pk, MONDAY)


def wanted(taught: Taught) -> list[str]:
    return [one.lesson.period for one in lines(taught) if not one.nobody_due]


def close(
    taught: Taught, *, now: dt.datetime = at(8), session: str = "", groups: bool = True, code: str = "Y7"
):
    return close_school(
        school_id=taught.school.pk,
        first_day=MONDAY,
        last_day=MONDAY,
        session=session,
        is_planned=code in ("#", "Y7"),
        group_ids=[taught.oak.group.pk] if groups else [],
        code=code,
        reason="Other classes start first",
        by=taught.head,
        now=now,
    )


class TestALessonWhoseGroupsAreClosed:
    def test_is_left_out_before_and_after_the_entries_are_made(self, taught: Taught):
        close(taught)
        assert wanted(taught) == []

    def test_is_left_out_once_the_entries_say_so(self, taught: Taught):
        close(taught, now=at(10))
        assert (taught.oak.code(taught.amina), wanted(taught)) == ("Y7", [])

    def test_of_the_other_session_stays(self, taught: Taught):
        close(taught, session="PM")
        assert wanted(taught) == ["P1", "P3"]

    def test_stays_where_one_pupil_came_in_all_the_same(self, taught: Taught):
        taught.oak.take("/", "")
        close(taught, now=at(9, 30))
        assert wanted(taught) == ["P1", "P3"]

    def test_stays_where_the_closure_is_withdrawn(self, taught: Taught):
        closure = close(taught)
        withdraw_closure(school_id=taught.school.pk, closure_id=closure.pk, by=taught.head, now=at(8, 5))
        assert wanted(taught) == ["P1", "P3"]

    def test_stays_where_its_register_was_taken(self, taught: Taught):
        taught.take(taught.maths, at(9, 25))
        close(taught, now=at(10))
        assert wanted(taught) == ["P1"]

    def test_can_be_taken_all_the_same(self, taught: Taught):
        close(taught)
        taught.take(taught.maths, at(9, 25))
        assert wanted(taught) == ["P1"]

    def test_of_a_whole_school_that_planned_to_close_is_left_out(self, taught: Taught):
        close(taught, groups=False, code="#")
        assert wanted(taught) == []


class TestALessonOfPupilsNotRequiredToAttend:
    def test_is_left_out_where_every_entry_says_so(self, taught: Taught):
        taught.oak.take("Y2", "Q", by=taught.officer)
        assert wanted(taught) == []

    def test_stays_where_one_was_absent(self, taught: Taught):
        taught.oak.take("Y2", "N", by=taught.officer)
        assert wanted(taught) == ["P1", "P3"]


class TestAPupilPresentInTheMorning:
    def test_is_not_missing_from_a_lesson_after_their_group_closed(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.maths.__class__.objects.filter(pk=taught.french.pk).update(
            starts_at=dt.time(13, 30), ends_at=dt.time(14, 30)
        )
        taught.take(taught.french, at(13, 35), amina="absent")
        assert [str(one.pupil) for one in missing_on(taught.school.pk, MONDAY)] == ["Amina Begum"]
        close(taught, session="PM", code="Y3", now=at(12, 30))
        assert missing_on(taught.school.pk, MONDAY) == []


@pytest.mark.one_database
class TestThePage:
    def test_says_how_many_are_left_out_and_lists_none_as_not_taken(
        self, taught: Taught, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(clock, "now", lambda: at(11, 30))
        monkeypatch.setattr(clock, "today", lambda: MONDAY)
        close(taught)
        client = Client()
        client.force_login(a_user("head", school=taught.school))
        words = words_of(client.get(f"/schools/{taught.school.pk}/lessons/"))
        assert "2 lessons are left out: no pupil of theirs is to come in" in words
        assert "Not taken" not in words
        assert "No lessons on this day" not in words

"""Lessons by what they were and when: possible, missed, and missed by a pupil who was in school."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.analysis.lessons import (
    By,
    LessonMark,
    LessonPattern,
    SetAside,
    Why,
    lesson_patterns,
    marks_behind,
)
from onroll.analysis.reference import lessons as reference
from onroll.law import Session
from tests.analysis.small_rows import few

MONDAY = date(2025, 9, 8)


def mark(code, *, pupil="Amina", day=0, period="1", subject="maths", session=Session.AM, school="Ash"):
    return LessonMark(school, pupil, MONDAY + timedelta(days=day), session, period, subject, code)


class TestLessonPatterns:
    def test_count_lessons_possible_attended_missed_and_come_to_late(self):
        codes = ["/", "\\", "L", "V", "I", "O", "U", "X", "D"]
        marks = [mark(code, period=str(number)) for number, code in enumerate(codes)]
        (found,) = lesson_patterns(marks, [By.SUBJECT]).patterns
        assert found == LessonPattern(
            ("maths",),
            lessons=7,
            attended=4,
            missed=3,
            late=2,
            lessons_in_school=0,
            missed_in_school=0,
            pupils=1,
        )

    def test_tell_lessons_apart_by_several_things_crossed(self):
        marks = [
            mark("/", subject="art", day=0),
            mark("O", subject="art", day=4, period="5"),
            mark("/", subject="maths", day=4),
        ]
        found = lesson_patterns(marks, [By.SUBJECT, By.WEEKDAY])
        assert [one.key for one in found.patterns] == [("art", "1"), ("art", "5"), ("maths", "5")]
        assert [one.missed for one in found.patterns] == [0, 1, 0]

    def test_of_nothing_told_apart_are_all_together(self):
        marks = [mark("/"), mark("O", period="2"), mark("/", pupil="Bilal")]
        (found,) = lesson_patterns(marks, []).patterns
        assert (found.key, found.lessons, found.pupils) == ((), 3, 2)

    def test_count_lessons_missed_in_a_session_the_pupil_came_in_for(self):
        marks = [mark("/"), mark("O", period="3"), mark("O", period="5", session=Session.PM)]
        came_in = {("Ash", "Amina", MONDAY, Session.AM)}
        (found,) = lesson_patterns(marks, [By.SUBJECT], came_in=came_in).patterns
        assert (found.missed, found.lessons_in_school, found.missed_in_school) == (2, 2, 1)

    def test_do_not_take_one_school_s_register_for_another_s(self):
        came_in = {("Elm", "Amina", MONDAY, Session.AM)}
        (found,) = lesson_patterns([mark("O")], [], came_in=came_in).patterns
        assert found.missed_in_school == 0


class TestMarksSetAside:
    def test_are_blank_or_of_no_national_code(self):
        found = lesson_patterns([mark(""), mark("i", period="2"), mark(" / ", period="3")], [])
        assert found.set_aside == {SetAside.NO_MARK: 1, SetAside.UNKNOWN_CODE: 1, SetAside.DUPLICATE: 0}
        assert found.patterns[0].lessons == 1

    def test_are_a_lesson_s_marks_that_differ_and_all_but_one_of_those_alike(self):
        alike = [mark("O"), mark("O")]
        differing = [mark("O", period="2"), mark("/", period="2")]
        found = lesson_patterns([*alike, *differing], [])
        assert found.set_aside[SetAside.DUPLICATE] == 3
        assert (found.patterns[0].lessons, found.patterns[0].missed) == (1, 1)

    def test_leave_no_row_where_nothing_was_possible(self):
        assert lesson_patterns([mark("X")], [By.SUBJECT]).patterns == ()


_marks = st.lists(
    st.builds(
        LessonMark,
        st.sampled_from(("Ash", "Elm")),
        st.sampled_from(("Amina", "Bilal")),
        st.integers(0, 4).map(lambda days: MONDAY + timedelta(days=days)),
        st.just(Session.AM),
        st.sampled_from("123"),
        st.just("maths"),
        st.sampled_from(("/", "\\", "L", "O", "I", "N", "X", "H", "", "i")),
    ),
    max_size=60,
)


@few
@given(_marks)
def test_lessons_are_the_reference_s_by_day_school_and_period(marks):
    for by, place in ((By.WEEKDAY, 2), (By.SCHOOL, 0), (By.PERIOD, 4)):
        found = {one.key[0]: (one.lessons, one.missed) for one in lesson_patterns(marks, [by]).patterns}
        assert found == {str(value): counts for value, counts in reference.by_place(marks, place).items()}


@few
@given(_marks)
def test_every_mark_is_in_a_lesson_or_set_aside(marks):
    found = lesson_patterns(marks, [])
    not_possible = sum(
        1
        for one in {mark.lesson: mark for mark in marks}.values()
        if {other.code for other in marks if other.lesson == one.lesson} == {"X"}
    )
    counted = sum(one.lessons for one in found.patterns)
    assert counted + not_possible + sum(found.set_aside.values()) == len(marks)


@few
@given(_marks)
def test_the_marks_behind_lessons_add_up_to_them(marks):
    came_in = {(one.school, one.pupil, one.date, one.session) for one in marks[::2]}
    found, behind = lesson_patterns(marks, [], came_in=came_in), marks_behind(marks, came_in=came_in)
    why = [one.why for one in behind]
    missed, attended = why.count(Why.MISSED), why.count(Why.ATTENDED)
    missed_out, attended_out = why.count(Why.MISSED_NOT_IN), why.count(Why.ATTENDED_NOT_IN)
    (whole,) = found.patterns or (LessonPattern((), *[0] * 7),)
    assert len(behind) == len(marks)
    assert (whole.missed_in_school, whole.lessons_in_school) == (missed, missed + attended)
    assert (whole.missed, whole.attended) == (missed + missed_out, attended + attended_out)
    assert whole.late == sum(one.is_late for one in behind)
    assert found.set_aside == {one: why.count(one) for one in found.set_aside}

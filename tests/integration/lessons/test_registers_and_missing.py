"""Lesson registers: taken by whoever teaches, never an entry of the session; who is missing until somebody finds them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from onroll.analysis.lessons import By
from onroll.analysis.lessons import lesson_patterns as counted_patterns
from onroll.service.access.scope import OutOfScope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, Submission
from onroll.service.lessons.actions.disposing import dispose_of_lessons
from onroll.service.lessons.actions.missing import record_missing_step
from onroll.service.lessons.actions.timetable import (
    add_lesson,
    end_lesson,
    import_timetable,
    keep_lessons,
)
from onroll.service.lessons.models import Lesson, LessonMark, LessonRegister, MissingStep, TeachingGroupMember
from onroll.service.lessons.queries.day import lessons_of_day
from onroll.service.lessons.queries.missing import missing_day, missing_now
from onroll.service.lessons.queries.patterns import lesson_patterns
from onroll.service.lessons.queries.rows import lesson_rows
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.lessons.timetable_file import TimetableRow
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.integration.lessons.conftest import FILE, Taught

pytestmark = pytest.mark.django_db

ONE_DAY = dt.timedelta(days=1)


def missing(taught: Taught) -> list[str]:
    return [
        str(one.pupil) for one in missing_now(taught.officer.scope, school_id=taught.school.pk, date=MONDAY)
    ]


def step(taught: Taught, kind: str, words: str = "The library", *, now: dt.datetime | None = None, **others):
    about = {
        "school_id": taught.school.pk,
        "pupil_id": taught.amina.pk,
        "date": MONDAY,
        "by": taught.officer,
        **others,
    }
    return record_missing_step(**about, kind=kind, words=words, now=now or at(9, 40))


class TestALessonsMark:
    def test_never_changes_the_sessions_entry(self, taught: Taught):
        taught.oak.take("/", "N")
        before = (
            list(AttendanceEntry.objects.order_by("pk").values_list("pk", "code")),
            list(CurrentEntry.objects.order_by("pupil_id").values_list("pupil_id", "code", "minutes_late")),
            Submission.objects.count(),
        )
        taught.take(taught.maths, at(9, 25), amina="absent", callum="present")
        taught.take(taught.french, at(11, 5), amina="late", callum="absent")
        step(taught, "found", now=at(11, 30))
        after = (
            list(AttendanceEntry.objects.order_by("pk").values_list("pk", "code")),
            list(CurrentEntry.objects.order_by("pupil_id").values_list("pupil_id", "code", "minutes_late")),
            Submission.objects.count(),
        )
        assert after == before
        assert taught.oak.is_whole()

    def test_is_made_anew_and_the_one_before_stays(self, taught: Taught):
        taught.take(taught.maths, at(9, 25), amina="absent")
        taught.take(taught.maths, at(9, 30), amina="late")
        assert LessonRegister.objects.count() == 2
        (line, _) = lessons_of_day(
            taught.officer.scope, school_id=taught.school.pk, date=MONDAY, teacher_id=None
        )
        assert (line.absent, line.late) == (0, 1)

    def test_sent_twice_is_kept_once(self, taught: Taught):
        taught.take(taught.maths, at(9, 25), amina="absent", key="a")
        taught.take(taught.maths, at(9, 26), amina="late", key="a")
        assert LessonMark.objects.get().mark == "absent"

    def test_is_taken_from_ten_minutes_before_and_not_sooner(self, taught: Taught):
        with pytest.raises(LessonsRefused, match="This lesson starts at 9:20am"):
            taught.take(taught.maths, at(9, 9))
        taught.take(taught.maths, at(9, 10))

    def test_is_for_its_teacher_and_the_office(self, taught: Taught):
        teacher = an_actor("teacher", taught.school, taught.oak.group)
        with pytest.raises(OutOfScope):
            taught.take(taught.maths, at(9, 25), by=teacher)
        with pytest.raises(OutOfScope):
            taught.take(taught.maths, at(9, 25), by=an_actor("gate", taught.school))

    def test_of_a_day_without_the_lesson_is_refused(self, taught: Taught):
        with pytest.raises(LessonsRefused, match="no such lesson on that day"):
            taught.take(taught.maths, at(9, 25, on=MONDAY + ONE_DAY))

    def test_only_grows(self, taught: Taught):
        taught.take(taught.maths, at(9, 25), amina="absent")
        for rows in (LessonMark.objects.all(), LessonRegister.objects.all()):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(made_at=at(10))


class TestAPupilInSchool:
    def test_and_absent_from_the_lesson_is_missing(self, taught: Taught):
        taught.oak.take("/", "N")
        taught.take(taught.maths, at(9, 25), amina="absent", callum="absent")
        assert missing(taught) == ["Amina Begum"]

    def test_and_elsewhere_in_school_is_not(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="elsewhere", callum="late")
        assert missing(taught) == []

    def test_is_missing_no_more_once_in_a_later_lesson(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        taught.take(taught.french, at(11, 5))
        assert missing(taught) == []

    def test_is_missing_until_found_and_again_after_another_lesson(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        step(taught, "found", "By Mr Lowe in the library")
        assert missing(taught) == []
        taught.take(taught.french, at(11, 5), amina="absent")
        assert missing(taught) == ["Amina Begum"]

    def test_is_looked_for_in_order(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        found = []
        for kind in ("looked", "told office", "told parents", "told lead"):
            (one,) = missing_now(taught.officer.scope, school_id=taught.school.pk, date=MONDAY)
            found.append(one.next_step.split(",")[0].split(":")[0])
            step(taught, kind)
        assert found == [
            "Look for the pupil",
            "Tell the office or whoever is on call",
            "Ring the parents",
            "Tell the safeguarding lead",
        ]
        (one,) = missing_now(taught.officer.scope, school_id=taught.school.pk, date=MONDAY)
        assert one.next_step == "The safeguarding lead decides: go on looking, or tell the police"

    def test_is_looked_for_from_the_start_when_missing_again(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        for number, kind in enumerate(("looked", "told office", "told parents", "found")):
            step(taught, kind, now=at(9, 40 + number))
        taught.take(taught.french, at(11, 5), amina="absent")
        (one,) = missing_now(taught.officer.scope, school_id=taught.school.pk, date=MONDAY)
        assert one.next_step.startswith("Look for the pupil")
        step(taught, "looked", now=at(11, 10))
        (one,) = missing_now(taught.officer.scope, school_id=taught.school.pk, date=MONDAY)
        assert one.next_step.startswith("Tell the office")

    def test_has_a_day_with_each_lesson(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent")
        found = missing_day(
            taught.officer.scope, school_id=taught.school.pk, pupil_id=taught.amina.pk, date=MONDAY
        )
        assert found.is_missing
        assert [(line.lesson.period, mark.mark) for line, mark in found.lessons] == [("P1", "absent")]


class TestAStep:
    @pytest.mark.parametrize(
        ("kind", "says"),
        [
            ("found", "Say where the pupil was found"),
            ("looked", "Say where you looked"),
            ("vanished", "Choose what was done"),
        ],
    )
    def test_says_what_it_lacks(self, taught: Taught, kind, says):
        with pytest.raises(LessonsRefused, match=says):
            step(taught, kind, "")

    def test_is_not_of_a_time_to_come(self, taught: Taught):
        with pytest.raises(LessonsRefused, match="has not come yet"):
            step(taught, "looked", at=at(9, 41))

    def test_is_not_for_a_teacher(self, taught: Taught):
        with pytest.raises(OutOfScope):
            step(taught, "looked", by=an_actor("teacher", taught.school, taught.oak.group))

    def test_is_emptied_with_the_registers_and_no_sooner(self, taught: Taught):
        taught.take(taught.maths, at(9, 25), amina="absent")
        step(taught, "looked")
        about = {"school_id": taught.school.pk, "before": MONDAY + ONE_DAY, "by": taught.head}
        six_years_on = at(9, on=dt.date(2032, 9, 8))
        with pytest.raises(LessonsRefused, match="are kept with the entries"):
            dispose_of_lessons(**about, now=six_years_on - ONE_DAY)
        assert dispose_of_lessons(**about, now=six_years_on) == 2
        assert (MissingStep.objects.get().pupil_id, LessonMark.objects.get().pupil_id) == (None, None)


class TestATimetable:
    def read(self, taught: Taught, text: str, *, first_day: dt.date = MONDAY, by=None):
        return import_timetable(
            school_id=taught.school.pk,
            data=text.encode(),
            first_day=first_day,
            by=by or taught.head,
            now=at(8),
        )

    def test_read_in_replaces_the_one_before_from_its_day(self, taught: Taught):
        done = self.read(taught, FILE, first_day=MONDAY + 7 * ONE_DAY)
        assert (done.lessons, done.ended) == (2, 2)
        assert Lesson.objects.get(pk=taught.maths.pk).last_day == MONDAY + 6 * ONE_DAY

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("group,subject\n5x,Maths\n", "The first line lacks weekday, period, starts, ends, teacher, pupils"),
            (FILE.replace("Monday,P1", "Sunday,P1"), "Row 2: “Sunday” is no weekday"),
            (FILE.replace("9:20", "9:66"), "Row 2: “9:66” is no time. Give the start like 9:05"),
            (FILE.replace("10:20", "9:20"), "Row 2: the lesson ends before it starts"),
            (FILE.replace("5 Oak\n", "5 Elm\n", 1), "Row 2: “5” is neither a registration group nor a pupil’s reference"),
            (FILE.splitlines()[0], "no lessons below its first line"),
            (FILE + FILE.splitlines()[1], "Row 4: row 2 has the same group, subject, weekday and period"),
            (FILE.replace("French", '"' + "x" * 140_000), "Row 3: a value is far too long"),
            ("", "The first line lacks group"),
        ],
    )  # fmt: skip
    def test_with_a_fault_lands_nothing_and_says_which_row(self, taught: Taught, text, says):
        with pytest.raises(LessonsRefused, match=says):
            self.read(taught, text)
        assert Lesson.objects.filter(last_day=None).count() == 2

    def test_starts_tomorrow_or_later_once_a_register_was_taken_today(self, taught: Taught):
        taught.take(taught.maths, at(9, 25), amina="absent")
        with pytest.raises(LessonsRefused, match="Give tomorrow or a later day"):
            self.read(taught, FILE)
        assert self.read(taught, FILE, first_day=MONDAY + ONE_DAY).ended == 2

    def test_starts_today_or_later(self, taught: Taught):
        with pytest.raises(LessonsRefused, match="starts today or later"):
            self.read(taught, FILE, first_day=MONDAY - ONE_DAY)

    def test_is_not_for_the_office(self, taught: Taught):
        with pytest.raises(OutOfScope):
            self.read(taught, FILE, by=taught.officer)

    def test_takes_one_lesson_by_hand_and_none_twice(self, taught: Taught):
        row = TimetableRow(1, "5x", "Maths", 2, "P1", dt.time(9, 20), dt.time(10, 20), "", "5 Oak")
        about = {
            "school_id": taught.school.pk,
            "row": row,
            "first_day": MONDAY,
            "by": taught.head,
            "now": at(8),
        }
        add_lesson(**about)
        with pytest.raises(LessonsRefused, match="has a lesson in that period already"):
            add_lesson(**about)

    def test_ends_a_lesson_after_today_once(self, taught: Taught):
        about = {"school_id": taught.school.pk, "lesson_id": taught.maths.pk, "by": taught.head, "now": at(8)}
        end_lesson(**about)
        with pytest.raises(LessonsRefused, match="has ended already"):
            end_lesson(**about)

    def test_has_no_lessons_once_registers_are_kept_no_more(self, taught: Taught):
        keep_lessons(school_id=taught.school.pk, kept=False, by=taught.head, now=at(8))
        about = {"school_id": taught.school.pk, "date": MONDAY, "teacher_id": None}
        assert lessons_of_day(taught.officer.scope, **about) == []


class TestPatterns:
    def test_count_lessons_missed_in_school_and_set_the_others_aside(self, taught: Taught):
        taught.oak.take("/", "N")
        taught.take(taught.maths, at(9, 25), amina="absent", callum="absent")
        taught.take(taught.french, at(11, 5), amina="late")
        found = lesson_patterns(
            taught.officer.scope, school_id=taught.school.pk, first_day=MONDAY, last_day=MONDAY
        )
        assert (found.registers, found.not_in, found.twice) == (2, 1, 0)
        assert [(one.name, one.missed, one.lessons) for one in found.by_subject] == [
            ("Maths", 1, 1),
            ("French", 0, 1),
        ]
        assert [(one.name, one.missed, one.rate) for one in found.by_weekday] == [("Monday", 1, "50.0%")]
        assert [(str(one.pupil), one.missed, one.late, one.most) for one in found.pupils] == [
            ("Amina Begum", 1, 1, (("Maths", 1),))
        ]

    def test_are_the_librarys_whole_numbers(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25), amina="absent", callum="elsewhere")
        taught.take(taught.maths, at(9, 30), amina="late")
        taught.take(taught.french, at(11, 5), amina="absent", callum="late")
        span = {"school_id": taught.school.pk, "first_day": MONDAY, "last_day": MONDAY}
        screen, rows = lesson_patterns(taught.officer.scope, **span), lesson_rows(**span)
        assert len(rows.rows) == 4
        for by, shown in ((By.SUBJECT, screen.by_subject), (By.PERIOD, screen.by_period)):
            library = counted_patterns(rows.rows, [by], came_in=rows.came_in).patterns
            assert sorted((one.name, one.missed, one.lessons) for one in shown) == [
                (*one.key, one.missed_in_school, one.lessons_in_school) for one in library
            ]

    def test_are_of_whoever_was_of_the_group_and_on_the_roll_on_the_day(self, taught: Taught):
        taught.oak.take("/", "/")
        taught.take(taught.maths, at(9, 25))
        TeachingGroupMember.objects.filter(pupil=taught.amina).update(first_day=MONDAY + ONE_DAY)
        Enrolment.objects.filter(pupil=taught.callum).update(last_day=MONDAY)
        span = {"school_id": taught.school.pk, "first_day": MONDAY, "last_day": MONDAY}
        assert [row.pupil for row in lesson_rows(**span).rows] == [str(taught.callum.pk)]
        Enrolment.objects.filter(pupil=taught.callum).update(last_day=MONDAY - ONE_DAY)
        assert lesson_rows(**span).rows == []

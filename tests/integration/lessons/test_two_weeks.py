"""A timetable of two weeks: which week a day is in, over holidays; and the lessons of each."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.lessons.actions.timetable import add_lesson, end_lesson, import_timetable
from onroll.service.lessons.actions.weeks import end_weeks, set_weeks
from onroll.service.lessons.models import Lesson
from onroll.service.lessons.queries.day import lines_of_day
from onroll.service.lessons.queries.weeks import cycle_of, week_on, weeks_between, weeks_listed
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.lessons.timetable_file import TimetableRow
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import MONDAY, at
from tests.integration.lessons.conftest import Taught
from tests.integration.lessons.test_pages import client_of

ONE_WEEK = dt.timedelta(days=7)
FILE = (
    "group,subject,weekday,week,period,starts,ends,teacher,pupils\n"
    "5x,Maths,Monday,A,P1,9:20,10:20,,5 Oak\n"
    "5x,Maths,Monday,B,P1,9:20,10:20,,5 Oak\n"
    "5x,French,Monday,b,P3,11:00,11:50,,5 Oak\n"
    "5x,Art,Monday,,P4,13:20,14:10,,5 Oak\n"
)


def about(taught: Taught) -> dict:
    return {"school_id": taught.school.pk, "by": taught.head, "now": at(8)}


def set_them(taught: Taught, holidays: str = "skip", week_a_on: dt.date = MONDAY) -> None:
    set_weeks(**about(taught), week_a_on=week_a_on, holidays=holidays)


def no_school(taught: Taught, week: int) -> None:
    """Have no school in a week, counted from the first."""
    first = MONDAY + week * ONE_WEEK
    SchoolSession.objects.filter(
        school=taught.school, date__range=(first, first + dt.timedelta(days=4))
    ).delete()


def weeks(taught: Taught, count: int = 5) -> str:
    return "".join(
        week_on(cycle_of(taught.school.pk), MONDAY + number * ONE_WEEK) or "-" for number in range(count)
    )


def subjects(taught: Taught, date: dt.date) -> list[str]:
    return [one.lesson.group.subject for one in lines_of_day(taught.school.pk, date)]


class TestTheWeeks:
    def test_are_none_until_they_are_set(self, taught):
        assert weeks(taught) == "-----"

    def test_alternate_from_week_a(self, taught):
        set_them(taught)
        assert weeks(taught) == "ABABA"
        assert week_on(cycle_of(taught.school.pk), MONDAY - ONE_WEEK) == ""
        friday, sunday = MONDAY + dt.timedelta(days=4), MONDAY + dt.timedelta(days=6)
        assert [week_on(cycle_of(taught.school.pk), day) for day in (friday, sunday)] == ["A", "A"]

    def test_go_on_after_a_holiday_where_its_weeks_are_left_out(self, taught):
        no_school(taught, 2)
        set_them(taught)
        assert weeks(taught) == "ABAAB"

    def test_run_through_a_holiday_where_every_week_counts(self, taught):
        no_school(taught, 2)
        set_them(taught, "count")
        assert weeks(taught) == "ABABA"

    def test_are_a_week_in_which_the_school_meets_on_one_day_alone(self, taught):
        SchoolSession.objects.filter(
            school=taught.school, date__range=(MONDAY, MONDAY + dt.timedelta(days=3))
        ).delete()
        set_them(taught)
        assert weeks(taught) == "ABABA"

    def test_may_begin_on_any_day_of_week_a_within_a_year(self, taught):
        set_them(taught, week_a_on=MONDAY + dt.timedelta(days=3))
        assert cycle_of(taught.school.pk).first_monday == MONDAY
        set_them(taught, week_a_on=MONDAY + dt.timedelta(days=370))
        for wrong in ({"week_a_on": MONDAY + dt.timedelta(days=371)}, {"holidays": "perhaps"}):
            with pytest.raises(LessonsRefused):
                set_weeks(**about(taught), **{"week_a_on": MONDAY, "holidays": "skip", **wrong})

    def test_are_set_by_those_who_keep_the_timetable(self, taught):
        with pytest.raises(OutOfScope):
            set_weeks(**{**about(taught), "by": taught.oak.teacher}, week_a_on=MONDAY, holidays="skip")

    @pytest.mark.parametrize(("holidays", "expected"), [("skip", "ABAAB"), ("count", "ABABA")])
    def test_of_a_span_are_those_of_its_days(self, taught, holidays, expected):
        no_school(taught, 2)
        set_them(taught, holidays)
        last = MONDAY + 4 * ONE_WEEK
        found = weeks_between(taught.school.pk, MONDAY - ONE_WEEK, last)
        assert [monday for monday, _ in found] == [MONDAY + number * ONE_WEEK for number in range(5)]
        assert "".join(week for _, week in found) == expected == weeks(taught)

    @pytest.mark.parametrize(("holidays", "expected"), [("skip", "AB-AB"), ("count", "AB-BA")])
    def test_give_no_letter_to_a_week_without_school_where_they_are_listed(self, taught, holidays, expected):
        no_school(taught, 2)
        set_them(taught, holidays)
        found = weeks_listed(taught.school.pk, MONDAY, MONDAY + 4 * ONE_WEEK)
        assert "".join(one.week or "-" for one in found) == expected
        assert all(one.is_known for one in found)

    def test_go_on_beyond_the_calendar_where_nobody_knows_of_holidays(self, taught):
        set_them(taught)
        SchoolSession.objects.filter(school=taught.school, date__gte=MONDAY + ONE_WEEK).delete()
        found = weeks_listed(taught.school.pk, MONDAY, MONDAY + 2 * ONE_WEEK)
        assert [(one.week, one.is_known) for one in found] == [("A", True), ("B", False), ("B", False)]


class TestTheLessons:
    def test_are_those_of_the_day_s_week_and_of_both(self, taught):
        set_them(taught)
        import_timetable(**about(taught), data=FILE.encode(), first_day=MONDAY)
        assert subjects(taught, MONDAY) == ["Maths", "Art"]
        assert subjects(taught, MONDAY + ONE_WEEK) == ["Maths", "French", "Art"]

    def test_stay_where_a_register_was_taken_though_the_weeks_change(self, taught):
        set_them(taught)
        import_timetable(**about(taught), data=FILE.encode(), first_day=MONDAY)
        taught.take(Lesson.objects.get(week="A", period="P1", last_day=None), at(9, 25), amina="absent")
        set_them(taught, week_a_on=MONDAY - ONE_WEEK)
        assert subjects(taught, MONDAY) == ["Maths", "Maths", "French", "Art"]

    def test_of_one_week_need_the_weeks_to_be_set(self, taught):
        with pytest.raises(LessonsRefused, match="needs the two weeks"):
            import_timetable(**about(taught), data=FILE.encode(), first_day=MONDAY)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            (FILE.replace("Monday,A,", "Monday,C,"), "Row 2: “C” is no week. Give A or B"),
            (FILE + FILE.splitlines()[2], "Row 6: row 3 has the same group"),
            (FILE.replace("Monday,B,P1", "Monday,,P1"), "Row 3: row 2 has the same group"),
        ],
    )
    def test_are_refused_where_two_meet_or_the_week_is_none(self, taught, text, says):
        set_them(taught)
        with pytest.raises(LessonsRefused, match=says):
            import_timetable(**about(taught), data=text.encode(), first_day=MONDAY)

    def test_are_added_by_hand_for_one_week_where_none_of_it_is_there(self, taught):
        set_them(taught)
        row = TimetableRow(1, "5x", "Art", 1, "P4", dt.time(13, 20), dt.time(14, 10), "", "5 Oak", "A")
        add_lesson(**about(taught), row=row, first_day=MONDAY)
        for week in ("A", ""):
            with pytest.raises(LessonsRefused, match="in that period already"):
                add_lesson(**about(taught), row=_of(row, week), first_day=MONDAY)
        add_lesson(**about(taught), row=_of(row, "B"), first_day=MONDAY)

    def test_of_one_week_are_ended_before_every_week_is_the_same(self, taught):
        set_them(taught)
        row = TimetableRow(1, "5x", "Art", 1, "P4", dt.time(13, 20), dt.time(14, 10), "", "5 Oak", "A")
        lesson = add_lesson(**about(taught), row=row, first_day=MONDAY)
        with pytest.raises(LessonsRefused, match="End them first"):
            end_weeks(**about(taught))
        end_lesson(**about(taught), lesson_id=lesson.pk)
        end_weeks(**about(taught))
        with pytest.raises(LessonsRefused, match="the same already"):
            end_weeks(**about(taught))


def _of(row: TimetableRow, week: str) -> TimetableRow:
    return replace(row, week=week)


class TestThePage:
    def test_sets_the_weeks_and_says_which_this_is(self, taught, monkeypatch):
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(9, 30))
        head, base = client_of("head", taught), f"/schools/{taught.school.pk}/lessons/timetable/"
        weeks = f"/schools/{taught.school.pk}/calendar/weeks/"
        day = {"week_a_on-day": "8", "week_a_on-month": "9", "week_a_on-year": "2026", "holidays": "count"}
        page = head.post(weeks, day, follow=True).content.decode()
        assert "This is week A." in head.get(base).content.decode()
        assert "Every week counts, those of holidays too" in page
        assert head.post(weeks, {**day, "week_a_on-day": ""}).status_code == 409
        file = io.BytesIO(FILE.encode())
        file.name = "timetable.csv"
        days = {"first_day-day": "7", "first_day-month": "9", "first_day-year": "2026"}
        assert (
            "Week B, P3" in head.post(f"{base}import/", {**days, "file": file}, follow=True).content.decode()
        )
        assert "End them first" in head.post(weeks, {"do": "end"}).content.decode()

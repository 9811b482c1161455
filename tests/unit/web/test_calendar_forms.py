"""What the calendar's forms read: times as people type them, halves of days, and errors that name their box."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.school_time import AcademicYear
from onroll.service.organisations.models import SessionTimes
from onroll.service.organisations.queries.calendar import CalendarDayShown
from onroll.service.organisations.sessions import SessionRow, SessionSet, TimesInForce
from onroll.service.web.components.dates import DateNotGiven
from onroll.service.web.school.calendar.forms import NotATime, day_values, read_day, read_times, time_typed
from onroll.service.web.school.calendar.typed_terms import TermsTyped, day_typed

MONDAY = dt.date(2026, 11, 9)


class TestATimeTyped:
    @pytest.mark.parametrize(
        ("typed", "time"),
        [
            ("8:45", dt.time(8, 45)),
            ("08.45", dt.time(8, 45)),
            ("0845", dt.time(8, 45)),
            ("9", dt.time(9)),
            ("1pm", dt.time(13)),
            ("1:05 PM", dt.time(13, 5)),
            ("12pm", dt.time(12)),
            ("12am", dt.time(0)),
            ("13:15", dt.time(13, 15)),
        ],
    )
    def test_may_be_written_in_any_usual_way(self, typed: str, time: dt.time) -> None:
        assert time_typed(typed) == time

    @pytest.mark.parametrize("typed", ["", "nine", "24:00", "8:60", "8:4", "123456"])
    def test_is_refused_where_it_is_none(self, typed: str) -> None:
        with pytest.raises(NotATime):
            time_typed(typed)


class TestADaysForm:
    def test_reads_a_day_of_staff_training(self) -> None:
        read = read_day({"AM": "inset", "PM": "none", "reason": " First aid "}, MONDAY)
        assert read.halves == {"AM": SessionSet("inset", "First aid"), "PM": None}
        assert read.last_day == MONDAY

    def test_gives_its_reason_to_the_half_that_is_not_school(self) -> None:
        read = read_day({"AM": "school", "PM": "inset", "reason": "Data day"}, MONDAY)
        assert read.halves == {"AM": SessionSet("school"), "PM": SessionSet("inset", "Data day")}

    def test_gives_its_reason_to_school_where_nothing_else_takes_it(self) -> None:
        read = read_day({"AM": "school", "PM": "none", "reason": "Last day of term"}, MONDAY)
        assert read.halves == {"AM": SessionSet("school", "Last day of term"), "PM": None}

    @pytest.mark.parametrize(
        ("half", "typed", "time"),
        [
            ("PM", "1:20", dt.time(13, 20)),
            ("PM", "6.59", dt.time(18, 59)),
            ("PM", "7:00", dt.time(7)),
            ("PM", "1:20am", dt.time(1, 20)),
            ("AM", "1:20", dt.time(1, 20)),
        ],
    )
    def test_reads_an_hour_of_the_night_as_past_noon_in_an_afternoons_box(self, half, typed, time) -> None:
        read = read_day({"AM": "school", "PM": "school", f"{half}-starts_at": typed}, MONDAY)
        assert read.halves[half].starts_at == time

    def test_reads_the_last_day_of_a_span(self) -> None:
        boxes = {"until-day": "13", "until-month": "nov", "until-year": "26"}
        assert read_day({"AM": "school", "PM": "school", **boxes}, MONDAY).last_day == dt.date(2026, 11, 13)

    def test_names_the_box_of_a_time_that_is_none(self) -> None:
        read = read_day({"AM": "school", "PM": "school", "AM-starts_at": "soon"}, MONDAY)
        assert read.errors == [
            {
                "text": "“soon” is not a time of day. Enter when the morning session starts, like 8:45.",
                "href": "#AM-starts_at",
            }
        ]

    def test_names_the_box_of_a_last_day_that_is_none(self) -> None:
        read = read_day({"AM": "school", "until-day": "31"}, MONDAY)
        assert [error["href"] for error in read.errors] == ["#until-day"]

    def test_begins_with_times_only_where_they_are_not_the_usual_ones(self) -> None:
        usual = TimesInForce(
            SessionTimes(
                first_day=dt.date(2026, 9, 1),
                session=session,
                starts_at=dt.time(hour),
                register_opens_at=dt.time(hour),
                register_closes_at=dt.time(hour, 30),
                ends_at=dt.time(hour + 3),
            )
            for session, hour in (("AM", 9), ("PM", 13))
        )
        late = SessionRow("school", dt.time(10), dt.time(10), dt.time(10, 30), dt.time(12))
        as_usual = SessionRow("school", dt.time(13), dt.time(13), dt.time(13, 30), dt.time(16))
        values = day_values(CalendarDayShown(MONDAY, late, as_usual), usual)
        assert values["AM-register_opens_at"] == "10:00"
        assert not any(name.startswith("PM-") for name in values)
        assert (values["AM"], values["PM"]) == ("school", "school")

    def test_begins_with_no_session_on_a_day_outside_the_calendar(self) -> None:
        assert day_values(CalendarDayShown(MONDAY, None, None), TimesInForce([])) == {
            "reason": "",
            "AM": "none",
            "PM": "none",
        }


class TestTheSessionTimesForm:
    BOXES = {
        "first_day-day": "1",
        "first_day-month": "9",
        "first_day-year": "2026",
        "AM-starts_at": "8:45",
        "AM-register_opens_at": "8:45",
        "AM-register_closes_at": "9:15",
        "AM-ends_at": "12:00",
    }

    def test_leaves_out_a_half_with_no_time_at_all(self) -> None:
        read = read_times(self.BOXES)
        assert [str(one.session) for one in read.times] == ["AM"]
        assert read.errors == []

    def test_asks_for_a_time_left_out_of_a_half(self) -> None:
        read = read_times({**self.BOXES, "AM-ends_at": ""})
        assert read.errors == [
            {"text": "Enter when the morning session ends, like 8:45.", "href": "#AM-ends_at"}
        ]
        assert read.times == []

    def test_asks_for_the_first_day(self) -> None:
        read = read_times({**self.BOXES, "first_day-day": "", "first_day-month": "", "first_day-year": ""})
        assert [error["text"] for error in read.errors] == ["Enter the first day."]


YEAR = AcademicYear.starting_in(2026)


class TestADayTyped:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("2 September", dt.date(2026, 9, 2)),
            ("2 sep", dt.date(2026, 9, 2)),
            ("2/9", dt.date(2026, 9, 2)),
            ("31/8", dt.date(2027, 8, 31)),
            ("1/9", dt.date(2026, 9, 1)),
            ("12 Feb 2027", dt.date(2027, 2, 12)),
            ("12.2.27", dt.date(2027, 2, 12)),
            ("2027-02-12", dt.date(2027, 2, 12)),
        ],
    )
    def test_takes_its_year_from_the_school_year_where_it_has_none(self, typed: str, day: dt.date) -> None:
        assert day_typed(typed, YEAR, "the first day") == day

    @pytest.mark.parametrize("typed", ["soon", "31 Feb", "29/2", "2", "1 2 3 4", "2 Septober"])
    def test_is_refused_where_it_is_none(self, typed: str) -> None:
        with pytest.raises(
            DateNotGiven, match=f"“{typed}” is not a day. Enter the first day, like 2 September."
        ):
            day_typed(typed, YEAR, "the first day")


class TestTermDatesTyped:
    def test_are_half_terms_and_days_of_staff_training(self) -> None:
        typed = TermsTyped(
            {"term-1-first": "2 Sep", "term-1-last": "23 Oct", "training-2": "2 Sep", "term-3-first": " "},
            YEAR,
        )
        assert typed.errors == []
        assert [(span.kind, span.label, span.first_day, span.last_day) for span in typed.spans] == [
            ("school", "Autumn, first half", dt.date(2026, 9, 2), dt.date(2026, 10, 23)),
            ("inset", "Staff training", dt.date(2026, 9, 2), dt.date(2026, 9, 2)),
        ]

    def test_name_every_box_that_is_wrong(self) -> None:
        typed = TermsTyped({"term-1-first": "2 Sep", "term-2-last": "soon", "training-1": "x"}, YEAR)
        assert [error["href"] for error in typed.errors] == [
            "#term-1-last", "#term-2-first", "#term-2-last", "#training-1",
        ]  # fmt: skip

    def test_need_one_half_term_at_least(self) -> None:
        assert [error["href"] for error in TermsTyped({"training-1": "2/9"}, YEAR).errors] == [
            "#term-1-first"
        ]

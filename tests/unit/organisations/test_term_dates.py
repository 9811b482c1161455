"""Term dates: judged, laid out over days, and read from and written to CSV."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.law.school_time import AcademicYear
from onroll.service.organisations.models import SessionTimes
from onroll.service.organisations.refusals import NoSessionTimes, TermDatesRefused
from onroll.service.organisations.sessions import SessionRow, TimesInForce
from onroll.service.organisations.term_dates import TemplateSpan, faults_of_spans, laid_out, planned_sessions
from onroll.service.organisations.term_dates_csv import read_term_dates, write_term_dates

YEAR = AcademicYear.starting_in(2026)
AUTUMN = TemplateSpan("school", "Autumn 1", dt.date(2026, 9, 1), dt.date(2026, 10, 23))
SUMMER = TemplateSpan("school", "Summer 1", dt.date(2027, 4, 12), dt.date(2027, 5, 28))
INSET = TemplateSpan("inset", "Staff training", dt.date(2026, 9, 1), dt.date(2026, 9, 1))
TIMES = TimesInForce(
    SessionTimes(
        first_day=dt.date(2026, 9, 1),
        session=session,
        starts_at=dt.time(hour),
        register_opens_at=dt.time(hour),
        register_closes_at=dt.time(hour, 30),
        ends_at=dt.time(hour + 2),
    )
    for session, hour in (("AM", 9), ("PM", 13))
)


def faults_of(*spans: TemplateSpan) -> list[str]:
    return faults_of_spans(spans, YEAR.first_day, YEAR.last_day)


class TestTermDates:
    def test_without_fault_have_none(self) -> None:
        assert faults_of(AUTUMN, SUMMER, INSET) == []

    def test_need_a_span_in_which_schools_meet(self) -> None:
        assert "no span in which schools meet" in faults_of(INSET)[0]

    def test_must_lie_within_their_year(self) -> None:
        late = TemplateSpan("school", "Summer 2", dt.date(2027, 6, 7), dt.date(2027, 9, 1))
        assert "“Summer 2” is not within the year" in faults_of(AUTUMN, late)[0]

    def test_may_end_with_their_year(self) -> None:
        assert faults_of(TemplateSpan("school", "Summer 2", dt.date(2027, 6, 7), dt.date(2027, 8, 31))) == []

    def test_may_not_overlap(self) -> None:
        second = TemplateSpan("school", "Autumn 2", dt.date(2026, 10, 23), dt.date(2026, 12, 18))
        assert "before “Autumn 1” has ended" in faults_of(AUTUMN, second)[0]

    def test_may_follow_on_the_next_day(self) -> None:
        second = TemplateSpan("school", "Autumn 2", dt.date(2026, 10, 24), dt.date(2026, 12, 18))
        assert faults_of(AUTUMN, second) == []

    def test_are_never_an_unplanned_closure(self) -> None:
        snow = TemplateSpan("closure", "Snow", dt.date(2026, 9, 3), dt.date(2026, 9, 3))
        assert "Use one of" in faults_of(AUTUMN, snow)[0]


class TestPlannedSessions:
    def test_are_two_a_weekday(self) -> None:
        planned = planned_sessions([AUTUMN])
        assert len(planned) == 2 * 39
        assert (dt.date(2026, 9, 5), "AM") not in planned

    def test_lay_staff_training_over_the_half_term_whatever_the_order(self) -> None:
        for spans in ([INSET, AUTUMN], [AUTUMN, INSET]):
            assert planned_sessions(spans)[dt.date(2026, 9, 1), "PM"].kind == "inset"

    def test_leave_bank_holidays_out_by_themselves(self) -> None:
        bank_holiday = planned_sessions([SUMMER])[dt.date(2027, 5, 3), "AM"]
        assert (bank_holiday.kind, bank_holiday.reason) == ("holiday", "Early May bank holiday")

    def test_hold_the_day_after_a_bank_holiday(self) -> None:
        assert planned_sessions([SUMMER])[dt.date(2027, 5, 4), "AM"].kind == "school"


class TestLayingOut:
    def test_takes_out_standing_days_that_the_dates_leave_out(self) -> None:
        saturday = (dt.date(2026, 9, 5), "AM")
        assert laid_out([AUTUMN], TIMES, {saturday: SessionRow("school")}, YEAR.first_day)[saturday] is None

    def test_leaves_a_session_lost_to_snow_as_it_is(self) -> None:
        snow = {(dt.date(2026, 9, 7), "AM"): SessionRow("closure", reason="Snow")}
        assert (dt.date(2026, 9, 7), "AM") not in laid_out([AUTUMN], TIMES, snow, YEAR.first_day)

    def test_leaves_days_before_the_given_one_alone(self) -> None:
        rows = laid_out(
            [AUTUMN], TIMES, {(dt.date(2026, 9, 1), "AM"): SessionRow("school")}, dt.date(2026, 9, 2)
        )
        assert min(day for day, _ in rows) == dt.date(2026, 9, 2)

    def test_gives_each_session_the_usual_times(self) -> None:
        row = laid_out([AUTUMN], TIMES, {}, YEAR.first_day)[dt.date(2026, 9, 2), "PM"]
        assert row == SessionRow("school", dt.time(13), dt.time(13), dt.time(13, 30), dt.time(15))

    def test_refuses_a_school_without_session_times(self) -> None:
        with pytest.raises(NoSessionTimes, match="no session times on 1 September 2026"):
            laid_out([AUTUMN], TimesInForce([]), {}, YEAR.first_day)


class TestTermDatesAsCsv:
    def test_come_back_as_they_were_written(self) -> None:
        written = write_term_dates("926", YEAR, [INSET, AUTUMN, SUMMER])
        read = read_term_dates(written.encode())
        assert (read.authority_code, read.year) == ("926", YEAR)
        assert read.spans == (INSET, AUTUMN, SUMMER)

    @pytest.mark.parametrize("year", ["2026/27", "202627", "2026-27", "2026/2027"])
    def test_may_write_the_year_in_any_usual_way(self, year: str) -> None:
        text = f"la,academic_year,term,start,end,kind\n926,{year},Autumn 1,01/09/2026,23/10/2026,School\n"
        assert read_term_dates(text.encode("utf-8-sig")).year == YEAR

    def test_name_every_line_at_fault_and_its_cure(self) -> None:
        text = (
            "la,academic_year,term,start,end,kind\n"
            "926,2026/27,Autumn 1,1st Sept,2026-10-23,school\n"
            "926,2026/27,,2026-11-02,2026-12-18,term\n"
        )
        with pytest.raises(TermDatesRefused) as refused:
            read_term_dates(text.encode())
        assert refused.value.faults == (
            "Line 2: the start “1st Sept” is not a day. Write it as 2026-09-01 or 01/09/2026.",
            "Line 3: the kind “term” is not one of school, holiday, inset, polling.",
            "Line 3: the term has no name. Call it what people call it, such as Autumn 1.",
        )

    def test_refuse_a_year_that_does_not_follow_on(self) -> None:
        text = "la,academic_year,term,start,end,kind\n926,2026/28,Autumn,2026-09-01,2026-10-23,school\n"
        with pytest.raises(TermDatesRefused, match="Write it as 2026/27"):
            read_term_dates(text.encode())

    def test_refuse_two_authorities_in_one_file(self) -> None:
        line = "2026/27,Autumn,2026-09-01,2026-10-23,school\n"
        text = f"la,academic_year,term,start,end,kind\n926,{line}925,{line}"
        with pytest.raises(TermDatesRefused, match="more than one authority"):
            read_term_dates(text.encode())

    def test_refuse_a_file_without_its_columns(self) -> None:
        with pytest.raises(TermDatesRefused, match="has no column la, academic_year"):
            read_term_dates(b"term,start,end,kind\nAutumn,2026-09-01,2026-10-23,school\n")
        with pytest.raises(TermDatesRefused, match="has no column"):
            read_term_dates(b"")

"""The limit, the dates and the periods agree with a slow, plain reading of their definitions."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from onroll.law import CalendarTooShort, SchoolCalendar, Span
from onroll.law.notices_to_improve import period
from onroll.law.offences import time_limit
from onroll.law.penalty_notice_limit import EarlierNotice, NoticeState, next_notice
from onroll.law.penalty_notice_service import dates

ONE_DAY = timedelta(days=1)

days = st.dates(date(2024, 8, 1), date(2033, 3, 31))
notices = st.lists(st.builds(EarlierNotice, days, st.sampled_from(NoticeState)), max_size=6)
# Terms with closures in mid-week and weeks with none.
autumn_days = list(Span(date(2026, 9, 1), date(2026, 12, 18)))
closures = st.lists(st.sampled_from(autumn_days), max_size=30)


def three_years_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 3)
    except ValueError:
        return date(day.year - 3, 2, 28)


class TestAnyNotices:
    @given(notices, days.filter(lambda day: day >= date(2024, 8, 19)))
    def test_permit_another_as_the_definition_reads(self, previous: list[EarlierNotice], on: date) -> None:
        plainly = 0
        for notice in previous:
            inside = three_years_earlier(on) < notice.issued_on <= on
            stood = notice.state not in ("withdrawn", "acquitted")
            plainly += inside and stood and notice.issued_on >= date(2024, 8, 19)
        found = next_notice(proposed_on=on, previous=previous)
        expected = {0: (True, 1, 80, 160), 1: (True, 2, None, 160)}.get(plainly, (False, None, None, None))
        assert (found.permitted, found.ordinal, found.reduced_amount, found.full_amount) == expected

    @given(notices, days.filter(lambda day: day >= date(2024, 8, 19)))
    def test_permit_another_from_the_day_they_say(self, previous: list[EarlierNotice], on: date) -> None:
        known = [notice for notice in previous if notice.issued_on <= on]
        found = next_notice(proposed_on=on, previous=known)
        if found.permitted_again_on is not None:
            again = found.permitted_again_on
            assert next_notice(proposed_on=again, previous=known).permitted
            assert not next_notice(proposed_on=again - ONE_DAY, previous=known).permitted


class TestAnyPosting:
    @given(days, st.lists(st.integers(1, 10), max_size=4))
    def test_is_received_after_two_working_days(self, posted_on: date, after: list[int]) -> None:
        holidays = [posted_on + timedelta(days=number) for number in after]
        found = dates(posted_on=posted_on, bank_holidays=holidays)
        passed = [posted_on + timedelta(days=n) for n in range(1, (found.received_on - posted_on).days + 1)]
        working = [day for day in passed if day.strftime("%a") not in ("Sat", "Sun") and day not in holidays]
        assert len(working) == 2
        assert working[-1] == found.received_on
        assert len(Span(found.received_on, found.reduced_until)) == 21
        assert len(Span(found.received_on, found.full_until)) == 28


class TestAnyOffence:
    @given(days)
    def test_is_barred_six_calendar_months_on(self, day: date) -> None:
        found = time_limit(day).lay_information_by
        assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == 6
        is_month_end = (found + ONE_DAY).month != found.month
        assert found.day == day.day or (is_month_end and found.day < day.day)


class TestAnyPeriod:
    @given(
        closures, st.sampled_from(autumn_days), st.integers(3, 6), st.one_of(st.none(), st.integers(1, 40))
    )
    def test_ends_as_the_definition_reads(
        self, closed: list[date], starts_on: date, weeks: int, maximum: int | None
    ) -> None:
        calendar = SchoolCalendar.from_terms([Span(autumn_days[0], autumn_days[-1])], closed=closed)
        monday = starts_on - timedelta(days=starts_on.weekday())
        met_in_week = [day for day in calendar.school_days if monday <= day < monday + timedelta(days=7)]
        assume(met_in_week)
        last_day, seen, days_counted = None, set(), 0
        for day in (one for one in calendar.school_days if one >= monday):
            seen.add(day.isocalendar()[:2])
            if len(seen) > weeks:
                break
            last_day = day
            days_counted += day >= starts_on
            if days_counted == maximum:
                break
        is_whole = len(seen) >= weeks or (maximum is not None and days_counted == maximum)
        try:
            found = period(
                starts_on=starts_on, school_weeks=weeks, calendar=calendar, local_maximum_school_days=maximum
            )
        except CalendarTooShort:
            assert not is_whole
        else:
            assert is_whole
            assert found.last_day == last_day

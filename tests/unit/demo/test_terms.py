"""The made-up authority's term dates, for whatever academic year a demo is started in."""

import datetime as dt

import pytest

from onroll.law.school_time import AcademicYear
from onroll.service.demo.calendars import draw_calendars
from onroll.service.demo.terms import SCHOOL_DAYS, easter_sunday, term_dates


def terms_of(autumn):
    return term_dates(AcademicYear.starting_in(autumn))


class TestTermDates:
    @pytest.mark.parametrize("autumn", range(2024, 2034))
    def test_have_six_half_terms_in_order_and_195_weekdays(self, autumn):
        terms = terms_of(autumn)
        days = [day for span in terms.half_terms for day in (span.first_day, span.last_day)]
        assert days == sorted(days)
        assert len(list(terms.weekdays())) == 195

    @pytest.mark.parametrize("autumn", range(2024, 2034))
    def test_lie_in_their_academic_year(self, autumn):
        terms = terms_of(autumn)
        assert terms.first_day in terms.year
        assert terms.last_day in terms.year

    def test_leave_out_good_friday_and_the_bank_holidays(self):
        days = set(terms_of(2026).weekdays())
        assert not days & {dt.date(2027, 3, 26), dt.date(2027, 5, 3), dt.date(2027, 5, 31)}

    @pytest.mark.parametrize(
        ("year", "day"),
        [(2026, dt.date(2026, 4, 5)), (2027, dt.date(2027, 3, 28)), (2028, dt.date(2028, 4, 16))],
    )
    def test_know_easter(self, year, day):
        assert easter_sunday(year) == day


class TestSchoolCalendars:
    def test_give_every_school_but_the_polling_station_190_days(self):
        lengths = {key: len(calendar.days) for key, calendar in draw_calendars(terms_of(2026)).items()}
        assert lengths.pop("infant") == SCHOOL_DAYS - 1
        assert set(lengths.values()) == {SCHOOL_DAYS}

    def test_show_training_days_a_boiler_a_flood_snow_and_a_staggered_start(self):
        calendars = draw_calendars(terms_of(2026))
        codes = {(closed.school, closed.code) for one in calendars.values() for closed in one.closures}
        assert codes == {
            ("village", "Y4"),
            ("secondary", "Y7"),
            ("secondary", "Y3"),
            ("secondary", "Y4"),
            ("special", "Y4"),
        }
        assert all(
            sum(kind == "inset" for kind, _ in one.other_days.values()) == 5 for one in calendars.values()
        )

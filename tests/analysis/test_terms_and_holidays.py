"""Which days are in which term of official figures, and which weeks stand beside a holiday."""

from datetime import date

import pytest

from onroll.analysis.reference import Entry, Pupil, cells, gather
from onroll.law import Session
from tests.analysis.drawing import marks, school_days


def possible(entries, **more):
    """Answer the possible sessions of each period."""
    return {
        cell.period: cell.denominator
        for cell in cells(gather(entries, **more))
        if cell.measure == "attendance_percent"
    }


class TestTermsOf2025To2026:
    # Easter Sunday is 5 April 2026, the spring bank holiday Monday 25 May.
    @pytest.mark.parametrize(
        ("on", "terms"),
        [
            (date(2025, 9, 1), {"autumn term", "autumn and spring term", "five half terms"}),
            (date(2025, 12, 31), {"autumn term", "autumn and spring term", "five half terms"}),
            (date(2026, 1, 1), {"spring term", "autumn and spring term", "five half terms"}),
            (date(2026, 4, 3), {"spring term", "autumn and spring term", "five half terms"}),
            (date(2026, 4, 6), {"summer term", "five half terms"}),
            (date(2026, 5, 22), {"summer term", "five half terms"}),
            (date(2026, 5, 25), {"summer term"}),
            (date(2026, 7, 31), {"summer term"}),
            (date(2026, 8, 3), set()),
        ],
    )
    def test_hold_a_day(self, on, terms):
        entries = [*marks("Amina", date(2025, 9, 1), "X"), *marks("Amina", on, ". \\")]
        found = {period for period in possible(entries) if "term" in period and not period.startswith("half")}
        assert found == terms | ({"six half terms"} if terms else set())


class TestEasterSunday:
    @pytest.mark.parametrize(
        ("on", "term"), [(date(2026, 4, 5), "spring term"), (date(2026, 4, 6), "summer term")]
    )
    def test_ends_the_spring_term(self, on, term):
        entries = [Entry("Ash", "Amina", day, Session.AM, "V") for day in (date(2025, 9, 1), on)]
        found = possible(entries)
        assert {"spring term", "summer term"} & found.keys() == {term}


class TestAcademicYearOfTheTerms:
    def test_is_that_of_the_last_day(self):
        entries = [*marks("Amina", date(2025, 2, 3), "V V"), *marks("Amina", date(2025, 9, 8), "V V V V")]
        found = possible(entries, first_day=date(2024, 9, 1))
        assert found["autumn term"] == 4
        assert "spring term" not in found
        assert found["whole"] == 6


class TestSpringBankHoliday:
    def test_of_2022_was_moved_to_thursday_and_the_half_term_began_on_its_monday(self):
        entries = marks("Amina", date(2022, 5, 27), "/ \\ / \\")
        assert possible(entries)["five half terms"] == 2


class TestSixHalfTerms:
    # Six sessions before the spring bank holiday and four after.
    entries = tuple(marks("Amina", date(2026, 5, 20), ["V"] * 10))

    def test_are_the_whole_year(self):
        assert possible(self.entries)["six half terms"] == 10

    def test_leave_out_the_last_of_a_pupil_who_was_15_when_the_year_began(self):
        for born, counted in (
            (date(2010, 8, 31), 6),
            (date(2010, 9, 1), 10),
            (date(2009, 9, 1), 6),
            (date(2009, 8, 31), 10),
        ):
            found = possible(self.entries, pupils=[Pupil("Amina", "Ash", born=born)])
            assert (found["six half terms"], found["five half terms"], found["summer term"]) == (
                counted,
                6,
                10,
            )

    def test_leave_out_an_enrolment_that_began_in_the_last(self):
        for starting_day, counted in ((date(2026, 5, 24), 10), (date(2026, 5, 25), None)):
            found = possible(self.entries, pupils=[Pupil("Amina", "Ash", starting_day=starting_day)])
            assert found.get("six half terms") == counted

    def test_keep_an_enrolment_that_began_before_and_again_in_the_last(self):
        stays = [
            Pupil("Amina", "Ash", starting_day=date(2025, 9, 1), leaving_day=date(2026, 5, 22)),
            Pupil("Amina", "Ash", starting_day=date(2026, 5, 25)),
        ]
        assert possible(self.entries, pupils=stays)["six half terms"] == 10

    def test_keep_an_enrolment_with_entries_and_no_day_on_roll(self):
        never = [Pupil("Amina", "Ash", starting_day=date(2025, 9, 2), leaving_day=date(2025, 9, 1))]
        assert possible(self.entries, pupils=never)["six half terms"] == 10

    def test_leave_out_an_enrolment_whose_first_row_is_in_the_last(self):
        assert "six half terms" not in possible(marks("Amina", date(2026, 6, 1), "/ \\"))


class TestWeeksBesideAHoliday:
    def test_are_those_before_and_after_a_whole_week_off(self):
        entries = [
            *marks("Amina", date(2025, 10, 13), ["V"] * 14),  # Tuesday of the week after ends it
            *marks("Amina", date(2025, 11, 3), ["V"] * 12),
        ]
        found = possible(entries)
        assert found["end of term"] == 4
        assert found["after holiday"] == 10

    def test_are_none_beside_some_days_off(self):
        entries = [*marks("Amina", date(2025, 10, 13), "V V"), *marks("Amina", date(2025, 10, 24), "V V")]
        assert not {"end of term", "after holiday"} & possible(entries).keys()

    def test_are_none_at_the_ends_of_what_is_known(self):
        assert not {"end of term", "after holiday"} & possible(marks("Amina", date(2025, 9, 1), "V V")).keys()

    def test_may_have_the_holiday_before_the_period(self):
        entries = [*marks("Amina", date(2025, 7, 17), "V V"), *marks("Amina", date(2025, 9, 1), "V V")]
        found = possible(entries)
        assert found["after holiday"] == 2
        assert "end of term" not in found

    def test_are_none_of_a_school_that_held_no_session(self):
        entries = marks("Amina", date(2025, 9, 8), "# #")
        calendar = school_days(date(2025, 9, 8), kind="closure")
        found = cells(
            gather([*entries, *marks("Amina", date(2025, 9, 8), "V V", school="Birch")], calendar=calendar)
        )
        assert {cell.period for cell in found if "week" not in cell.period and "session" not in cell.period} == {
            "whole", "autumn term", "autumn and spring term", "five half terms", "six half terms"
        }  # fmt: skip

    def test_are_each_schools_own(self):
        entries = [
            *marks("Amina", date(2025, 10, 17), "V V"),
            *marks("Amina", date(2025, 10, 27), "V V"),
            *marks("Bilal", date(2025, 10, 20), "V V V V", school="Birch"),
        ]
        found = possible(entries)
        assert (found["end of term"], found["after holiday"]) == (2, 2)

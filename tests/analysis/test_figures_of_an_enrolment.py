"""One pupil at one school: possible sessions, percentages, persistent and severe absence, lateness, runs."""

from datetime import date
from decimal import Decimal

import pytest

from onroll.analysis.reference import Pupil, figures, gather
from onroll.analysis.reference.counting import Counts
from tests.analysis.drawing import drawn_entries, marks, present, school_days

MONDAY = date(2025, 9, 8)


def figure(entries, *, pupil="Amina", school="Ash", **more):
    found = figures(gather(entries, **more))
    return next(one for one in found if (one.school, one.pupil) == (school, pupil))


def absent(sessions, of):
    return [*["I"] * sessions, *["V"] * (of - sessions)]


class TestPossibleSessions:
    def test_are_of_presence_activity_and_absence(self):
        found = figure(
            drawn_entries(r"""
                  | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep | Thu 11 Sep | Fri 12 Sep |
                  |  AM  PM   |  AM  PM   |  AM  PM    |  AM  PM    |  AM  PM    |
            Amina |  /   \    |  L   V    |  I   C1    |  U   O     |  D   X     |
            """)
        )
        assert (found.attended, found.authorised, found.unauthorised, found.possible) == (4, 2, 2, 8)
        assert found.attendance_percent == Decimal("50.0")

    @pytest.mark.parametrize("code", ["D", "Q", "X", "Y1", "Y4", "Y7", "Z", "#"])
    def test_are_none_of_a_code_outside_them(self, code):
        found = figure(marks("Amina", MONDAY, ["/", code]))
        assert found.possible == 1

    def test_are_each_schools_own_for_a_pupil_registered_at_two(self):
        entries = [
            *marks("Amina", MONDAY, "/ \\ D D I I"),
            *marks("Amina", MONDAY, "D D / \\ D D", school="Birch"),
        ]
        main, subsidiary = figure(entries), figure(entries, school="Birch")
        assert (main.possible, main.attended, main.authorised) == (4, 2, 2)
        assert (subsidiary.possible, subsidiary.attended) == (2, 2)

    def test_may_be_none_and_then_there_is_no_percentage(self):
        found = figure(marks("Amina", MONDAY, "D X"))
        assert found.possible == 0
        assert found.attendance_percent is None
        assert found.persistent is None
        assert found.severe is None


class TestPercentage:
    def test_has_its_half_rounded_up(self):
        # 15 of 16 is 93.75, and 13 of 16 is 81.25, which halves to even would make 81.2.
        assert figure(marks("Amina", MONDAY, absent(1, 16))).attendance_percent == Decimal("93.8")
        assert figure(marks("Amina", MONDAY, absent(3, 16))).attendance_percent == Decimal("81.3")


class TestPersistentAbsence:
    def test_is_a_tenth_exactly(self):
        assert figure(marks("Amina", MONDAY, absent(2, 20))).persistent is True

    def test_is_not_one_session_less(self):
        assert figure(marks("Amina", MONDAY, absent(1, 20))).persistent is False
        assert figure(marks("Amina", MONDAY, absent(2, 21))).persistent is False

    def test_is_a_tenth_to_the_last_session_of_a_long_time(self):
        assert Counts(900, 100, 0, 0, 0).persistent(MONDAY) is True
        assert Counts(901, 100, 0, 0, 0).persistent(MONDAY) is False

    def test_is_of_authorised_and_unauthorised_absence_together(self):
        assert figure(marks("Amina", MONDAY, ["I", "O", *["V"] * 18])).persistent is True

    def test_is_judged_over_the_period(self):
        entries = marks("Amina", MONDAY, [*absent(2, 10), *["V"] * 20])
        assert figure(entries, on=date(2025, 9, 12)).persistent is True
        assert figure(entries).persistent is False

    def test_was_15_per_cent_until_august_2015(self):
        fourteen, fifteen = (marks("Amina", date(2015, 6, 1), absent(number, 100)) for number in (14, 15))
        assert figure(fourteen, on=date(2015, 8, 31)).persistent is False
        assert figure(fifteen, on=date(2015, 8, 31)).persistent is True
        assert figure(fourteen, on=date(2015, 9, 1), first_day=date(2014, 9, 1)).persistent is True


class TestSevereAbsence:
    def test_is_half_exactly(self):
        assert figure(marks("Amina", MONDAY, absent(10, 20))).severe is True

    def test_is_not_one_session_less(self):
        assert figure(marks("Amina", MONDAY, absent(9, 20))).severe is False
        assert figure(marks("Amina", MONDAY, absent(9, 19))).severe is False

    def test_has_no_answer_before_it_was_defined(self):
        entries = marks("Amina", date(2022, 6, 6), absent(10, 10))
        assert figure(entries, on=date(2022, 8, 31)).severe is None
        assert figure(entries, on=date(2022, 9, 1), first_day=date(2021, 9, 1)).severe is True


class TestLateness:
    def test_is_l_and_u_with_the_minutes_that_are_known(self):
        found = figure(marks("Amina", MONDAY, "L:12 L U:40 / I:90"))
        assert found.late_sessions == 3
        assert found.minutes_late == 52


class TestPeriod:
    def test_is_the_academic_year_of_the_last_entry(self):
        entries = [
            *marks("Amina", date(2025, 8, 28), "O O O O"),
            *marks("Amina", date(2025, 9, 1), "/ \\"),
        ]
        assert figure(entries).unauthorised == 0
        assert figure(entries, first_day=date(2025, 8, 29)).unauthorised == 2

    def test_includes_both_its_ends(self):
        entries = marks("Amina", MONDAY, present(10))
        assert figure(entries, first_day=date(2025, 9, 9), on=date(2025, 9, 11)).possible == 6

    def test_of_an_earlier_year_keeps_that_years_codes(self):
        entries = marks("Amina", date(2024, 7, 1), "H H J Y / \\")
        found = figure(entries)
        assert (found.attended, found.authorised, found.possible) == (3, 2, 5)


class TestLongestRun:
    def test_counts_days_with_both_sessions_unauthorised(self):
        found = figure(
            drawn_entries(r"""
                  | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep | Thu 11 Sep | Fri 12 Sep |
                  |  AM  PM   |  AM  PM   |  AM  PM    |  AM  PM    |  AM  PM    |
            Amina |  G   N    |  O   U    |  O   \     |  O   O     |  /   O     |
            """)
        )
        assert found.longest_run_days == 2

    def test_goes_on_over_weekends_holidays_and_terms(self):
        entries = [
            *marks("Amina", date(2025, 10, 23), "O O O O"),
            *marks("Amina", date(2025, 11, 3), "O O / \\"),
        ]
        assert figure(entries).longest_run_days == 3

    def test_ends_with_authorised_absence(self):
        assert figure(marks("Amina", MONDAY, "O O I I O O")).longest_run_days == 1

    def test_ends_with_a_day_on_which_no_entry_was_made(self):
        entries = [*marks("Amina", MONDAY, "O O - - O O"), *marks("Bilal", MONDAY, present(6))]
        assert figure(entries).longest_run_days == 1
        assert figure(marks("Amina", MONDAY, "O O - - O O")).longest_run_days == 2

    def test_has_a_day_with_one_session_held_and_missed(self):
        entries = marks("Amina", MONDAY, "O O O . O O")
        assert figure(entries).longest_run_days == 3

    def test_is_of_the_sessions_that_the_calendar_says_were_held(self):
        entries = marks("Amina", MONDAY, "O O O O O O")
        calendar = school_days(MONDAY, date(2025, 9, 10))
        assert figure(entries, calendar=calendar).longest_run_days == 2

    def test_is_one_schools_own(self):
        entries = [
            *marks("Amina", MONDAY, "O O O O"),
            *marks("Amina", date(2025, 9, 10), "O O", school="Birch"),
        ]
        assert figure(entries).longest_run_days == 2
        assert figure(entries, school="Birch").longest_run_days == 1

    def test_is_counted_whole_where_it_reaches_into_the_period(self):
        entries = marks("Amina", date(2025, 8, 28), "O O O O O O / \\")
        assert figure(entries).longest_run_days == 3

    def test_is_not_one_that_ended_before_the_period(self):
        entries = marks("Amina", date(2025, 8, 28), "O O O O / \\")
        assert figure(entries).longest_run_days == 0

    def test_stops_at_the_last_day(self):
        entries = marks("Amina", MONDAY, ["O"] * 20)
        assert figure(entries, on=date(2025, 9, 10)).longest_run_days == 3


class TestPupilWithoutAnEntry:
    def test_has_a_row_of_nothing_but_missing_sessions(self):
        entries = marks("Bilal", MONDAY, present(4))
        found = figure(entries, pupils=[Pupil("Amina", "Ash", starting_day=MONDAY)])
        assert (found.possible, found.missing, found.unauthorised_in_ten_school_weeks) == (0, 4, 0)
        assert found.attendance_percent is None

"""Ten sessions of unauthorised absence in ten of the pupil's own school weeks, from school to school and year to year."""

from datetime import date, timedelta

from onroll.analysis.reference import Pupil, figures, gather, totals
from tests.analysis.drawing import marks, school_days, weekdays

FIRST_MONDAY = date(2025, 9, 1)


def monday(number: int) -> date:
    """Answer the Monday of the week so many after the first, from 0."""
    return FIRST_MONDAY + timedelta(weeks=number)


def weeks(pupil, codes_by_week, *, school="Ash"):
    """Answer rows a week: so many sessions of O, and presence for the rest; a week of None has no row."""
    return [
        row
        for number, missed in codes_by_week.items()
        if missed is not None
        for row in marks(pupil, monday(number), ["O"] * missed + ["V"] * (10 - missed), school=school)
    ]


def standing(entries, *, pupil="Amina", school="Ash", **more):
    found = figures(gather(entries, **more))
    one = next(one for one in found if (one.school, one.pupil) == (school, pupil))
    return one.unauthorised_in_ten_school_weeks, one.threshold_first_met_on


class TestTenSessions:
    def test_are_not_nine(self):
        assert standing(weeks("Amina", {0: 5, 1: 4})) == (9, None)

    def test_are_met_on_the_day_of_the_tenth(self):
        # The fifth session of the second week is the morning of its Wednesday.
        assert standing(weeks("Amina", {0: 5, 1: 5})) == (10, date(2025, 9, 10))

    def test_may_mix_the_codes(self):
        entries = marks("Amina", FIRST_MONDAY, "G N O U G N O U G N")
        assert standing(entries) == (10, date(2025, 9, 5))

    def test_are_not_of_authorised_absence_or_lateness(self):
        assert standing(marks("Amina", FIRST_MONDAY, ["I", "L", "C", "E"] * 5)) == (0, None)

    def test_are_not_of_entries_set_aside(self):
        entries = [*weeks("Amina", {0: 10}), *marks("Amina", FIRST_MONDAY, "I")]
        assert standing(entries) == (9, None)

    def test_are_counted_from_19_august_2024(self):
        # Ten before it, from Friday 16 August back; then ten from the Monday on.
        before = marks("Amina", date(2024, 8, 12), ["O"] * 10)
        assert standing(before, on=date(2024, 8, 19)) == (0, None)
        after = marks("Amina", date(2024, 8, 19), ["O"] * 10)
        assert standing([*before, *after]) == (10, date(2024, 8, 23))

    def test_have_no_count_before_there_was_a_threshold(self):
        before = marks("Amina", date(2024, 8, 12), ["O"] * 10)
        assert standing(before, on=date(2024, 8, 18)) == (None, None)


class TestTenSchoolWeeks:
    def test_hold_the_first_and_the_tenth(self):
        ten = {0: 5, **dict.fromkeys(range(1, 9), 0), 9: 5}
        assert standing(weeks("Amina", ten)) == (10, monday(9) + timedelta(days=2))

    def test_let_the_first_go_in_the_eleventh(self):
        eleven = {0: 5, **dict.fromkeys(range(1, 10), 0), 10: 5}
        assert standing(weeks("Amina", eleven)) == (5, None)

    def test_skip_a_half_term(self):
        ten_and_a_holiday = {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5}
        assert standing(weeks("Amina", ten_and_a_holiday)) == (10, monday(10) + timedelta(days=2))

    def test_count_a_week_with_a_single_session(self):
        # The school meets once in the week of half term: that makes eleven weeks.
        single = weeks("Amina", {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5})
        assert standing([*single, *marks("Amina", monday(7), "/")]) == (5, None)

    def test_skip_a_week_of_planned_closure(self):
        closed = weeks("Amina", {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5})
        assert standing([*closed, *marks("Amina", monday(7), ["#"] * 10)])[0] == 10

    def test_count_a_week_in_which_other_pupils_had_school_and_this_one_a_closure(self):
        closed = weeks("Amina", {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5})
        closed += marks("Amina", monday(7), ["#"] * 10)
        assert standing([*closed, *marks("Bilal", monday(7), "/ \\")])[0] == 5

    def test_count_a_week_of_blanks_at_a_school_that_met(self):
        blank = weeks("Amina", {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5})
        blank += marks("Amina", monday(7), "- -")
        assert standing([*blank, *marks("Bilal", monday(7), "/ \\")])[0] == 5

    def test_skip_a_week_in_which_the_pupil_has_no_row(self):
        entries = weeks("Amina", {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5})
        assert standing([*entries, *weeks("Bilal", {7: 0})])[0] == 10

    def test_are_those_in_which_the_calendar_says_the_school_met(self):
        entries = weeks("Amina", {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0, 9: 0, 10: 5})
        entries += marks("Amina", monday(7), ["-"] * 10)
        met = school_days(
            *weekdays(monday(0), monday(6)), *weekdays(monday(8), monday(10) + timedelta(days=4))
        )
        assert standing(entries, calendar=met)[0] == 10
        assert standing(entries, calendar=[*met, *school_days(monday(7))])[0] == 5

    def test_roll_over_the_summer_into_the_next_school_year(self):
        entries = [
            *marks("Amina", date(2025, 7, 14), ["O"] * 5),
            *marks("Amina", date(2025, 9, 1), ["O"] * 5),
        ]
        assert standing(entries) == (10, date(2025, 9, 3))

    def test_are_met_once_and_for_all(self):
        # Met in September; by March the window holds nothing.
        entries = weeks("Amina", {0: 10, **dict.fromkeys(range(1, 20), 0)})
        assert standing(entries) == (0, date(2025, 9, 5))


class TestDayAskedAbout:
    def test_ends_the_count(self):
        entries = weeks("Amina", {0: 10})
        assert standing(entries, on=date(2025, 9, 4)) == (8, None)
        assert standing(entries, on=date(2025, 9, 5)) == (10, date(2025, 9, 5))

    def test_may_be_in_a_holiday(self):
        assert standing(weeks("Amina", {0: 4}), on=date(2025, 12, 27))[0] == 4

    def test_may_come_long_after_a_pupil_left(self):
        entries = [*weeks("Amina", {0: 4}), *weeks("Bilal", dict.fromkeys(range(30), 0))]
        assert standing(entries)[0] == 4


class TestChangeOfSchool:
    def test_carries_the_count_along(self):
        entries = [*weeks("Amina", {0: 5}), *weeks("Amina", {1: 5}, school="Birch")]
        assert standing(entries) == (10, date(2025, 9, 10))
        assert standing(entries, school="Birch") == (10, date(2025, 9, 10))

    def test_is_one_pupil_in_the_totals(self):
        entries = [*weeks("Amina", {0: 5}), *weeks("Amina", {1: 5}, school="Birch")]
        found = totals(gather(entries))
        assert (found["threshold_met"], found["enrolments"]) == (1, 2)

    def test_skips_the_weeks_between_the_schools(self):
        entries = [
            *weeks("Amina", {0: 5, **dict.fromkeys(range(1, 5), 0)}),
            *weeks("Amina", {**dict.fromkeys(range(9, 13), 0), 13: 5}, school="Birch"),
            *weeks("Bilal", dict.fromkeys(range(14), 0)),
            *weeks("Cara", dict.fromkeys(range(14), 0), school="Birch"),
        ]
        assert standing(entries) == (10, monday(13) + timedelta(days=2))

    def test_takes_each_week_from_the_school_of_that_week(self):
        # Birch met in the holiday of Ash; the pupil was at Ash then.
        at_ash = {0: 5, **dict.fromkeys(range(1, 7), 0), 8: 0}
        entries = [
            *weeks("Amina", at_ash),
            *weeks("Amina", {9: 0, 10: 5}, school="Birch"),
            *weeks("Bilal", {7: 0}, school="Birch"),
        ]
        assert standing(entries)[0] == 10


class TestTwoSchoolsAtOnce:
    def test_add_up_where_each_has_its_own_sessions(self):
        entries = [
            *marks("Amina", FIRST_MONDAY, "O O D D O O D D O O"),
            *marks("Amina", FIRST_MONDAY, "D D O O D D O O D D", school="Birch"),
        ]
        assert standing(entries) == (10, date(2025, 9, 5))

    def test_count_one_session_once_where_both_hold_it_against_the_child(self):
        entries = [*weeks("Amina", {0: 5}), *weeks("Amina", {0: 5}, school="Birch")]
        assert standing(entries) == (5, None)

    def test_count_a_week_once(self):
        both = {0: 0, **dict.fromkeys(range(1, 9), 0)}
        entries = [*weeks("Amina", {**both, 0: 5, 9: 5}), *weeks("Amina", both, school="Birch")]
        assert standing(entries)[0] == 10


class TestCompulsorySchoolAge:
    def test_leaves_out_sessions_before_it(self):
        # Five on 1 September 2025: of compulsory school age from 31 December.
        entries = [*weeks("Amina", {0: 6}), *marks("Amina", date(2026, 1, 5), ["O"] * 4)]
        assert standing(entries)[0] == 10
        pupils = [Pupil("Amina", "Ash", born=date(2020, 9, 1))]
        assert standing(entries, pupils=pupils) == (4, None)

    def test_leaves_out_sessions_after_it(self):
        # Sixteen in April 2026: of compulsory school age to the last Friday in June, the 26th.
        entries = marks("Amina", date(2026, 6, 22), ["O"] * 12)
        pupils = [Pupil("Amina", "Ash", born=date(2010, 4, 4))]
        assert standing(entries, pupils=pupils) == (10, date(2026, 6, 26))
        assert standing(entries[1:], pupils=pupils) == (9, None)

    def test_is_known_at_one_school_for_the_other(self):
        entries = [*weeks("Amina", {0: 5}), *weeks("Amina", {1: 5}, school="Birch")]
        pupils = [Pupil("Amina", "Birch", born=date(2020, 9, 1))]
        assert standing(entries, pupils=pupils) == (0, None)

    def test_is_not_known_where_two_dates_of_birth_are_given(self):
        pupils = [
            Pupil("Amina", "Ash", born=date(2020, 9, 1)),
            Pupil("Amina", "Birch", born=date(2020, 9, 2)),
        ]
        assert standing(weeks("Amina", {0: 10}), pupils=pupils)[0] == 10


class TestPeriod:
    def test_does_not_cut_the_weeks(self):
        entries = weeks("Amina", {0: 5, 1: 5})
        assert standing(entries, first_day=monday(1)) == (10, date(2025, 9, 10))

    def test_may_begin_after_the_threshold_was_met(self):
        entries = weeks("Amina", {0: 10, 1: 0})
        found = totals(gather(entries, first_day=monday(1)))
        assert found["threshold_met"] == 1

    def test_leaves_out_pupils_who_are_not_in_it(self):
        entries = [*weeks("Amina", {0: 10}), *weeks("Bilal", {0: 0, 1: 0})]
        found = totals(gather(entries, first_day=monday(1)))
        assert (found["pupils"], found["threshold_met"]) == (1, 0)

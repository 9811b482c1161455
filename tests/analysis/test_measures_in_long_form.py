"""Measures over periods and groups: what is counted, and over what."""

from datetime import date

from onroll.analysis.reference import Pupil, cells, gather, written
from tests.analysis.drawing import drawn_entries, marks, school_days

MONDAY = date(2025, 9, 8)
ASH = r"""
         | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep | Thu 11 Sep | Fri 12 Sep |
         |  AM  PM   |  AM  PM   |  AM  PM    |  AM  PM    |  AM  PM    |
   Amina |  /   \    |  /   \    |  /   \     |  V   V     |  L:5 I     |
   Bilal |  G   G    |  G   G    |  G   G     |  G   G     |  G   G     |
   Cara  |  L:9 \    |  /   -    |  U   \     |  D   D     |  /   \     |
"""


def figures_of(entries, by=(), **more):
    rows = [written(by, cell) for cell in cells(gather(entries, **more), by)]
    return {
        (measure, period, group): (numerator, denominator)
        for measure, period, group, numerator, denominator in rows
    }


class TestSessions:
    found = figures_of(drawn_entries(ASH))

    def test_are_over_the_possible_sessions_of_everybody(self):
        # Cara has seven: a blank and two D are not possible.
        assert self.found["attendance_percent", "whole", "all"] == (9 + 0 + 6, 27)
        assert self.found["absence_percent", "whole", "all"] == (12, 27)
        assert self.found["authorised", "whole", "all"] == (1, 27)
        assert self.found["unauthorised", "whole", "all"] == (11, 27)

    def test_are_given_for_each_code_that_somebody_has(self):
        assert self.found["code G", "whole", "all"] == (10, 27)
        assert self.found["code D", "whole", "all"] == (2, 27)
        assert ("code O", "whole", "all") not in self.found

    def test_are_given_for_each_family_though_nobody_has_it(self):
        assert self.found["family present", "whole", "all"] == (13, 27)
        assert self.found["family approved_educational_activity", "whole", "all"] == (2, 27)
        assert figures_of(marks("Amina", MONDAY, "/"))["family unauthorised_absence", "whole", "all"] == (
            0,
            1,
        )

    def test_have_lateness_and_its_minutes(self):
        assert self.found["late_sessions", "whole", "all"] == (3, 27)
        assert self.found["minutes_late", "whole", "all"] == (14, 3)

    def test_have_those_missing_over_those_held_on_roll(self):
        assert self.found["missing", "whole", "all"] == (1, 30)

    def test_have_those_missing_where_nothing_else_is_known(self):
        entries = [*marks("Amina", MONDAY, "V V"), *marks("Bilal", MONDAY, "- -")]
        found = figures_of(
            entries, ("registration_group",), pupils=[Pupil("Bilal", "Ash", registration_group="7B")]
        )
        assert found["missing", "weekday 1", "registration_group=7B"] == (2, 2)

    def test_are_not_given_where_none_was_possible(self):
        found = figures_of(marks("Amina", MONDAY, "X X"))
        assert ("attendance_percent", "whole", "all") not in found
        assert ("code X", "whole", "all") not in found


class TestPatterns:
    found = figures_of(drawn_entries(ASH))

    def test_are_of_each_weekday(self):
        assert self.found["absence_percent", "weekday 1", "all"] == (2, 6)
        assert self.found["absence_percent", "weekday 4", "all"] == (2, 4)
        assert self.found["absence_percent", "weekday 5", "all"] == (3, 6)
        assert ("absence_percent", "weekday 6", "all") not in self.found

    def test_are_of_each_session(self):
        assert self.found["absence_percent", "session AM", "all"] == (6, 14)
        assert self.found["absence_percent", "session PM", "all"] == (6, 13)

    def test_are_of_each_session_of_the_week(self):
        assert self.found["absence_percent", "weekday 5 AM", "all"] == (1, 3)
        assert self.found["absence_percent", "weekday 5 PM", "all"] == (2, 3)

    def test_are_of_each_week(self):
        entries = [*drawn_entries(ASH), *marks("Amina", date(2025, 9, 15), "/ \\ I I")]
        found = figures_of(entries)
        assert found["absence_percent", "week 2025-09-08", "all"] == (12, 27)
        assert found["absence_percent", "week 2025-09-15", "all"] == (2, 4)
        assert found["absence_percent", "whole", "all"] == (14, 31)


class TestPupils:
    found = figures_of(drawn_entries(ASH))

    def test_are_counted_persistent_and_severe_of_those_with_something_possible(self):
        entries = [*drawn_entries(ASH), *marks("Dilys", MONDAY, "X X")]
        found = figures_of(entries)
        # Amina has missed 1 of 10, Bilal 10 of 10, Cara 1 of 7.
        assert found["persistent", "whole", "all"] == (3, 3)
        assert found["severe", "whole", "all"] == (1, 3)

    def test_have_a_share_of_all_absence(self):
        assert self.found["absent_of_severe", "whole", "all"] == (10, 12)
        assert self.found["absence_rate_of_severe", "whole", "all"] == (10, 10)
        assert self.found["absent_of_persistent", "whole", "all"] == (12, 12)
        assert self.found["absence_rate_of_persistent", "whole", "all"] == (12, 27)

    def test_are_not_called_persistently_absent_for_a_week_or_a_weekday(self):
        periods = {period for measure, period, _ in self.found if measure == "persistent"}
        assert periods == {
            "whole", "autumn term", "autumn and spring term", "five half terms", "six half terms"
        }  # fmt: skip

    def test_are_counted_with_the_threshold_as_pupils(self):
        entries = [*drawn_entries(ASH), *marks("Bilal", date(2025, 9, 15), "/ \\", school="Birch")]
        assert figures_of(entries)["threshold_met", "whole", "all"] == (1, 3)

    def test_are_counted_with_the_threshold_though_they_have_no_session(self):
        pupils = [Pupil("Dilys", "Ash", starting_day=MONDAY)]
        calendar = school_days(MONDAY, kind="inset")
        found = figures_of(marks("Bilal", MONDAY, "# #"), pupils=pupils, calendar=calendar)
        assert found["threshold_met", "whole", "all"] == (0, 2)

    def test_are_counted_with_a_run_of_ten_days(self):
        entries = [
            *marks("ten days", MONDAY, ["O"] * 20),
            *marks("nine days", MONDAY, [*["O"] * 19, "\\"]),
            *marks("none", MONDAY, ["V"] * 20),
            *marks("guest", MONDAY, ["D"] * 20),
        ]
        assert figures_of(entries)["run_of_ten_days", "whole", "all"] == (1, 3)

    def test_are_not_called_severely_absent_before_there_was_such_a_thing(self):
        entries = marks("Amina", date(2022, 8, 31), ["I"] * 4)
        before = figures_of(entries, on=date(2022, 8, 31))
        assert before["persistent", "whole", "all"] == (1, 1)
        assert not [measure for measure, _, _ in before if "severe" in measure]
        assert figures_of(entries, first_day=date(2022, 8, 1))["severe", "whole", "all"] == (1, 1)


class TestBrokenWeeks:
    def test_are_weeks_of_enrolments_with_an_absence(self):
        entries = [
            *marks("Amina", MONDAY, ["V"] * 10 + ["V"] * 9 + ["I"]),
            *marks("Bilal", MONDAY, ["O"] * 10 + ["V"] * 10),
            *marks("Cara", MONDAY, ["D"] * 10 + ["L"] * 10),
        ]
        found = figures_of(entries)
        assert found["broken_weeks", "whole", "all"] == (2, 5)
        assert found["broken_weeks", "week 2025-09-08", "all"] == (1, 2)
        assert found["broken_weeks", "week 2025-09-15", "all"] == (1, 3)
        assert ("broken_weeks", "weekday 1", "all") not in found


class TestGroups:
    pupils = (
        Pupil("Amina", "Ash", sex="F", fsm="true"),
        Pupil("Bilal", "Ash", sex="M", fsm="true"),
        Pupil("Cara", "Ash", sex="F"),
    )

    def test_are_those_of_the_pupils_table(self):
        found = figures_of(drawn_entries(ASH), ("sex",), pupils=self.pupils)
        assert found["absence_percent", "whole", "sex=F"] == (2, 17)
        assert found["absence_percent", "whole", "sex=M"] == (10, 10)

    def test_have_one_for_what_is_not_known(self):
        found = figures_of(drawn_entries(ASH), ("fsm",), pupils=self.pupils)
        assert found["absence_percent", "whole", "fsm=true"] == (11, 20)
        assert found["absence_percent", "whole", "fsm=not known"] == (1, 7)
        assert figures_of(drawn_entries(ASH), ("fsm",))["absence_percent", "whole", "fsm=not known"] == (
            12,
            27,
        )

    def test_may_be_crossed(self):
        found = figures_of(drawn_entries(ASH), ("sex", "fsm"), pupils=self.pupils)
        assert found["absence_percent", "whole", "sex=F,fsm=true"] == (1, 10)
        assert found["absence_percent", "whole", "sex=F,fsm=not known"] == (1, 7)
        assert found["absence_percent", "whole", "sex=M,fsm=true"] == (10, 10)
        assert ("absence_percent", "whole", "sex=M,fsm=not known") not in found

    def test_may_be_the_schools(self):
        entries = [*drawn_entries(ASH), *marks("Bilal", MONDAY, "/ I", school="Birch")]
        found = figures_of(entries, ("school",))
        assert found["absence_percent", "whole", "school=Ash"] == (12, 27)
        assert found["absence_percent", "whole", "school=Birch"] == (1, 2)

    def test_are_those_of_a_starting_day_before_those_of_none(self):
        pupils = [Pupil("Amina", "Ash", fsm="true", starting_day=MONDAY), Pupil("Amina", "Ash", fsm="false")]
        found = figures_of(marks("Amina", MONDAY, "/ \\"), ("fsm",), pupils=pupils)
        assert ("attendance_percent", "whole", "fsm=true") in found

    def test_are_those_of_the_stay_that_began_last(self):
        pupils = [
            Pupil("Amina", "Ash", fsm="true", starting_day=date(2025, 9, 10)),
            Pupil("Amina", "Ash", fsm="false", starting_day=MONDAY, leaving_day=MONDAY),
        ]
        found = figures_of(marks("Amina", MONDAY, "/ \\"), ("fsm",), pupils=pupils)
        assert ("attendance_percent", "whole", "fsm=true") in found
        assert ("attendance_percent", "whole", "fsm=false") not in found

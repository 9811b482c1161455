"""Which sessions a school held, which pupils were on its roll then, and which of those have no code that can be used."""

from datetime import date

import pytest

from onroll.analysis.reference import CalendarDay, Enrolment, Pupil, gather, totals
from onroll.law import Session
from tests.analysis.drawing import drawn_entries, marks, school_days

AMINA, BILAL = Enrolment("Ash", "Amina"), Enrolment("Ash", "Bilal")
MONDAY, TUESDAY, WEDNESDAY = date(2025, 9, 8), date(2025, 9, 9), date(2025, 9, 10)


def held(entries, calendar=()):
    return [
        (day.day, session.value)
        for day, session in gather(entries, calendar=calendar)
        .calendar("Ash")
        .sessions_between(date(2025, 9, 1), date(2025, 9, 30))
    ]


class TestWithoutACalendar:
    def test_a_session_is_held_where_one_pupil_has_an_entry(self):
        entries = drawn_entries(r"""
                  | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep |
                  |  AM  PM   |  AM  PM   |  AM  PM    |
            Amina |  /   -    |  -   -    |  #   Y4    |
            Bilal |  -   -    |  -   I    |  Z   -     |
        """)
        assert held(entries) == [(8, "AM"), (9, "PM")]

    def test_a_session_is_held_where_the_entry_cannot_be_used(self):
        entries = marks("Amina", MONDAY, "ZZ / I+O")
        assert held(entries) == [(8, "AM"), (8, "PM"), (9, "AM")]

    def test_a_session_is_held_where_it_was_not_possible_for_the_pupil(self):
        assert held(marks("Amina", MONDAY, "D X Y3 Y2 Q Y1")) == [
            (8, "AM"),
            (8, "PM"),
            (9, "AM"),
            (9, "PM"),
            (10, "AM"),
            (10, "PM"),
        ]

    def test_a_session_held_at_one_school_is_not_held_at_another(self):
        entries = [*marks("Amina", MONDAY, "/ \\", school="Birch"), *marks("Amina", MONDAY, "- -")]
        assert held(entries) == []


class TestWithACalendar:
    def test_its_word_is_taken_against_the_entries(self):
        calendar = [*school_days(MONDAY), *school_days(TUESDAY, kind="inset")]
        assert held(marks("Amina", TUESDAY, "I I"), calendar) == [(8, "AM"), (8, "PM")]

    def test_a_session_is_held_without_any_entry(self):
        assert held(marks("Amina", TUESDAY, "/"), school_days(MONDAY, TUESDAY)) == [
            (8, "AM"),
            (8, "PM"),
            (9, "AM"),
            (9, "PM"),
        ]

    def test_it_does_not_speak_of_days_beyond_its_own(self):
        assert held(marks("Amina", TUESDAY, "/"), school_days(MONDAY)) == [(8, "AM"), (8, "PM"), (9, "AM")]

    def test_it_speaks_of_its_own_days_alone_where_it_lists_days_off_alone(self):
        days_off = school_days(MONDAY, WEDNESDAY, kind="holiday")
        entries = marks("Amina", MONDAY, "I I / \\ I I")
        assert held(entries, days_off) == [(9, "AM"), (9, "PM")]
        assert [found.place for found in gather(entries, calendar=days_off).faults] == [0, 1, 4, 5]

    def test_it_does_not_speak_of_another_school(self):
        assert held(marks("Amina", TUESDAY, "/"), school_days(MONDAY, TUESDAY, school="Birch")) == [(9, "AM")]

    def test_school_is_believed_where_two_of_its_rows_disagree(self):
        calendar = [CalendarDay("Ash", MONDAY, Session.AM, kind) for kind in ("closure", "school", "inset")]
        assert held(marks("Amina", MONDAY, "/"), calendar) == [(8, "AM")]

    def test_its_sessions_after_the_day_asked_about_are_not_held_yet(self):
        assert held(marks("Amina", MONDAY, "/"), school_days(MONDAY, TUESDAY)) == [(8, "AM"), (8, "PM")]


class TestMissingSessions:
    def test_are_those_held_between_a_pupils_first_row_and_last(self):
        entries = drawn_entries(r"""
                   | Mon 8 Sep | Tue 9 Sep | Wed 10 Sep |
                   |  AM  PM   |  AM  PM   |  AM  PM    |
            Amina  |  /   \    |  /   \    |  /   \     |
            joiner |  .   .    |  .   \    |  .   \     |
            leaver |  /   \    |  .   \    |  .   .     |
            blanks |  -   -    |  /   \    |  /   -     |
        """)
        tables = gather(entries)
        missing = {
            pupil: len(tables.missing(Enrolment("Ash", pupil)))
            for pupil in ("Amina", "joiner", "leaver", "blanks")
        }
        # The joiner's span is of whole days: the morning of the first row is in it.
        assert missing == {"Amina": 0, "joiner": 2, "leaver": 1, "blanks": 3}

    def test_are_those_held_from_starting_day_to_leaving_day_where_these_are_known(self):
        entries = marks("Amina", MONDAY, "/ \\ / \\ / \\")
        pupils = [Pupil("Bilal", "Ash", starting_day=TUESDAY, leaving_day=TUESDAY)]
        assert gather(entries, pupils).missing(BILAL) == [(TUESDAY, Session.AM), (TUESDAY, Session.PM)]

    def test_go_on_to_the_last_day_without_a_leaving_day(self):
        entries = marks("Amina", MONDAY, "/ \\ / \\ / \\")
        pupils = [Pupil("Bilal", "Ash", starting_day=TUESDAY)]
        assert len(gather(entries, pupils).missing(BILAL)) == 4
        assert len(gather(entries, pupils, on=TUESDAY).missing(BILAL)) == 2

    def test_start_with_the_first_row_without_a_starting_day(self):
        entries = [*marks("Amina", MONDAY, "/ \\ / \\ / \\"), *marks("Bilal", TUESDAY, ". \\")]
        pupils = [Pupil("Bilal", "Ash", leaving_day=WEDNESDAY)]
        assert len(gather(entries, pupils).missing(BILAL)) == 3

    def test_are_between_first_and_last_row_where_the_pupils_table_gives_neither_day(self):
        entries = [*marks("Amina", MONDAY, "/ \\ / \\ / \\"), *marks("Bilal", MONDAY, ". \\ . \\")]
        assert len(gather(entries, [Pupil("Bilal", "Ash")]).missing(BILAL)) == 2

    def test_are_between_first_and_last_row_in_whatever_order_the_rows_are(self):
        entries = [*marks("Amina", MONDAY, "/ \\ / \\ / \\"), *marks("Bilal", MONDAY, ". \\ / . . \\")]
        last_row_in_the_middle = [*entries[:-2], entries[-1], entries[-2]]
        assert gather(last_row_in_the_middle).missing(BILAL) == gather(entries).missing(BILAL)
        assert gather(entries[::-1]).missing(BILAL) == gather(entries).missing(BILAL)
        assert len(gather(entries).missing(BILAL)) == 3

    def test_are_not_after_the_last_row_up_to_the_day_asked_about(self):
        entries = [*marks("Amina", MONDAY, "/ \\ / \\ / \\"), *marks("Bilal", MONDAY, ". \\ . . / \\")]
        assert len(gather(entries).missing(BILAL)) == 3
        assert len(gather(entries, on=TUESDAY).missing(BILAL)) == 1

    def test_are_of_both_stays_of_a_pupil_who_came_back(self):
        entries = marks("Amina", MONDAY, "/ \\ / \\ / \\")
        pupils = [
            Pupil("Bilal", "Ash", starting_day=MONDAY, leaving_day=MONDAY),
            Pupil("Bilal", "Ash", starting_day=WEDNESDAY),
        ]
        assert {day for day, _ in gather(entries, pupils).missing(BILAL)} == {MONDAY, WEDNESDAY}

    def test_are_not_those_with_a_code_that_is_not_possible(self):
        entries = [*marks("Amina", MONDAY, "/ \\ / \\"), *marks("Bilal", MONDAY, "D X # Y4")]
        assert gather(entries).missing(BILAL) == []

    def test_are_none_on_days_that_are_not_school(self):
        calendar = [*school_days(MONDAY), *school_days(TUESDAY, kind="holiday"), *school_days(WEDNESDAY)]
        entries = marks("Amina", MONDAY, "/ \\ . . / \\")
        assert gather(entries, calendar=calendar).missing(AMINA) == []

    def test_are_counted_in_the_period_only(self):
        entries = marks("Amina", MONDAY, "/ - / - / -")
        assert totals(gather(entries, first_day=TUESDAY, on=TUESDAY))["missing"] == 0
        entries += marks("Bilal", MONDAY, "/ \\ / \\ / \\")
        assert totals(gather(entries, first_day=TUESDAY, on=TUESDAY))["missing"] == 1


class TestEnrolments:
    def test_are_a_pupil_at_each_school(self):
        entries = [*marks("Amina", MONDAY, "/ \\"), *marks("Amina", TUESDAY, "/ \\", school="Birch")]
        found = totals(gather(entries))
        assert (found["schools"], found["pupils"], found["enrolments"]) == (2, 1, 2)

    def test_are_of_pupils_on_roll_without_an_entry_too(self):
        pupils = [Pupil("Bilal", "Ash", starting_day=MONDAY)]
        assert BILAL in gather(marks("Amina", MONDAY, "/"), pupils).enrolments

    def test_are_not_of_pupils_who_left_before_the_period(self):
        entries = [*marks("Bilal", MONDAY, "/ \\"), *marks("Amina", MONDAY, "/ \\ / \\")]
        pupils = [Pupil("Bilal", "Ash", starting_day=MONDAY, leaving_day=MONDAY)]
        assert BILAL not in gather(entries, pupils, first_day=TUESDAY).enrolments
        assert BILAL in gather(entries, pupils, first_day=MONDAY).enrolments

    @pytest.mark.parametrize(
        "never_on_roll",
        [
            Pupil("Bilal", "Ash", starting_day=TUESDAY),
            Pupil("Bilal", "Ash", starting_day=TUESDAY, leaving_day=WEDNESDAY),
            Pupil("Bilal", "Ash", starting_day=MONDAY, leaving_day=date(2025, 9, 7)),
            Pupil("Bilal", "Ash", leaving_day=WEDNESDAY),
            Pupil("Bilal", "Ash"),
        ],
        ids=[
            "starts later",
            "starts and leaves later",
            "left before starting",
            "no row to start with",
            "no day",
        ],
    )
    def test_are_not_of_pupils_without_an_entry_or_a_day_on_roll(self, never_on_roll):
        entries = marks("Amina", MONDAY, "/ \\ / \\")
        assert BILAL not in gather(entries, [never_on_roll], on=MONDAY).enrolments

    def test_are_of_a_pupil_with_one_of_two_stays_in_the_period(self):
        entries = marks("Amina", MONDAY, "/ \\ / \\ / \\")
        stays = [
            Pupil("Bilal", "Ash", starting_day=MONDAY, leaving_day=MONDAY),
            Pupil("Bilal", "Ash", starting_day=WEDNESDAY),
        ]
        assert BILAL in gather(entries, stays, first_day=TUESDAY).enrolments

    def test_are_in_order_of_school_and_pupil(self):
        entries = [
            *marks("Cara", MONDAY, "/", school="Birch"),
            *marks("Amina", MONDAY, "/", school="Birch"),
            *marks("Bilal", MONDAY, "/"),
            *marks("Dilys", MONDAY, "/"),
        ]
        found = gather(entries).enrolments
        assert found == [("Ash", "Bilal"), ("Ash", "Dilys"), ("Birch", "Amina"), ("Birch", "Cara")]

    def test_count_an_entry_outside_the_days_on_roll_as_any_other(self):
        entries = marks("Bilal", MONDAY, "I I")
        pupils = [Pupil("Bilal", "Ash", starting_day=TUESDAY)]
        assert totals(gather(entries, pupils))["authorised"] == 2

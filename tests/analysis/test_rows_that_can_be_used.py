"""What is wrong with rows of entries, where it is, and which rows are used all the same."""

from datetime import date

from onroll.analysis.reference import CalendarDay, Enrolment, Entry, gather, totals
from onroll.law import Session, StatisticalClass
from tests.analysis.drawing import drawn_entries, marks, school_days

AMINA = Enrolment("Ash", "Amina")


def faults(entries, calendar=(), **period):
    return [(found.fault.value, found.place) for found in gather(entries, calendar=calendar, **period).faults]


def used_codes(entries, calendar=()):
    return [one.code for one in gather(entries, calendar=calendar).used(AMINA).values()]


class TestUnknownCode:
    def test_is_located_and_not_used(self):
        entries = drawn_entries(r"""
                  | Mon 8 Sep |
                  |  AM  PM   |
            Amina |  /   ZZ   |
        """)
        assert faults(entries) == [("unknown_code", 1)]
        assert used_codes(entries) == ["/"]

    def test_leaves_a_session_missing(self):
        entries = marks("Amina", date(2025, 9, 8), "/ ZZ")
        assert totals(gather(entries))["missing"] == 1

    def test_is_a_code_in_small_letters(self):
        assert faults(marks("Amina", date(2025, 9, 8), "i")) == [("unknown_code", 0)]

    def test_is_not_a_code_with_spaces_round_it(self):
        assert used_codes(marks("Amina", date(2025, 9, 8), [" I "])) == ["I"]

    def test_is_counted_row_by_row(self):
        entries = marks("Amina", date(2025, 9, 8), "ZZ") * 2
        assert faults(entries) == [("unknown_code", 0), ("unknown_code", 1), ("duplicate", 1)]


class TestBlank:
    def test_is_no_entry_and_no_fault(self):
        entries = marks("Amina", date(2025, 9, 8), ["-", " ", "/"])
        assert faults(entries) == []
        assert used_codes(entries) == ["/"]


class TestCodeOutOfItsTime:
    def test_is_named_from_the_day_it_ended(self):
        assert faults([_row(date(2024, 8, 18), "H")]) == []
        assert faults([_row(date(2024, 8, 19), "H")]) == [("not_in_force", 0)]

    def test_keeps_its_last_class_when_it_is_retired(self):
        assert _class(date(2024, 8, 19), "H") is StatisticalClass.AUTHORISED_ABSENCE
        assert _class(date(2024, 8, 19), "J") is StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY
        assert _class(date(2024, 8, 19), "Y") is StatisticalClass.NOT_POSSIBLE
        assert _class(date(2025, 9, 8), "F") is StatisticalClass.AUTHORISED_ABSENCE

    def test_has_its_first_class_before_it_comes(self):
        assert faults([_row(date(2024, 8, 18), "K")]) == [("not_in_force", 0)]
        assert _class(date(2024, 8, 18), "K") is StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY
        assert faults([_row(date(2024, 8, 19), "K")]) == []


class TestDuplicates:
    def test_that_are_equal_are_used_once(self):
        entries = drawn_entries(r"""
                  | Mon 8 Sep |
                  |  AM   PM  |
            Amina |  I+I  \   |
        """)
        assert faults(entries) == [("duplicate", 1)]
        assert totals(gather(entries))["authorised"] == 1

    def test_with_different_codes_are_none_of_them_used(self):
        entries = drawn_entries(r"""
                  | Mon 8 Sep |
                  |  AM   PM  |
            Amina |  I+O  \   |
        """)
        assert faults(entries) == [("duplicate", 1)]
        assert used_codes(entries) == ["\\"]
        assert totals(gather(entries))["missing"] == 1

    def test_are_all_rows_beyond_the_first(self):
        entries = [_row(date(2025, 9, 8), code) for code in ("I", "I", "O", "I")]
        assert faults(entries) == [("duplicate", 1), ("duplicate", 2), ("duplicate", 3)]
        assert used_codes(entries) == []

    def test_of_a_blank_and_a_code_differ(self):
        assert used_codes([_row(date(2025, 9, 8), ""), _row(date(2025, 9, 8), "I")]) == []

    def test_differ_even_where_one_is_impossible(self):
        assert used_codes([_row(date(2025, 9, 8), "/"), _row(date(2025, 9, 8), "\\")]) == []

    def test_are_none_at_two_schools(self):
        entries = [_row(date(2025, 9, 8), "/"), _row(date(2025, 9, 8), "D", school="Birch")]
        assert faults(entries) == []

    def test_keep_the_minutes_that_one_of_them_gives(self):
        entries = [_row(date(2025, 9, 8), "L"), _row(date(2025, 9, 8), "L", minutes_late=7)]
        assert totals(gather(entries))["codes"]["L"] == 1
        assert [one.minutes_late for one in gather(entries).used(AMINA).values()] == [7]

    def test_keep_no_minutes_where_two_numbers_are_given(self):
        entries = [_row(date(2025, 9, 8), "L", minutes_late=number) for number in (7, 9)]
        assert [one.minutes_late for one in gather(entries).used(AMINA).values()] == [None]


class TestImpossibleEntry:
    def test_is_a_morning_sign_in_the_afternoon(self):
        entries = [_row(date(2025, 9, 8), "/", session=Session.PM)]
        assert faults(entries) == [("impossible", 0)]
        assert used_codes(entries) == []

    def test_is_an_afternoon_sign_in_the_morning(self):
        assert faults([_row(date(2025, 9, 8), "\\")]) == [("impossible", 0)]

    def test_is_an_entry_on_a_day_that_the_calendar_says_is_not_school(self):
        calendar = [*school_days(date(2025, 9, 8)), *school_days(date(2025, 9, 9), kind="inset")]
        entries = marks("Amina", date(2025, 9, 8), "/ \\ I \\")
        assert faults(entries, calendar) == [("impossible", 2), ("impossible", 3)]
        assert used_codes(entries, calendar) == ["/", "\\"]

    def test_is_an_entry_on_a_day_between_its_days_that_the_calendar_leaves_out(self):
        calendar = school_days(date(2025, 9, 8), date(2025, 9, 10))
        assert faults(marks("Amina", date(2025, 9, 9), "I"), calendar) == [("impossible", 0)]

    def test_is_none_on_a_day_after_the_last_of_the_calendar(self):
        calendar = school_days(date(2025, 9, 8))
        assert faults(marks("Amina", date(2025, 9, 9), "I"), calendar) == []

    def test_is_judged_a_session_at_a_time(self):
        day = date(2025, 9, 8)
        calendar = [
            CalendarDay("Ash", day, Session.AM, "school"),
            CalendarDay("Ash", day, Session.PM, "closure"),
        ]
        assert faults(marks("Amina", day, "/ \\"), calendar) == [("impossible", 1)]

    def test_is_none_where_the_code_itself_says_there_was_no_session(self):
        calendar = school_days(date(2025, 9, 8), kind="closure")
        for code in ("#", "Y4", "Z", "-"):
            assert faults(marks("Amina", date(2025, 9, 8), [code]), calendar) == []
        assert faults(marks("Amina", date(2025, 9, 8), "Y3"), calendar) == [("impossible", 0)]

    def test_may_be_unknown_besides(self):
        calendar = school_days(date(2025, 9, 8), kind="holiday")
        assert faults(marks("Amina", date(2025, 9, 8), "ZZ"), calendar) == [
            ("unknown_code", 0),
            ("impossible", 0),
        ]


class TestFaultsOfAPeriod:
    def test_are_those_of_rows_dated_in_it(self):
        entries = marks("Amina", date(2025, 9, 8), "ZZ \\ ZZ \\ ZZ \\")
        assert faults(entries, first_day=date(2025, 9, 9), on=date(2025, 9, 9)) == [("unknown_code", 2)]

    def test_keep_their_places_among_rows_of_later_days(self):
        entries = [_row(date(2025, 9, 9), "I"), _row(date(2025, 9, 8), "ZZ")]
        assert faults(entries, on=date(2025, 9, 8)) == [("unknown_code", 1)]


def _row(on, code, *, school="Ash", session=Session.AM, minutes_late=None):
    return Entry(school, "Amina", on, session, code, minutes_late)


def _class(on, code):
    return gather([_row(on, code)]).used(AMINA)[on, Session.AM].statistical_class

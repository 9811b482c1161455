"""Possible sessions, attendance, persistent and severe absence, and what counts in them."""

from datetime import date

import pytest

from onroll.law import (
    PERSISTENT_ABSENCE,
    SEVERE_ABSENCE,
    NoRuleInForce,
    PupilMeasures,
    Session,
    SessionEntry,
    Span,
    StatisticalClass,
    UnknownCode,
    counted_as,
    measures,
)
from onroll.law.absence_measures import percent
from tests.support.drawn_registers import drawn_register
from tests.support.school_calendars import calendar_of, entries_of

title = "A pupil's figures"
cites = "Pupil absence in schools in England: methodology"

MONDAY = date(2026, 9, 7)

TWO_WEEKS = calendar_of(Span(date(2026, 9, 1), date(2026, 9, 14)))


def of_codes(codes: str) -> PupilMeasures:
    return measures(SessionEntry(MONDAY, Session.AM, code) for code in codes.split())


class TestDrawnRegister:
    register = drawn_register(
        """
                | Mon 7 Sep | Tue 8 Sep |
                |  AM   PM  |  AM   PM  |
          Amina |  /    \\   |  C    C   |
          Bram  |  L    \\   |  V    B   |
          Coral |  G    U   |  N    O   |
          Dov   |  X    D   |  Y4   #   |
          Esme  |  /    -   |  I    \\   |
        """,
        year=2026,
    )

    def test_counts_leave_as_authorised_absence(self) -> None:
        amina = measures(self.register["Amina"])
        assert (amina.possible, amina.attended, amina.authorised) == (4, 2, 2)
        assert amina.attendance_percent == 50.0

    def test_counts_lateness_and_approved_activities_as_attended(self) -> None:
        assert measures(self.register["Bram"]) == PupilMeasures(4, 0, 0)

    def test_counts_lateness_after_closing_as_unauthorised(self) -> None:
        coral = measures(self.register["Coral"])
        assert (coral.possible, coral.unauthorised, coral.attendance_percent) == (4, 4, 0.0)

    def test_counts_nothing_that_was_not_possible(self) -> None:
        dov = measures(self.register["Dov"])
        assert (dov.possible, dov.not_possible) == (0, 4)

    def test_never_counts_a_blank_as_absence(self) -> None:
        esme = measures(self.register["Esme"])
        assert (esme.possible, esme.missing, esme.absent) == (3, 1, 1)


class TestPeriod:
    def test_stops_on_the_day_asked_about(self) -> None:
        entries = entries_of(TWO_WEEKS, {date(2026, 9, 14): "O O"})
        assert measures(entries, as_at=date(2026, 9, 11)).absent == 0
        assert measures(entries, as_at=date(2026, 9, 14)).absent == 2

    def test_of_ten_days_with_one_missed_is_persistent(self) -> None:
        figures = measures(entries_of(TWO_WEEKS, {date(2026, 9, 1): "I I"}))
        assert (figures.possible, figures.attended, figures.authorised) == (20, 18, 2)
        assert figures.attendance_percent == 90.0
        assert figures.persistent
        assert not figures.severe

    def test_of_a_closed_school_has_no_percentage(self) -> None:
        closed = dict.fromkeys(TWO_WEEKS.school_days, "Y4 Y4")
        figures = measures(entries_of(TWO_WEEKS, closed))
        assert figures.possible == 0
        assert figures.attendance_percent is None
        assert figures.absence_percent is None
        assert not figures.persistent
        assert not figures.severe


class TestCodeOfAnotherTime:
    def test_still_counts_in_its_own_class(self) -> None:
        assert of_codes("H J").authorised == 1
        assert of_codes("H J").attended == 1

    def test_that_never_was_is_refused(self) -> None:
        with pytest.raises(UnknownCode):
            of_codes("/ A")


class TestPersistentAbsence:
    def test_starts_at_a_tenth_of_the_possible_sessions(self) -> None:
        assert PupilMeasures(attended=90, authorised=10, unauthorised=0).persistent

    def test_does_not_start_a_session_sooner(self) -> None:
        assert not PupilMeasures(attended=91, authorised=9, unauthorised=0).persistent

    def test_is_not_moved_by_rounding(self) -> None:
        nearly = PupilMeasures(attended=9001, authorised=999, unauthorised=0)
        assert nearly.absence_percent == 10.0
        assert not nearly.persistent

    def test_counts_both_kinds_of_absence(self) -> None:
        assert PupilMeasures(attended=18, authorised=1, unauthorised=1).persistent

    @pytest.mark.parametrize(
        ("day", "per_cent"),
        [
            (date(2010, 8, 31), 20),
            (date(2010, 9, 1), 15),
            (date(2015, 8, 31), 15),
            (date(2015, 9, 1), 10),
        ],
    )
    def test_was_measured_otherwise_in_earlier_years(self, day: date, per_cent: int) -> None:
        assert PERSISTENT_ABSENCE.on(day) == per_cent

    def test_of_earlier_years_can_be_asked_for(self) -> None:
        fifteen_in_a_hundred = PupilMeasures(85, 15, 0)
        assert fifteen_in_a_hundred.misses(15)
        assert not fifteen_in_a_hundred.misses(20)


class TestSevereAbsence:
    def test_starts_at_half_of_the_possible_sessions(self) -> None:
        assert PupilMeasures(attended=10, authorised=5, unauthorised=5).severe

    def test_does_not_start_a_session_sooner(self) -> None:
        assert not PupilMeasures(attended=11, authorised=5, unauthorised=4).severe

    def test_was_not_named_before_september_2022(self) -> None:
        with pytest.raises(NoRuleInForce):
            SEVERE_ABSENCE.on(date(2022, 8, 31))
        assert SEVERE_ABSENCE.on(date(2022, 9, 1)) == 50


class TestPercentage:
    @pytest.mark.parametrize(
        ("part", "whole", "shown"),
        [(1, 3, 33.3), (2, 3, 66.7), (1, 16, 6.3), (1, 2000, 0.1), (0, 7, 0.0), (7, 7, 100.0)],
    )
    def test_has_one_decimal_and_rounds_halves_up(self, part: int, whole: int, shown: float) -> None:
        assert percent(part, whole) == shown

    def test_rounds_a_quarter_of_a_tenth_down(self) -> None:
        assert percent(1, 4000) == 0.0

    def test_of_nothing_is_nothing(self) -> None:
        assert percent(0, 0) is None


class TestOneSession:
    def test_says_how_it_counts(self) -> None:
        counted = counted_as(MONDAY, Session.AM, "G")
        assert counted.counted
        assert counted.statistical_class is StatisticalClass.UNAUTHORISED_ABSENCE
        assert counted.why == "Counted: unauthorised absence."

    def test_says_why_it_does_not_count(self) -> None:
        assert not counted_as(MONDAY, Session.AM, "D").counted
        assert counted_as(MONDAY, Session.AM, "D").why == "Not counted: not a possible attendance."

    def test_without_an_entry_says_so(self) -> None:
        blank = counted_as(MONDAY, Session.PM, "")
        assert not blank.counted
        assert blank.statistical_class is None
        assert "no entry was made" in blank.why


class TestTheOnlySession:
    def test_missed_of_one_is_persistent_and_severe(self) -> None:
        figures = PupilMeasures(attended=0, authorised=1, unauthorised=0)
        assert (figures.persistent, figures.severe, figures.attendance_percent) == (True, True, 0.0)

    def test_not_possible_is_neither(self) -> None:
        figures = PupilMeasures(attended=0, authorised=0, unauthorised=0, not_possible=1)
        assert (figures.persistent, figures.severe, figures.attendance_percent) == (False, False, None)

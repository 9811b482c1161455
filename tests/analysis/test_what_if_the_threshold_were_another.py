"""Who would enter a threshold, and who would leave it, if it were another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.analysis.pupil_figures import (
    NoSuchNoticeThreshold,
    NoSuchThreshold,
    NoticeThreshold,
    PupilFigures,
    Towards,
    notice_threshold,
    what_if,
    what_if_notice,
)
from onroll.analysis.pupil_figures.notice_threshold import first_met_on
from onroll.analysis.reference import figures as figures_of
from onroll.analysis.reference import gather
from onroll.analysis.reference import what_if as reference
from onroll.law import Session
from tests.analysis.drawing import marks, present
from tests.analysis.drawn import tables
from tests.analysis.small_rows import few, figures

MONDAY = date(2025, 9, 8)


def names(rows):
    return [one.pupil for one in rows]


class TestWhatIf:
    rows = (
        figures("at ten", 90, 10),
        figures("just under ten", 91, 10),
        figures("at fifteen", 85, 15),
        figures("just under fifteen", 86, 15),
        figures("guest", 0, 0),
    )

    def test_of_a_higher_threshold_says_who_leaves(self):
        found = what_if(self.rows, 10, 15)
        assert names(found.leaves) == ["at ten", "just under fifteen"]
        assert names(found.stays) == ["at fifteen"]
        assert found.enters == ()
        assert (found.number_now, found.number_instead, found.counted) == (3, 1, 4)

    def test_of_a_lower_threshold_says_who_enters(self):
        found = what_if(self.rows, 15, 10)
        assert names(found.enters) == ["at ten", "just under fifteen"]
        assert found.leaves == ()
        assert (found.number_now, found.number_instead) == (1, 3)

    def test_of_the_same_threshold_moves_nobody(self):
        found = what_if(self.rows, 10, 10)
        assert (found.enters, found.leaves, len(found.stays)) == ((), (), 3)

    @pytest.mark.parametrize(("now", "instead"), [(10, 0), (100, 10)])
    def test_refuses_what_is_no_threshold(self, now, instead):
        with pytest.raises(NoSuchThreshold):
            what_if(self.rows, now, instead)

    @few
    @given(asked=tables(), now=st.sampled_from((10, 50)), instead=st.integers(1, 99))
    def test_is_the_reference_s(self, asked, now, instead):
        gathered = gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
        rows = [
            PupilFigures(one.school, one.pupil, one.attended, one.authorised, one.unauthorised)
            for one in figures_of(gathered)
        ]
        found = what_if(rows, now, instead)
        was, would_be = reference.over(gathered, now), reference.over(gathered, instead)
        assert {one.enrolment for one in found.enters} == would_be - was
        assert {one.enrolment for one in found.leaves} == was - would_be
        assert {one.enrolment for one in found.stays} == was & would_be


def sessions(first_day, number, *, every=1):
    """Answer mornings of unauthorised absence, a day apart."""
    return tuple((first_day + timedelta(days=place * every), Session.AM) for place in range(number))


def weeks(number):
    return tuple(MONDAY + timedelta(weeks=place) for place in range(number))


class TestFirstMetOn:
    def test_is_the_day_of_the_session_that_makes_the_number(self):
        five = Towards("Amina", sessions(MONDAY, 5), weeks(1))
        assert first_met_on(five, NoticeThreshold(5, 1)) == MONDAY + timedelta(days=4)
        assert first_met_on(five, NoticeThreshold(6, 1)) is None

    def test_needs_them_within_the_weeks(self):
        a_week_apart = Towards("Bilal", sessions(MONDAY, 3, every=7), weeks(3))
        assert first_met_on(a_week_apart, NoticeThreshold(3, 3)) == MONDAY + timedelta(weeks=2)
        assert first_met_on(a_week_apart, NoticeThreshold(3, 2)) is None

    def test_skips_weeks_that_are_no_school_weeks(self):
        over_half_term = Towards(
            "Cara", ((MONDAY, Session.AM), (MONDAY + timedelta(weeks=2), Session.AM)), ()
        )
        with_a_week_off = over_half_term._replace(weeks=(MONDAY, MONDAY + timedelta(weeks=2)))
        assert first_met_on(with_a_week_off, NoticeThreshold(2, 2)) == MONDAY + timedelta(weeks=2)
        assert first_met_on(over_half_term, NoticeThreshold(1, 1)) is None

    def test_counts_a_session_that_two_schools_hold_once(self):
        twice = Towards("Dev", ((MONDAY, Session.AM), (MONDAY, Session.AM)), weeks(1))
        assert first_met_on(twice, NoticeThreshold(2, 1)) is None

    @pytest.mark.parametrize("rule", [NoticeThreshold(0, 10), NoticeThreshold(10, 0)])
    def test_refuses_what_is_no_threshold(self, rule):
        with pytest.raises(NoSuchNoticeThreshold, match="from 1"):
            first_met_on(Towards("Amina", (), ()), rule)


class TestWhatIfNotice:
    def test_reads_the_law_s_numbers_of_a_day(self):
        assert notice_threshold(date(2024, 8, 18)) is None
        assert notice_threshold(date(2024, 8, 19)) == NoticeThreshold(10, 10)

    def test_says_who_would_meet_it_who_does_not_and_the_other_way_about(self):
        eight, twelve = (
            Towards("eight", sessions(MONDAY, 8), weeks(2)),
            Towards("twelve", sessions(MONDAY, 12), weeks(2)),
        )
        lower = what_if_notice([eight, twelve], NoticeThreshold(10, 10), NoticeThreshold(8, 10))
        assert (names(lower.enters), names(lower.leaves), names(lower.stays)) == (["eight"], [], ["twelve"])
        higher = what_if_notice([eight, twelve], NoticeThreshold(8, 10), NoticeThreshold(10, 10))
        assert (names(higher.enters), names(higher.leaves)) == ([], ["eight"])

    @few
    @given(asked=tables(), needed=st.integers(1, 12), within=st.integers(1, 12))
    def test_is_the_reference_s_for_any_numbers_and_the_law_s_for_the_law_s(self, asked, needed, within):
        gathered = gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
        expected = reference.first_days_met(gathered, needed, within)
        given_to = [
            Towards(pupil, *map(tuple, reference.towards(gathered, pupil))) for pupil in sorted(expected)
        ]
        assert {one.pupil: first_met_on(one, NoticeThreshold(needed, within)) for one in given_to} == expected
        law_s = notice_threshold(gathered.period.last_day)
        if law_s is not None:
            met = {one.pupil: one.threshold_first_met_on for one in figures_of(gathered)}
            assert {one.pupil: first_met_on(one, law_s) for one in given_to} == met

    def test_of_a_register_counts_its_unauthorised_sessions(self):
        gathered = gather(marks("Amina", MONDAY, ["O"] * 9 + ["I"] + present(10)))
        towards = Towards("Amina", *map(tuple, reference.towards(gathered, "Amina")))
        assert first_met_on(towards, NoticeThreshold(9, 1)) == MONDAY + timedelta(days=4)
        assert first_met_on(towards, NoticeThreshold(10, 2)) is None

"""Figures follow from counts, whatever the codes and their order."""

from datetime import date
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import (
    PupilMeasures,
    Session,
    SessionEntry,
    class_for_counting,
    codes_in_force,
    counted_as,
    measures,
)
from onroll.law.absence_measures import percent

TODAY = date(2026, 11, 20)
codes = st.sampled_from([meaning.code for meaning in codes_in_force(TODAY)] + ["H", "F", "J", "Y", ""])
entries = st.lists(
    st.builds(
        SessionEntry,
        st.dates(date(2019, 9, 1), date(2027, 7, 31)),
        st.sampled_from(Session),
        codes,
    ),
    max_size=80,
)


class TestAnyEntries:
    @given(entries)
    def test_each_count_exactly_once(self, made: list[SessionEntry]) -> None:
        figures = measures(made)
        assert figures.possible + figures.not_possible + figures.missing == len(made)

    @given(entries)
    def test_open_to_the_sessions_they_were_counted_from(self, made: list[SessionEntry]) -> None:
        opened = [counted_as(*entry) for entry in made]
        assert measures(made).possible == sum(session.counted for session in opened)

    @given(entries, st.randoms())
    def test_give_the_same_figures_in_any_order(self, made: list[SessionEntry], chance: object) -> None:
        shuffled = list(made)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        assert measures(shuffled) == measures(made)

    @given(entries, entries)
    def test_add_up_over_two_periods(self, one: list[SessionEntry], other: list[SessionEntry]) -> None:
        together = measures(one + other)
        assert together.absent == measures(one).absent + measures(other).absent
        assert together.possible == measures(one).possible + measures(other).possible

    @given(entries)
    def test_count_absence_as_the_classes_say(self, made: list[SessionEntry]) -> None:
        absent = [
            entry for entry in made if entry.code and class_for_counting(entry.code, entry.on).is_absence
        ]
        assert measures(made).absent == len(absent)


class TestAnyCounts:
    counts = st.integers(0, 400)

    @given(counts, counts, counts)
    def test_are_severe_only_if_persistent(self, attended: int, authorised: int, unauthorised: int) -> None:
        figures = PupilMeasures(attended, authorised, unauthorised)
        assert figures.persistent or not figures.severe

    @given(st.integers(0, 2000), st.integers(1, 2000))
    def test_round_to_one_decimal_halves_up(self, part: int, whole: int) -> None:
        exact = Fraction(part * 100, whole)
        assert percent(part, whole) == floor(exact * 10 + Fraction(1, 2)) / 10

"""What each count of the arithmetic adds up, and how a code counts on each side of a change of law."""

import itertools
from datetime import date, timedelta

import pytest

from onroll.analysis.arithmetic import Family, code_spans, codes_ever, codes_of
from onroll.law.attendance_codes import CODES, class_for_counting, code_on
from onroll.law.code_meaning import StatisticalClass

TODAY = date(2025, 9, 8)
LAST_OF_THE_OLD = date(2024, 8, 18)
FIRST_OF_THE_NEW = date(2024, 8, 19)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        (Family.PRESENT, "/ \\ L"),
        # J, H and F are long gone: one that strays in counts as it last did.
        (Family.APPROVED_EDUCATIONAL_ACTIVITY, "B J K P V W"),
        (Family.ATTENDED, "/ \\ L B J K P V W"),
        (Family.AUTHORISED, "C C1 C2 E F H I J1 M R S T"),
        (Family.UNAUTHORISED, "G N O U"),
        (Family.ABSENCE, "C C1 C2 E F H I J1 M R S T G N O U"),
        (Family.POSSIBLE, "/ \\ L B J K P V W C C1 C2 E F H I J1 M R S T G N O U"),
        (Family.LATE, "L U"),
    ],
)
def test_a_family_counts_the_codes_of_the_published_arithmetic(family, codes):
    assert set(codes_of(family, TODAY)) == set(codes.split())
    assert len(codes_of(family, TODAY)) == len(codes.split())


def test_sessions_that_are_not_possible_are_in_no_family():
    counted = set().union(*(codes_of(family, TODAY) for family in Family))
    assert set(codes_ever()) - counted == {"D", "Q", "X", "Z", "#", "Y", *(f"Y{n}" for n in range(1, 8))}


def test_attended_and_absence_make_up_the_possible_sessions_on_every_day_of_a_change():
    for day in (date(1990, 1, 1), *(step.day for step in CODES.steps)):
        attended, absence = set(codes_of(Family.ATTENDED, day)), set(codes_of(Family.ABSENCE, day))
        assert not attended & absence
        assert attended | absence == set(codes_of(Family.POSSIBLE, day))


def test_an_interview_counts_as_attended_under_its_old_code_and_as_absence_under_its_new_one():
    for day in (LAST_OF_THE_OLD, FIRST_OF_THE_NEW):
        assert "J" in codes_of(Family.ATTENDED, day)
        assert "J1" in codes_of(Family.AUTHORISED, day)


def test_the_spans_of_a_code_leave_no_day_out_and_give_no_day_twice():
    for code in codes_ever():
        spans = [span for span in code_spans() if span.code == code]
        assert spans[0].first_day is None
        assert spans[-1].last_day is None
        for before, after in itertools.pairwise(spans):
            assert after.first_day == before.last_day + ONE_DAY


def test_a_span_says_what_the_law_says_on_both_its_ends():
    for span in code_spans():
        for day in (span.first_day or date(1990, 1, 1), span.last_day or date(2099, 1, 1)):
            assert span.statistical_class is class_for_counting(span.code, day)
            assert span.is_in_force is _in_force(span.code, day)


def test_a_retired_code_is_in_force_to_its_last_day_and_keeps_its_class_after_it():
    before, after = [span for span in code_spans() if span.code == "H"][-2:]
    assert (before.last_day, before.is_in_force) == (LAST_OF_THE_OLD, True)
    assert (after.first_day, after.is_in_force) == (FIRST_OF_THE_NEW, False)
    assert after.statistical_class is StatisticalClass.AUTHORISED_ABSENCE


def test_the_families_of_a_span_are_those_whose_lists_hold_its_code():
    for span in code_spans():
        day = span.last_day or TODAY
        assert span.families == {family for family in Family if span.code in codes_of(family, day)}


def _in_force(code, day):
    try:
        return code_on(code, day).code == code
    except LookupError:
        return False

"""Each kind of difference, drawn: what is here, what is there, and what it does to the figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation import CodeMap, Kind, OurMark, Reconciliation, Roll, TheirMark, reconcile
from onroll.analysis.reconciliation.code_map import BadCodeMap
from onroll.law import Session, Span

MONDAY = date(2026, 9, 7)
ON_ROLL = Roll((Span(MONDAY, MONDAY + timedelta(days=30)),))


def explained(here: str, *there: str, means=None, roll=ON_ROLL, day=MONDAY, not_counted=""):
    """Compare one morning of one pupil; answer what is explained of it."""
    ours = [("Amina", [OurMark(day, Session.AM, here, not_counted)])] if here else []
    theirs = {"Amina": [TheirMark(day, Session.AM, sign) for sign in there]}
    found = reconcile(
        ours, theirs, code_map=CodeMap.of(means or {}), roll_of=lambda _: roll, found=Reconciliation()
    )
    return list(found)


def effects(one) -> dict[str, int]:
    return {figure.value: effect for figure, effect in zip(Family, one.effect, strict=True) if effect}


class TestASession:
    @pytest.mark.parametrize(
        ("here", "there"), [("I", ["I"]), ("", [""]), ("I", ["I", "I"]), ("I", [" I "]), ("", ["", ""])]
    )
    def test_is_agreed_where_both_say_the_same(self, here, there):
        assert explained(here, *there) == []

    def test_is_missing_there(self):
        (one,) = explained("I")

        assert one.kind is Kind.MISSING_THERE
        assert effects(one) == {"possible": 1, "authorised": 1, "absence": 1}

    def test_is_missing_there_where_the_cell_is_blank(self):
        (one,) = explained("I", "")

        assert one.kind is Kind.MISSING_THERE

    def test_is_missing_here(self):
        (one,) = explained("", "/")

        assert one.kind is Kind.MISSING_HERE
        assert effects(one) == {"present": -1, "attended": -1, "possible": -1}

    def test_has_another_code_that_counts_differently(self):
        (one,) = explained("I", "O")

        assert one.kind is Kind.OTHER_CODE
        assert effects(one) == {"authorised": 1, "unauthorised": -1}

    def test_has_another_code_and_still_counts_alike(self):
        (one,) = explained("I", "M")

        assert one.kind is Kind.OTHER_CODE
        assert effects(one) == {}

    def test_is_not_counted_here_though_both_have_the_code(self):
        (one,) = explained("I", "I", not_counted="The school did not meet.")

        assert one.kind is Kind.COUNTED_DIFFERENTLY
        assert one.why == "The school did not meet."
        assert effects(one) == {"possible": -1, "authorised": -1, "absence": -1}

    def test_is_counted_in_another_class_there(self):
        (one,) = explained("D", "D", means={"D": "authorised"})

        assert one.kind is Kind.COUNTED_DIFFERENTLY
        assert effects(one) == {"possible": -1, "authorised": -1, "absence": -1}

    def test_has_a_sign_there_that_the_map_reads_as_another_code(self):
        (one,) = explained("C", "H", means={"H": "G"})

        assert (one.kind, one.theirs, one.read_as) == (Kind.READ_DIFFERENTLY, "H", "G")
        assert effects(one) == {"authorised": 1, "unauthorised": -1}

    def test_is_agreed_where_the_map_reads_the_sign_as_the_code_here(self):
        assert explained("C", "H", means={"H": "C"}) == []

    def test_is_agreed_where_a_sign_of_no_code_counts_in_the_class_of_the_code_here(self):
        assert explained("C", "leave", means={"leave": "authorised"}) == []

    def test_has_a_sign_there_that_nobody_explained(self):
        (one,) = explained("I", "?")

        assert one.kind is Kind.NOT_UNDERSTOOD
        assert effects(one) == {"possible": 1, "authorised": 1, "absence": 1}

    @pytest.mark.parametrize(
        ("signs", "kind"), [(["?"], Kind.NOT_UNDERSTOOD), (["I", "O"], Kind.GIVEN_TWICE)]
    )
    def test_is_named_though_nothing_is_here_and_no_figure_changes(self, signs, kind):
        (one,) = explained("", *signs)

        assert one.kind is kind
        assert effects(one) == {}

    def test_is_given_twice_there_and_so_counts_as_nothing(self):
        (one,) = explained("I", "I", "O")

        assert (one.kind, one.theirs) == (Kind.GIVEN_TWICE, "I and O")

    @pytest.mark.parametrize(("after", "kind"), [(30, Kind.MISSING_HERE), (31, Kind.NOT_ON_ROLL)])
    def test_is_of_a_day_on_roll_or_past_the_last(self, after, kind):
        (one,) = explained("", "/", day=MONDAY + timedelta(days=after))

        assert one.kind is kind

    def test_is_of_a_pupil_the_roll_has_never_held(self):
        (one,) = explained("", "/", roll=Roll(None))

        assert one.kind is Kind.NOT_KNOWN

    def test_counts_a_retired_code_in_the_class_it_last_had(self):
        (one,) = explained("C", "H")

        assert one.kind is Kind.OTHER_CODE
        assert effects(one) == {}


class TestTheMap:
    def test_refuses_what_is_neither_a_code_nor_a_class(self):
        with pytest.raises(BadCodeMap, match="Q9 is no national code"):
            CodeMap.of({"H": "Q9"})

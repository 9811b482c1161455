"""A reason in plain words, and the codes it may lead to."""

from datetime import date

import pytest

from onroll.law.attendance_codes import code_on
from onroll.law.code_meaning import StatisticalClass
from onroll.law.dated import NoRuleInForce
from onroll.law.reasons_given import EvidenceKind, ReasonKind, codes_of_reason, is_about_health

title = "Reasons people give"
cites = "Onroll's own choice"

MONDAY = date(2026, 9, 14)
FIRST, BEFORE = date(2024, 8, 19), date(2024, 8, 18)


class TestAReason:
    @pytest.mark.parametrize(
        ("kind", "codes"),
        [
            (ReasonKind.ILLNESS, ["I"]),
            (ReasonKind.APPOINTMENT, ["M"]),
            (ReasonKind.RELIGION, ["R", "C"]),
            (ReasonKind.FUNERAL, ["C", "O"]),
            (ReasonKind.HOLIDAY, ["G", "C"]),
            (ReasonKind.INTERVIEW, ["J1", "O"]),
            (ReasonKind.TRANSPORT, ["Y1", "Q", "O"]),
            (ReasonKind.EMERGENCY, ["Y7", "Y2", "O"]),
            (ReasonKind.FAMILY, ["O", "C"]),
            (ReasonKind.REFUSED, ["O", "I"]),
            (ReasonKind.OTHER, ["O", "C"]),
        ],
    )
    def test_may_lead_to_these_codes_the_likeliest_first(self, kind: ReasonKind, codes: list[str]) -> None:
        assert [meaning.code for meaning in codes_of_reason(kind, on=MONDAY)] == codes

    @pytest.mark.parametrize("kind", ReasonKind)
    def test_never_leads_to_attendance(self, kind: ReasonKind) -> None:
        away = {StatisticalClass.AUTHORISED_ABSENCE, StatisticalClass.UNAUTHORISED_ABSENCE}
        away.add(StatisticalClass.NOT_POSSIBLE)
        assert {meaning.statistical_class for meaning in codes_of_reason(kind, on=MONDAY)} <= away

    @pytest.mark.parametrize("kind", ReasonKind)
    def test_is_told_in_words(self, kind: ReasonKind) -> None:
        assert kind.in_words

    def test_suggests_codes_of_the_table_of_its_day_alone(self) -> None:
        assert codes_of_reason(ReasonKind.ILLNESS, on=FIRST) == (code_on("I", FIRST),)
        with pytest.raises(NoRuleInForce):
            codes_of_reason(ReasonKind.ILLNESS, on=BEFORE)


class TestWordsAboutHealth:
    def test_are_those_of_illness_and_appointments(self) -> None:
        about = {kind for kind in ReasonKind if is_about_health(kind, on=MONDAY)}
        assert about == {ReasonKind.ILLNESS, ReasonKind.APPOINTMENT}

    def test_are_known_from_the_first_day(self) -> None:
        assert is_about_health(ReasonKind.ILLNESS, on=FIRST)
        with pytest.raises(NoRuleInForce):
            is_about_health(ReasonKind.ILLNESS, on=BEFORE)


@pytest.mark.parametrize("kind", EvidenceKind)
def test_evidence_is_told_in_words(kind: EvidenceKind) -> None:
    assert kind.in_words

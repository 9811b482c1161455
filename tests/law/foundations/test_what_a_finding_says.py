"""A finding is never a bare yes or no."""

from typing import Any

import pytest

from onroll.law import Finding, Missing, Uncited, instruments

CITED = instruments.PUPIL_REGISTRATION_2024.at("9(1)(a)")
UNCONFIRMED = instruments.PUPIL_REGISTRATION_2024.unconfirmed("6", "The exact words.")


def finding(**changes: Any) -> Finding:
    given: dict[str, Any] = {
        "rule": "corridors.speed",
        "met": True,
        "reasons": ("Somebody ran.",),
        "citations": (CITED,),
        "would_change": () if changes.get("met", True) is None else ("A witness who saw nobody run.",),
    }
    return Finding(**(given | changes))


class TestFinding:
    @pytest.mark.parametrize("met", [True, False])
    def test_has_no_truth_value_of_its_own(self, met: bool) -> None:
        with pytest.raises(TypeError, match=r"finding\.met"):
            bool(finding(met=met))

    def test_needs_a_reason(self) -> None:
        with pytest.raises(Uncited, match="reason"):
            finding(reasons=(" ",))

    @pytest.mark.parametrize("met", [True, False])
    def test_that_is_settled_says_what_could_change_it(self, met: bool) -> None:
        with pytest.raises(Uncited, match="change"):
            finding(met=met, would_change=())

    def test_says_what_of_it_is_still_to_be_confirmed(self) -> None:
        assert finding().to_be_confirmed == ()
        (words,) = finding(citations=(CITED, UNCONFIRMED)).to_be_confirmed
        assert words.endswith("regulation 6: The exact words.")

    def test_needs_a_citation(self) -> None:
        with pytest.raises(Uncited, match="citation"):
            finding(citations=())

    def test_that_cannot_tell_yet_says_what_is_missing(self) -> None:
        with pytest.raises(Uncited, match="missing"):
            finding(met=None)
        missing = Missing("How fast", "the caretaker")
        assert finding(met=None, missing=(missing,)).missing == (missing,)

    def test_of_no_rule_in_force_is_neither_met_nor_not(self) -> None:
        assert finding(met=None, in_force=False).met is None
        with pytest.raises(Uncited, match="not in force"):
            finding(met=False, in_force=False)

    def test_says_which_of_its_citations_are_unconfirmed(self) -> None:
        assert finding(citations=(CITED, UNCONFIRMED)).rests_on_unconfirmed == (UNCONFIRMED,)

    def test_keeps_its_facts_from_change(self) -> None:
        facts = {"speed": 5}
        found = finding(facts=facts)
        facts["speed"] = 6
        assert found.facts["speed"] == 5
        with pytest.raises(TypeError):
            found.facts["speed"] = 7  # type: ignore[index]

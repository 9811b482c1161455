"""Every shipped casebook, and the sample, holds; each rule of the contract has cases."""

from collections import Counter
from pathlib import Path

import pytest

from onroll.casebooks import SHIPPED, casebooks_in, judged_in
from onroll.law.casebook import casebook_rules

SAMPLE = Path(__file__).parents[4] / "shared" / "interfaces" / "casebook-sample.yaml"

RULES_OF_THE_CONTRACT = {
    "absence_measures.pupil",
    "admission_register.deletion_ground",
    "admission_register.starting_day",
    "attendance_codes.meaning",
    "missing_education.next_step",
    "notices_to_improve.needed",
    "notices_to_improve.period",
    "offences.time_limit",
    "offences.travelling_trade_defence",
    "penalty_notices.dates",
    "penalty_notices.next_notice",
    "penalty_notices.number",
    "penalty_notices.threshold",
    "registers.entry_for_arrival",
    "registers.preserve_until",
    "registers.unexplained_until",
    "returns.attendance",
    "returns.deletion",
    "returns.new_pupil",
    "returns.sickness",
    "school_age.compulsory",
}


def wrong(path: Path) -> list[tuple[str, object]]:
    return [(case.name, case.error or case.differences) for case in judged_in(path) if not case.passed]


@pytest.mark.parametrize("path", list(casebooks_in([SHIPPED])), ids=lambda path: path.stem)
def test_a_shipped_casebook_holds(path: Path) -> None:
    assert wrong(path) == []


def test_the_sample_holds() -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample casebook is not beside this checkout")
    assert wrong(SAMPLE) == []


class TestTheRules:
    def test_are_those_of_the_contract(self) -> None:
        assert set(casebook_rules()) >= RULES_OF_THE_CONTRACT

    def test_have_two_cases_each_at_the_least(self) -> None:
        cases = Counter(case.rule for path in casebooks_in([SHIPPED]) for case in judged_in(path))
        assert {rule for rule in casebook_rules() if cases[rule] < 2} == set()

    def test_are_cited(self) -> None:
        assert all(rule.citations and rule.title for rule in casebook_rules().values())

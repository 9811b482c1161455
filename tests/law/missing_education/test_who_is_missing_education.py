"""Who is missing education, and what comes next (section 436A and local practice)."""

import pytest

from onroll.law.missing_education import Enquiries, Risk, Step, missing_education, next_step


class TestAChild:
    @pytest.mark.parametrize(
        ("of_age", "registered", "otherwise", "met"),
        [
            (True, False, False, True),
            (False, False, False, False),
            (True, True, False, False),
            (True, False, True, False),
            (True, False, None, None),
            (None, True, None, False),
        ],
    )
    def test_is_missing_education_where_all_three_hold(
        self, of_age: bool | None, registered: bool | None, otherwise: bool | None, met: bool | None
    ) -> None:
        finding = missing_education(
            of_compulsory_school_age=of_age,
            registered_at_a_school=registered,
            suitably_educated_otherwise=otherwise,
        )
        assert finding.met is met


class TestTheNextStep:
    @pytest.mark.parametrize("enquiries", Enquiries)
    @pytest.mark.parametrize("risk", Risk)
    @pytest.mark.parametrize("known", [True, False])
    def test_is_the_first_that_fits(self, enquiries: Enquiries, risk: Risk, known: bool) -> None:
        fits = [
            (known, Step.DELETION_RETURN),
            (risk is Risk.HIGH, Step.REFER_NOW),
            (enquiries is Enquiries.NONE, Step.SCHOOL_ENQUIRIES),
            (enquiries is Enquiries.SCHOOL_ALONE, Step.JOINT_ENQUIRIES),
            (enquiries is Enquiries.JOINT, Step.DECIDE_GROUND),
        ]
        expected = next(step for holds, step in fits if holds)
        for destination, notice in {(known, False), (False, known)}:
            found = next_step(
                known_destination=destination,
                written_home_education_notice=notice,
                enquiries=enquiries,
                risk=risk,
            )
            assert found.step is expected
            assert found.deadline_hours == {Step.REFER_NOW: 24}.get(expected)
            assert found.deadline_school_days == {Step.SCHOOL_ENQUIRIES: 5, Step.JOINT_ENQUIRIES: 10}.get(
                expected
            )

    def test_is_said_in_words(self) -> None:
        assert all(step.in_words.endswith(".") for step in Step)

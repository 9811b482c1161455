"""The codes in force since 19 August 2024: class, conditions, who they are for."""

from datetime import date

import pytest

from onroll.law import CodeMeaning, Pupils, Session, StatisticalClass, code_on, codes_in_force

title = "What each code means"
cites = "Pupil Registration Regulations 2024, regulation 10"

TODAY = date(2026, 11, 20)
CODES = codes_in_force(TODAY)

# Every code of today's table, by the class in which it counts.
CLASSES = {
    StatisticalClass.PRESENT: "/ \\ L",
    StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY: "K V P W B",
    StatisticalClass.AUTHORISED_ABSENCE: "C C1 C2 E I J1 M R S T",
    StatisticalClass.UNAUTHORISED_ABSENCE: "G N O U",
    StatisticalClass.NOT_POSSIBLE: "D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7",
    StatisticalClass.NOT_COLLECTED: "Z #",
}


def those(**qualities: object) -> set[str]:
    """Answer the codes with all of some qualities."""
    return {
        meaning.code
        for meaning in CODES
        if all(getattr(meaning, name) == value for name, value in qualities.items())
    }


class TestStatisticalClass:
    @pytest.mark.parametrize(("statistical_class", "codes"), CLASSES.items())
    def test_has_these_codes_and_no_others(self, statistical_class: StatisticalClass, codes: str) -> None:
        assert those(statistical_class=statistical_class) == set(codes.split())

    def test_makes_up_what_is_possible_from_attending_and_absence(self) -> None:
        possible = {one for one in StatisticalClass if one.is_possible}
        assert possible == {one for one in StatisticalClass if one.is_attending or one.is_absence}
        assert len(possible) == 4


class TestConditions:
    def test_count_g_n_o_and_u_towards_a_penalty_notice(self) -> None:
        assert those(counts_towards_penalty_notice=True) == set("GNOU")

    def test_ask_for_a_note_with_b_k_and_y7(self) -> None:
        assert those(note_required=True) == {"B", "K", "Y7"}

    def test_ask_for_leave_with_c_c1_c2_j1_m_and_s(self) -> None:
        assert those(leave_required=True) == {"C", "C1", "C2", "J1", "M", "S"}

    def test_keep_c2_and_t_for_compulsory_school_age(self) -> None:
        assert those(pupils=Pupils.OF_COMPULSORY_SCHOOL_AGE) == {"C2", "T"}

    def test_keep_x_for_everybody_else(self) -> None:
        assert those(pupils=Pupils.NOT_OF_COMPULSORY_SCHOOL_AGE) == {"X"}

    def test_keep_one_sign_for_mornings_and_one_for_afternoons(self) -> None:
        assert those(session=Session.AM) == {"/"}
        assert those(session=Session.PM) == {"\\"}

    def test_let_minutes_go_with_l_and_u(self) -> None:
        assert those(minutes_may_be_given=True) == set("LU")

    @pytest.mark.parametrize(
        "code", ["/", "\\", "L", "I", "G", "N", "O", "U", "Q", "Y1", "Y2", "Y3", "Y4", "Y6", "Y7"]
    )
    def test_leave_what_cannot_be_known_beforehand_unplanned(self, code: str) -> None:
        assert not code_on(code, TODAY).may_be_planned

    @pytest.mark.parametrize(
        "code", ["C", "C1", "C2", "J1", "M", "S", "X", "V", "P", "W", "B", "K", "D", "R", "T", "E", "#"]
    )
    def test_let_what_is_agreed_beforehand_be_planned(self, code: str) -> None:
        assert code_on(code, TODAY).may_be_planned

    def test_put_z_and_the_closure_sign_outside_the_regulations(self) -> None:
        assert those(in_the_regulations=False) == {"Z", "#"}


class TestEveryCode:
    @pytest.mark.parametrize("meaning", CODES, ids=lambda meaning: meaning.code)
    def test_has_words_and_a_citation(self, meaning: CodeMeaning) -> None:
        assert meaning.title
        assert meaning.description.endswith(".")
        assert all(condition.endswith(".") for condition in meaning.conditions)
        assert meaning.citation.text

    def test_that_needs_a_note_says_what_of(self) -> None:
        assert all(meaning.conditions for meaning in CODES if meaning.note_required)

"""What the codes say beyond their class."""

from datetime import date

import pytest

from onroll.law import Session, codes_in_force
from onroll.law.code_uses import (
    CODES_AT_THE_GATE,
    CODES_LOOKED_AT,
    CODES_OF_A_PLAN,
    CODES_OF_A_TEACHER,
    CODES_SET_ASIDE_IN_RECOGNITION,
    CODES_THAT_FIT_AN_ARRIVAL_BETTER,
    codes_in_school,
    codes_of_no_attendance,
    codes_of_plan,
    kinds_of_plan_with,
    present_code_instead,
    takes_minutes,
    turns_on_age,
    wants_a_reason,
)

title = "What attendance codes say beyond their class"
cites = "Pupil Registration Regulations 2024, regulation 10"

MONDAY = date(2026, 9, 14)


class TestHavingComeIn:
    def test_is_said_by_present_and_by_late_however_late(self) -> None:
        assert codes_in_school(MONDAY) == {"/", "\\", "L", "U"}

    def test_was_said_by_the_same_codes_before(self) -> None:
        assert codes_in_school(date(2024, 8, 18)) == {"/", "\\", "L", "U"}


class TestNotBeingToComeIn:
    def test_is_said_by_what_is_neither_attended_nor_absent(self) -> None:
        assert codes_of_no_attendance(MONDAY) == {
            *("D", "Q", "X", "Z", "#"),
            *(f"Y{number}" for number in range(1, 8)),
        }

    def test_was_said_by_other_codes_before(self) -> None:
        assert codes_of_no_attendance(date(2024, 8, 18)) == {"D", "X", "Y", "Z", "#"}


class TestReason:
    def test_is_wanted_by_n_alone(self) -> None:
        assert [one.code for one in codes_in_force(MONDAY) if wants_a_reason(one.code)] == ["N"]


class TestMinutesLate:
    def test_go_with_l_and_u(self) -> None:
        assert [one.code for one in codes_in_force(MONDAY) if takes_minutes(one.code, MONDAY)] == ["L", "U"]


class TestAge:
    def test_decides_over_c2_t_and_x(self) -> None:
        assert {one.code for one in codes_in_force(MONDAY) if turns_on_age(one.code, MONDAY)} == {
            "C2",
            "T",
            "X",
        }


class TestCodesLookedAt:
    def test_are_of_pupils_elsewhere_on_other_leave_and_excluded(self) -> None:
        assert CODES_LOOKED_AT.on(MONDAY) == ("B", "C", "D", "E")


class TestCodesSetAsideInRecognition:
    def test_are_of_illness_treatment_faith_and_part_time_timetables(self) -> None:
        assert CODES_SET_ASIDE_IN_RECOGNITION.on(MONDAY) == {"I", "M", "R", "C2"}


class TestPresentCode:
    @pytest.mark.parametrize(
        ("code", "session", "becomes"),
        [("/", "AM", "/"), ("/", "PM", "\\"), ("\\", "AM", "/"), ("\\", "PM", "\\"), ("I", "PM", "I")],
    )
    def test_is_that_of_the_session(self, code: str, session: str, becomes: str) -> None:
        assert present_code_instead(code, Session(session), MONDAY) == becomes


class TestCodesByRole:
    def test_leave_to_the_office_what_only_the_office_finds_out(self) -> None:
        every = {one.code for one in codes_in_force(MONDAY)}
        kept = every - CODES_OF_A_TEACHER.on(MONDAY)
        assert kept == {"G", "O", "U", "Q", "Z", "#", *(f"Y{number}" for number in range(1, 8))}

    def test_are_onroll_s_own_choice_and_say_so(self) -> None:
        for codes in (CODES_OF_A_TEACHER, CODES_AT_THE_GATE):
            assert codes.citation_on(MONDAY).strength == "ours"

    def test_are_all_in_force(self) -> None:
        every = {one.code for one in codes_in_force(MONDAY)}
        for codes in (CODES_OF_A_TEACHER, CODES_AT_THE_GATE, CODES_THAT_FIT_AN_ARRIVAL_BETTER):
            assert codes.on(MONDAY) <= every


class TestCodesOfAPlan:
    @pytest.mark.parametrize(
        ("kind", "codes"),
        [
            ("leave", {"C", "C1", "J1", "M", "S", "R", "T"}),
            ("part-time", {"C2", "X"}),
            ("visit", {"V"}),
            ("sport", {"P"}),
            ("work experience", {"W"}),
            ("off-site", {"B", "K"}),
            ("other school", {"D"}),
            ("not required", {"X"}),
            ("appointment", {"M", "J1"}),
            ("exclusion", {"E", "B", "K", "D"}),
        ],
    )
    def test_are_those_that_say_what_the_plan_is(self, kind: str, codes: set[str]) -> None:
        assert codes_of_plan(kind, MONDAY) == codes

    def test_are_between_them_every_code_of_the_regulations_that_may_be_planned(self) -> None:
        planned = {
            one.code for one in codes_in_force(MONDAY) if one.may_be_planned and one.in_the_regulations
        }
        assert {code for codes in CODES_OF_A_PLAN.on(MONDAY).values() for code in codes} == planned

    def test_are_none_for_a_kind_there_is_not(self) -> None:
        assert codes_of_plan("picnic", MONDAY) == frozenset()

    def test_tell_the_kinds_that_a_code_goes_with(self) -> None:
        assert kinds_of_plan_with("M", MONDAY) == ("leave", "appointment")
        assert kinds_of_plan_with("/", MONDAY) == ()

    def test_are_onroll_s_own_choice_from_the_first_day_of_the_codes(self) -> None:
        assert CODES_OF_A_PLAN.citation_on(MONDAY).strength == "ours"
        assert CODES_OF_A_PLAN.on(date(2024, 8, 19))["visit"] == {"V"}
        with pytest.raises(LookupError):
            CODES_OF_A_PLAN.on(date(2024, 8, 18))

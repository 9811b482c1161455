"""The judge of one attendance entry, which every way of writing one asks."""

from datetime import date, time
from typing import Any

import pytest

from onroll.law import ProposedEntry, Session, codes_in_force, faults_of_entry

title = "What an attendance entry must and must not be"
cites = "Pupil Registration Regulations 2024, regulation 10"

MONDAY = date(2026, 9, 14)


def entry(code: str, **changes: Any) -> ProposedEntry:
    given: dict[str, Any] = {
        "code": code,
        "on": MONDAY,
        "session": Session.PM if code == "\\" else Session.AM,
        "is_of_compulsory_school_age": True,
    }
    return ProposedEntry(**(given | changes))


def faults(code: str, **changes: Any) -> list[str]:
    return [fault.name for fault in faults_of_entry(entry(code, **changes))]


def message(code: str, **changes: Any) -> str:
    (fault,) = faults_of_entry(entry(code, **changes))
    return fault.message


class TestOrdinaryEntry:
    @pytest.mark.parametrize("code", ["/", "\\", "L", "I", "N", "O", "G", "U", "C", "C2", "V", "D", "Q"])
    def test_has_nothing_wrong(self, code: str) -> None:
        assert faults(code) == []

    def test_may_name_its_session_in_plain_text(self) -> None:
        assert faults("/", session="AM") == []
        assert faults("/", session="PM") == ["code_of_other_session"]

    def test_of_every_code_can_be_lawful(self) -> None:
        for meaning in codes_in_force(MONDAY):
            circumstances = {
                "note": "With the canoe club",
                "on_roll": meaning.code != "Z",
                "planned_closure": meaning.code == "#",
                "is_of_compulsory_school_age": meaning.code != "X",
            }
            assert faults(meaning.code, **circumstances) == [], meaning.code


class TestCode:
    def test_that_never_was_is_refused(self) -> None:
        assert faults("A") == ["code_unknown"]
        assert "Choose one of" in message("A")

    def test_is_one_a_session(self) -> None:
        assert faults("I", already_entered=True) == ["already_entered"]
        assert "Amend the entry" in message("I", already_entered=True)

    def test_retired_is_refused_from_the_day_it_went(self) -> None:
        assert faults("H", on=date(2024, 8, 18)) == []
        assert faults("H", on=date(2024, 8, 19)) == ["code_not_in_force"]
        assert "Use C" in message("H", on=date(2024, 8, 19))

    def test_new_is_refused_before_the_day_it_came(self) -> None:
        assert faults("C2", on=date(2024, 8, 18)) == ["code_not_in_force"]
        assert faults("C2", on=date(2024, 8, 19)) == []

    def test_must_be_one_the_role_may_use(self) -> None:
        may_use = frozenset("/\\LN")
        assert faults("L", codes_role_may_use=may_use) == []
        assert faults("C", codes_role_may_use=may_use) == ["code_not_for_role"]
        assert "Use one of / L N \\" in message("C", codes_role_may_use=may_use)

    def test_may_be_none_for_a_role_that_only_reads(self) -> None:
        assert "Ask the attendance officer" in message("/", codes_role_may_use=frozenset())

    def test_of_presence_belongs_to_its_half_of_the_day(self) -> None:
        assert message("/", session=Session.PM) == "Code / is for the AM session and this is PM. Use \\."
        assert message("\\", session=Session.AM) == "Code \\ is for the PM session and this is AM. Use /."


class TestNote:
    @pytest.mark.parametrize("code", ["B", "K", "Y7"])
    def test_is_required(self, code: str) -> None:
        assert faults(code) == ["note_missing"]
        assert faults(code, note="  ") == ["note_missing"]
        assert faults(code, note="With the canoe club") == []

    def test_says_what_to_write(self) -> None:
        assert message("Y7") == "Code Y7 needs a note. Say what the cause is."

    def test_of_code_b_started_on_19_august_2024(self) -> None:
        assert faults("B", on=date(2024, 8, 18)) == []
        assert faults("B", on=date(2024, 8, 19)) == ["note_missing"]


class TestSchoolAge:
    @pytest.mark.parametrize("code", ["C2", "T"])
    def test_keeps_some_codes_from_pupils_outside_it(self, code: str) -> None:
        assert faults(code, is_of_compulsory_school_age=True) == []
        assert faults(code, is_of_compulsory_school_age=False) == ["wrong_school_age"]

    def test_keeps_x_from_pupils_within_it(self) -> None:
        assert faults("X", is_of_compulsory_school_age=False) == []
        assert faults("X", is_of_compulsory_school_age=True) == ["wrong_school_age"]

    def test_says_which_the_pupil_is(self) -> None:
        assert "this pupil is of compulsory school age on" in message("X", is_of_compulsory_school_age=True)
        assert "this pupil is not of compulsory" in message("C2", is_of_compulsory_school_age=False)

    @pytest.mark.parametrize("code", ["C2", "X"])
    def test_refuses_nothing_when_it_is_not_known(self, code: str) -> None:
        assert faults(code, is_of_compulsory_school_age=None) == []

    def test_says_what_to_use_instead(self) -> None:
        assert message("C2", is_of_compulsory_school_age=False) == (
            "Code C2 is only for pupils of compulsory school age, and this pupil is not of compulsory "
            "school age on 14 September 2026. Use X for a session that is not timetabled."
        )

    def test_left_x_open_to_every_pupil_before_19_august_2024(self) -> None:
        assert faults("X", on=date(2024, 8, 18)) == []
        assert faults("X", on=date(2024, 8, 19)) == ["wrong_school_age"]


class TestMobileChild:
    def test_is_whom_code_t_is_for_and_nobody_else(self) -> None:
        assert faults("T", is_mobile_child=True) == []
        assert faults("T", is_mobile_child=False) == ["not_a_mobile_child"]
        assert "Amend it under Roll where it is so" in message("T", is_mobile_child=False)

    def test_refuses_nothing_when_it_is_not_known(self) -> None:
        assert faults("T", is_mobile_child=None) == []

    def test_may_have_any_other_code(self) -> None:
        assert faults("C", is_mobile_child=False) == []
        assert faults("C", is_mobile_child=True) == []

    def test_had_no_code_of_its_own_kind_before_19_august_2024(self) -> None:
        assert faults("T", is_mobile_child=False, on=date(2024, 8, 18)) == []
        assert faults("T", is_mobile_child=False, on=date(2024, 8, 19)) == ["not_a_mobile_child"]


class TestRoll:
    def test_is_where_every_pupil_with_an_entry_is(self) -> None:
        assert faults("/", on_roll=False) == ["pupil_not_on_roll"]

    def test_is_where_no_pupil_with_code_z_is(self) -> None:
        assert faults("Z", on_roll=False) == []
        assert faults("Z", on_roll=True) == ["pupil_already_on_roll"]


class TestCalendar:
    def test_must_hold_the_session(self) -> None:
        assert faults("/", session_held=False) == ["session_not_held"]
        assert faults("/", planned_closure=True) == ["session_not_held"]

    def test_must_plan_a_planned_closure(self) -> None:
        assert faults("#") == ["closure_not_planned"]
        assert faults("#", planned_closure=True) == []
        assert faults("#", session_held=False, planned_closure=True) == []
        assert "Y4" in message("#")


class TestEntryInAdvance:
    @pytest.mark.parametrize("code", ["/", "\\", "L", "I", "N", "O", "U", "G"])
    def test_cannot_say_what_has_not_happened(self, code: str) -> None:
        assert faults(code, session_begun=False) == ["entered_in_advance"]

    @pytest.mark.parametrize("code", ["C", "C1", "C2", "V", "M", "D"])
    def test_may_be_one_that_is_planned(self, code: str) -> None:
        assert faults(code, session_begun=False) == []


class TestLateness:
    clock: dict[str, Any] = {"register_opens": time(9, 0), "register_closes": time(9, 30)}

    def test_is_l_up_to_closing(self) -> None:
        assert faults("L", arrived_at=time(9, 30), **self.clock) == []
        assert faults("L", arrived_at=time(9, 31), **self.clock) == ["late_after_closing"]

    def test_is_u_after_closing(self) -> None:
        assert faults("U", arrived_at=time(9, 31), **self.clock) == []
        assert faults("U", arrived_at=time(9, 30), **self.clock) == ["late_before_closing"]

    def test_is_not_judged_without_a_clock(self) -> None:
        assert faults("L") == []
        assert faults("U", register_closes=time(9, 30)) == []
        assert faults("U", arrived_at=time(9, 30)) == []

    def test_leaves_other_codes_to_the_reason(self) -> None:
        assert faults("M", arrived_at=time(11, 0), **self.clock) == []

    @pytest.mark.parametrize("code", ["L", "U"])
    def test_may_come_with_minutes(self, code: str) -> None:
        assert faults(code, minutes_late=12) == []

    @pytest.mark.parametrize("code", ["/", "I", "N"])
    def test_is_the_only_thing_minutes_go_with(self, code: str) -> None:
        assert faults(code, minutes_late=12) == ["minutes_without_lateness"]

    @pytest.mark.parametrize(("minutes", "names"), [(-1, ["minutes_improbable"]), (0, []), (300, [])])
    def test_has_minutes_from_nought(self, minutes: int, names: list[str]) -> None:
        assert faults("U", minutes_late=minutes) == names

    def test_has_no_more_minutes_than_any_session(self) -> None:
        assert faults("U", minutes_late=301) == ["minutes_improbable"]

    def test_is_judged_by_a_register_that_closes_in_time(self) -> None:
        times = {"register_opens": time(9, 0), "register_closes": time(9, 31)}
        assert faults("L", **times) == ["register_open_too_long"]


class TestSeveralFaults:
    def test_are_all_named_at_once(self) -> None:
        assert faults("B", on_roll=False, session_held=False, minutes_late=5) == [
            "pupil_not_on_roll",
            "session_not_held",
            "note_missing",
            "minutes_without_lateness",
        ]

    def test_each_have_a_message_and_a_citation(self) -> None:
        for fault in faults_of_entry(entry("B", on_roll=False, session_held=False, minutes_late=5)):
            assert fault.message.endswith(".")
            assert "invalid" not in fault.message.lower()
            assert fault.citation.text
            assert fault.strength is fault.citation.strength

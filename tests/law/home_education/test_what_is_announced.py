"""The Act of 2026 is announced, off, and may be switched on from a day."""

from datetime import date

import pytest

from onroll.law.home_education import (
    PROVISIONS,
    Withdrawal,
    consent_needed,
    in_force,
    may_ask_again_on,
    on_the_register,
)

TODAY = date(2026, 11, 22)
SWITCH = date(2027, 9, 1)
AT_SPECIAL_SCHOOL = Withdrawal(TODAY, TODAY, condition_a=True)


class TestProvisions:
    @pytest.mark.parametrize("provision", PROVISIONS)
    def test_are_off_until_the_day_they_are_switched_on(self, provision: str) -> None:
        on = {provision: SWITCH}
        assert not in_force(provision, date(2030, 1, 1))
        assert not in_force(provision, date(2027, 8, 31), switched_on=on)
        assert in_force(provision, SWITCH, switched_on=on)

    @pytest.mark.parametrize("provision", PROVISIONS.values())
    def test_say_why_they_are_off(self, provision) -> None:
        assert "Royal Assent" in provision.announced[0].reason

    def test_are_refused_by_another_name(self) -> None:
        with pytest.raises(LookupError, match="Choose one of"):
            in_force("home_visits", TODAY)


class TestConsent:
    on = {"consent_to_withdraw": SWITCH}

    def test_is_not_needed_today(self) -> None:
        assert consent_needed(AT_SPECIAL_SCHOOL, as_at=TODAY).met is False

    def test_is_needed_for_a_relevant_child_once_switched_on(self) -> None:
        assert consent_needed(AT_SPECIAL_SCHOOL, as_at=SWITCH, switched_on=self.on).met is True
        assert consent_needed(
            Withdrawal(TODAY, TODAY, condition_b=True), as_at=SWITCH, switched_on=self.on
        ).met
        assert consent_needed(Withdrawal(TODAY, TODAY), as_at=SWITCH, switched_on=self.on).met is False

    def test_cannot_be_told_while_the_conditions_are_not_known(self) -> None:
        unknown = Withdrawal(TODAY, TODAY, condition_a=None)
        finding = consent_needed(unknown, as_at=SWITCH, switched_on=self.on)
        assert finding.met is None
        assert finding.missing

    def test_may_be_asked_for_again_after_six_months(self) -> None:
        assert may_ask_again_on(date(2027, 8, 31)) == date(2028, 2, 29)


class TestTheRegister:
    def found(self, **more: bool):
        given = {
            "of_compulsory_school_age": True,
            "registered_at_relevant_school": True,
            "absent_by_arrangement": False,
            "part_time_student": False,
        }
        on = {"children_not_in_school_register": SWITCH}
        return on_the_register(**given | more, as_at=SWITCH, switched_on=on)

    def test_holds_children_registered_nowhere_or_absent_by_arrangement(self) -> None:
        assert self.found().met is False
        assert self.found(registered_at_relevant_school=False).met is True
        assert self.found(absent_by_arrangement=True).met is True
        assert self.found(part_time_student=True).met is True
        assert self.found(registered_at_relevant_school=False, of_compulsory_school_age=False).met is False

    def test_is_not_in_force_today(self) -> None:
        finding = on_the_register(
            of_compulsory_school_age=True,
            registered_at_relevant_school=False,
            absent_by_arrangement=False,
            part_time_student=False,
            as_at=TODAY,
        )
        assert finding.met is None
        assert not finding.in_force

"""Consent to withdraw, and the register of children not in school: announced, and switched on to be seen."""

from datetime import date

import pytest

from onroll.law.children_not_in_school import (
    REGISTER_CONTENTS,
    faults_of_register_entry,
    home_considered_by,
    inform_by,
    what_is_different_of_orders,
)
from onroll.law.withdrawal_decisions import consent_may_be_given, may_ask_again, school_may_delete

title = "Decisions that are announced"
cites = "Children's Wellbeing and Schools Act 2026, sections 37 and 38"

SWITCHED_ON = {"consent_to_withdraw": date(2027, 9, 1)}
BEFORE, ON = date(2027, 8, 31), date(2027, 9, 1)


class TestConsent:
    def met(self, best: bool | None, suitable: bool | None, *, as_at: date = ON) -> bool | None:
        return consent_may_be_given(
            school_not_in_best_interests=best,
            suitable_arrangements=suitable,
            as_at=as_at,
            switched_on=SWITCHED_ON,
        ).met

    def test_may_be_given_only_where_both_hold(self) -> None:
        assert self.met(True, True) is True
        assert self.met(False, True) is False
        assert self.met(True, False) is False
        assert self.met(True, None) is None

    def test_is_not_asked_for_the_day_before_it_is_switched_on(self) -> None:
        found = consent_may_be_given(
            school_not_in_best_interests=True,
            suitable_arrangements=True,
            as_at=BEFORE,
            switched_on=SWITCHED_ON,
        )
        assert (found.met, found.in_force) == (None, False)


class TestAskingAgain:
    def met(self, as_at: date) -> bool | None:
        return may_ask_again(last_refused_on=date(2027, 9, 1), as_at=as_at, switched_on=SWITCHED_ON).met

    def test_waits_six_months(self) -> None:
        assert self.met(date(2028, 2, 29)) is False
        assert self.met(date(2028, 3, 1)) is True

    def test_waits_for_nothing_where_nothing_was_refused(self) -> None:
        assert may_ask_again(last_refused_on=None, as_at=ON, switched_on=SWITCHED_ON).met is True

    def test_is_not_in_force_before(self) -> None:
        assert may_ask_again(last_refused_on=None, as_at=BEFORE, switched_on=SWITCHED_ON).in_force is False


class TestDeletion:
    @pytest.mark.parametrize(
        ("told", "consented", "directed", "met"),
        [
            (True, True, False, True),
            (True, False, True, True),
            (True, False, False, False),
            (False, True, False, False),
            (True, None, False, None),
            (None, True, False, None),
        ],
    )
    def test_needs_the_authority_told_and_consent_or_a_direction(
        self, told: bool | None, consented: bool | None, directed: bool, met: bool | None
    ) -> None:
        found = school_may_delete(
            authority_notified=told, consented=consented, directed=directed, as_at=ON, switched_on=SWITCHED_ON
        )
        assert found.met is met
        assert bool(found.missing) is (met is None)

    def test_is_not_bound_so_before(self) -> None:
        found = school_may_delete(
            authority_notified=False, consented=False, as_at=BEFORE, switched_on=SWITCHED_ON
        )
        assert found.in_force is False


class TestRegister:
    def test_would_hold_six_things(self) -> None:
        names = [one.name for one in REGISTER_CONTENTS.announced[0].value]
        assert len(faults_of_register_entry(())) == 6
        assert faults_of_register_entry(names) == ()

    def test_holds_nothing_yet(self) -> None:
        assert REGISTER_CONTENTS.on(date(2026, 11, 27)) == ()

    def test_would_give_fifteen_days_to_tell_it_and_to_consider_the_home(self) -> None:
        assert inform_by(date(2027, 9, 1)).last_day == date(2027, 9, 16)
        assert home_considered_by(date(2027, 9, 1)).last_day == date(2027, 9, 16)


class TestOrders:
    def test_are_different_from_the_day_they_are_switched_on(self) -> None:
        switched_on = {"orders_recast": ON}
        assert what_is_different_of_orders(as_at=BEFORE, switched_on=switched_on) == ()
        assert len(what_is_different_of_orders(as_at=ON, switched_on=switched_on)) == 5

    def test_are_as_they_were_while_nothing_is_switched_on(self) -> None:
        assert what_is_different_of_orders(as_at=ON) == ()

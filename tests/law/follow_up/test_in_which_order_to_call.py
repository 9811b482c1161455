"""Whom a school calls about first when several are absent without a reason."""

from datetime import date

import pytest

from onroll.law.call_order import CALL_ORDER, Circumstance, is_very_young, place_in_call_order
from onroll.law.dated import NoRuleInForce

title = "The order of calls"
cites = "Onroll's own choice"

MONDAY = date(2026, 9, 14)
IN_ORDER = (
    Circumstance.CHILD_PROTECTION,
    Circumstance.LOOKED_AFTER,
    Circumstance.SOCIAL_WORKER,
    Circumstance.YOUTH_JUSTICE,
    Circumstance.MISSING_BEFORE,
    Circumstance.VERY_YOUNG,
    Circumstance.EXPECTED_STARTER,
)


class TestTheOrder:
    def test_takes_those_who_could_come_to_most_harm_first(self) -> None:
        places = [place_in_call_order({one}, on=MONDAY) for one in IN_ORDER]
        assert places == sorted(set(places)) == list(range(7))

    def test_takes_everybody_else_last(self) -> None:
        assert place_in_call_order((), on=MONDAY) == 7

    def test_counts_the_first_of_several_circumstances(self) -> None:
        both = {Circumstance.MISSING_BEFORE, Circumstance.LOOKED_AFTER}
        assert place_in_call_order(both, on=MONDAY) == place_in_call_order(
            {Circumstance.LOOKED_AFTER}, on=MONDAY
        )

    def test_takes_a_child_in_need_with_those_who_have_a_social_worker(self) -> None:
        in_need, worker = ({one} for one in (Circumstance.CHILD_IN_NEED, Circumstance.SOCIAL_WORKER))
        assert place_in_call_order(in_need, on=MONDAY) == place_in_call_order(worker, on=MONDAY)

    @pytest.mark.parametrize(
        "one", [Circumstance.EHC_PLAN, Circumstance.YOUNG_CARER, Circumstance.PREVIOUSLY_LOOKED_AFTER]
    )
    def test_takes_the_vulnerable_with_the_very_young(self, one: Circumstance) -> None:
        assert place_in_call_order({one}, on=MONDAY) == 5

    def test_has_a_place_for_every_circumstance(self) -> None:
        assert set(CALL_ORDER.on(MONDAY)) == set(Circumstance)

    def test_is_known_from_the_day_the_regulations_began(self) -> None:
        assert place_in_call_order((), on=date(2024, 8, 19)) == 7
        with pytest.raises(NoRuleInForce):
            place_in_call_order((), on=date(2024, 8, 18))


class TestAChild:
    @pytest.mark.parametrize(("born", "young"), [(date(2019, 9, 14), False), (date(2019, 9, 15), True)])
    def test_is_very_young_until_the_seventh_birthday(self, born: date, young: bool) -> None:
        assert is_very_young(born, on=MONDAY) is young

    def test_is_not_asked_about_before_the_rule(self) -> None:
        assert is_very_young(date(2020, 1, 1), on=date(2024, 8, 19))
        with pytest.raises(NoRuleInForce):
            is_very_young(date(2020, 1, 1), on=date(2024, 8, 18))

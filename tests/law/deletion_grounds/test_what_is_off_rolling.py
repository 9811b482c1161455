"""Whether a deletion is clear of off-rolling."""

import pytest

from onroll.law.off_rolling import no_off_rolling

title = "Off-rolling"
cites = "Education inspection framework, off-rolling"


class TestDeletion:
    clear = {"ground_met": True, "free_of_pressure": True, "in_the_pupils_interest": True}

    @pytest.mark.parametrize("point", list(clear))
    def test_is_clear_with_a_ground_without_pressure_and_in_the_pupils_interest(self, point: str) -> None:
        assert no_off_rolling(**self.clear).met is True
        assert no_off_rolling(**self.clear | {point: False}).met is False
        assert no_off_rolling(**self.clear | {point: None}).met is None

    def test_under_pressure_is_not_clear_though_a_ground_is_met(self) -> None:
        found = no_off_rolling(**self.clear | {"free_of_pressure": False})
        assert found.reasons == ("It is not so that nobody pressed a parent to take the pupil out.",)

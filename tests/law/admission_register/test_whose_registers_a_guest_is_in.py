"""Whose registers a guest is in."""

from __future__ import annotations

from datetime import date

import pytest

from onroll.law import NoRuleInForce
from onroll.law.dual_registration import CODE_AT_THE_OTHER_SCHOOL, RegistrationKind, faults_of_guest
from tests.factories.moments import MONDAY


class TestAGuest:
    @pytest.mark.parametrize("kind", [RegistrationKind.GUEST, RegistrationKind.SUBSIDIARY])
    def test_is_registered_here_and_at_the_home_school(self, kind: RegistrationKind) -> None:
        assert faults_of_guest(kind) == ()

    def test_is_nobody_registered_here_only(self) -> None:
        (fault,) = faults_of_guest(RegistrationKind.SINGLE)
        assert fault.name == "guest_registered_here_only"
        assert fault.citation.provision == "9(1)(a)"

    def test_is_not_this_main_school_s_own_pupil(self) -> None:
        (fault,) = faults_of_guest(RegistrationKind.MAIN)
        assert fault.name == "guest_of_the_other_school"

    def test_has_code_d_for_the_sessions_the_home_school_expects(self) -> None:
        assert CODE_AT_THE_OTHER_SCHOOL.on(MONDAY) == "D"

    def test_has_that_code_from_19_august_2024(self) -> None:
        assert CODE_AT_THE_OTHER_SCHOOL.on(date(2024, 8, 19)) == "D"
        with pytest.raises(NoRuleInForce):
            CODE_AT_THE_OTHER_SCHOOL.on(date(2024, 8, 18))

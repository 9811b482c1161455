"""Dual registration, mobile children and their main school."""

from datetime import date

import pytest

from onroll.law import (
    NoRuleInForce,
    RegistrationKind,
    SchoolStay,
    Span,
    main_school,
    mobile_child,
)

title = "Pupils of more than one school"
cites = "Pupil Registration Regulations 2024, regulations 3(1), 4 and 9(1)(a)"

TODAY = date(2026, 11, 20)


class TestRegistrationKind:
    @pytest.mark.parametrize(
        ("kind", "code", "is_dual"),
        [
            (RegistrationKind.SINGLE, "C", False),
            (RegistrationKind.MAIN, "M", True),
            (RegistrationKind.SUBSIDIARY, "S", True),
            (RegistrationKind.GUEST, "G", False),
        ],
    )
    def test_has_the_code_of_the_census(self, kind: RegistrationKind, code: str, is_dual: bool) -> None:
        assert kind == code
        assert kind.is_dual is is_dual
        assert kind.in_words


class TestMobileChild:
    def test_is_of_school_age_of_no_fixed_abode_and_of_a_travelling_trade(self) -> None:
        found = mobile_child(
            is_of_compulsory_school_age=True,
            has_fixed_abode=False,
            parents_trade_requires_travel=True,
        )
        assert found.met is True

    @pytest.mark.parametrize(
        "facts",
        [(False, False, True), (True, True, True), (True, False, False), (False, None, None)],
    )
    def test_is_none_where_any_limb_fails(self, facts: tuple[bool | None, ...]) -> None:
        school_age, abode, trade = facts
        found = mobile_child(
            is_of_compulsory_school_age=school_age,
            has_fixed_abode=abode,
            parents_trade_requires_travel=trade,
        )
        assert found.met is False
        assert found.missing == ()

    def test_cannot_be_told_until_the_family_is_asked(self) -> None:
        found = mobile_child(
            is_of_compulsory_school_age=True,
            has_fixed_abode=None,
            parents_trade_requires_travel=True,
        )
        assert found.met is None
        assert [missing.who for missing in found.missing] == ["a parent"]


class TestMainSchool:
    def stay(self, school: str, last_day: date, *, while_travelling: bool = False) -> SchoolStay:
        return SchoolStay(school, Span(date(2024, 9, 2), last_day), while_travelling)

    def test_is_the_last_attended_when_not_travelling(self) -> None:
        stays = [
            self.stay("Larkfield", date(2026, 3, 27)),
            self.stay("Millbrook", date(2026, 7, 17)),
            self.stay("Fairground School", TODAY, while_travelling=True),
        ]
        assert main_school(stays, on=TODAY) == "Millbrook"

    def test_looks_back_eighteen_months(self) -> None:
        assert main_school([self.stay("Larkfield", date(2025, 5, 20))], on=TODAY) == "Larkfield"
        assert main_school([self.stay("Larkfield", date(2025, 5, 19))], on=TODAY) is None

    def test_is_none_for_a_child_always_on_the_road(self) -> None:
        stays = [self.stay("Fairground School", TODAY, while_travelling=True)]
        assert main_school(stays, on=TODAY) is None

    def test_has_no_rule_before_19_august_2024(self) -> None:
        with pytest.raises(NoRuleInForce):
            main_school([], on=date(2024, 8, 18))
        assert main_school([], on=date(2024, 8, 19)) is None

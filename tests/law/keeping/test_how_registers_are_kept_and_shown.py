"""In what form registers are kept, who may inspect them, how long cases are kept, and what is withheld."""

from datetime import date

import pytest

from onroll.law.data_protection import address_may_be_given, special_kind
from onroll.law.dated import NoRuleInForce
from onroll.law.guidance_editions import edition_on
from onroll.law.register_keeping import FORMS_ALLOWED, Asker, may_inspect
from onroll.law.retention import case_until

title = "Keeping registers"
cites = "Pupil Registration Regulations 2024, regulations 5, 6 and 12"


class TestForm:
    def test_may_be_paper_until_18_august_2024(self) -> None:
        assert "paper" in FORMS_ALLOWED.on(date(2024, 8, 18))
        assert FORMS_ALLOWED.on(date(2024, 8, 19)) == ("electronic",)


class TestInspection:
    @pytest.mark.parametrize(
        ("asker", "met"),
        [
            ("chief_inspector", True),
            ("independent_inspectorate", True),
            ("authority_officer", True),
            ("secretary_of_state", True),
            ("anybody_else", False),
        ],
    )
    def test_is_open_to_those_whom_the_regulation_names(self, asker: str, met: bool) -> None:
        assert may_inspect(Asker(asker), authorised=True, in_school_hours=True).met is met

    def test_is_in_school_hours_for_those_who_come(self) -> None:
        assert may_inspect(Asker.AUTHORITY_OFFICER, authorised=True, in_school_hours=False).met is False
        assert may_inspect(Asker.SECRETARY_OF_STATE, authorised=True, in_school_hours=False).met is True

    def test_waits_until_it_is_known_who_asks(self) -> None:
        found = may_inspect(Asker.AUTHORITY_OFFICER, authorised=None, in_school_hours=True)
        assert found.met is None
        assert [one.who for one in found.missing] == ["the person who asks"]


class TestCases:
    def test_are_kept_to_the_sixth_anniversary_of_their_close(self) -> None:
        assert case_until(date(2026, 11, 27)) == date(2032, 11, 27)
        assert case_until(date(2024, 2, 29)) == date(2030, 2, 28)


class TestSpecialKind:
    @pytest.mark.parametrize(("code", "kind"), [("I", "health"), ("R", "religion"), ("O", ""), ("/", "")])
    def test_is_told_by_some_codes(self, code: str, kind: str) -> None:
        assert special_kind(code, on=date(2026, 9, 1)) == kind

    def test_starts_on_25_may_2018(self) -> None:
        assert special_kind("I", on=date(2018, 5, 25)) == "health"
        with pytest.raises(NoRuleInForce):
            special_kind("I", on=date(2018, 5, 24))


class TestAddress:
    def test_is_given_to_who_is_entitled_unless_it_puts_somebody_at_risk_or_a_court_forbids_it(self) -> None:
        assert address_may_be_given(entitled=True, at_risk=False, order_forbids=False).met is True
        assert address_may_be_given(entitled=True, at_risk=True, order_forbids=False).met is False
        assert address_may_be_given(entitled=True, at_risk=False, order_forbids=True).met is False
        assert address_may_be_given(entitled=False, at_risk=False, order_forbids=False).met is False

    def test_waits_for_what_the_safeguarding_lead_says(self) -> None:
        found = address_may_be_given(entitled=True, at_risk=None, order_forbids=False)
        assert found.met is None
        assert [one.who for one in found.missing] == ["the safeguarding lead"]


class TestEditions:
    @pytest.mark.parametrize(
        ("last_day", "first_day", "name"),
        [
            (date(2024, 8, 18), date(2024, 8, 19), "Working together (2024)"),
            (date(2026, 7, 8), date(2026, 7, 9), "Working together (2026)"),
        ],
    )
    def test_follow_one_another(self, last_day: date, first_day: date, name: str) -> None:
        assert edition_on(last_day)[0].instrument.short_name != name
        assert edition_on(first_day)[0].instrument.short_name == name

    def test_are_advice_before_they_are_statutory(self) -> None:
        assert edition_on(date(2024, 8, 18))[1].strength.value == "advice"
        assert edition_on(date(2024, 8, 19))[1].strength.value == "statutory guidance"

    def test_have_none_before_september_2022(self) -> None:
        with pytest.raises(NoRuleInForce):
            edition_on(date(2022, 8, 31))

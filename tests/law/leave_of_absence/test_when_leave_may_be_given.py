"""Leave of absence: who decides, who asks, in advance, and for what (regulation 11)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onroll.law import NoRuleInForce, Span, codes_in_force
from onroll.law.leave_of_absence import (
    HOLIDAY_LEAVE_DAYS,
    PERMITTED,
    AskedBy,
    LeaveRequest,
    Purpose,
    SchoolKind,
    expected_return,
    leave_may_be_given,
)
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, calendar_of

DAYS = Span(date(2026, 9, 21), date(2026, 9, 25))
FUNERAL_ABROAD = LeaveRequest(
    Purpose.EXCEPTIONAL,
    DAYS,
    SchoolKind.MAINTAINED,
    asked_on=date(2026, 9, 14),
    asked_by=AskedBy.PARENT_LIVED_WITH,
    decided_by_authorised_person=True,
    circumstances_exceptional=True,
)


class TestLeaveInExceptionalCircumstances:
    def test_may_be_given(self) -> None:
        finding = leave_may_be_given(FUNERAL_ABROAD)
        assert finding.met is True
        assert finding.facts["code"] == "C"

    @pytest.mark.parametrize(
        "request_for_leave",
        [
            replace(FUNERAL_ABROAD, circumstances_exceptional=False),
            replace(FUNERAL_ABROAD, decided_by_authorised_person=False),
            replace(FUNERAL_ABROAD, asked_by=AskedBy.OTHER_PARENT),
            replace(FUNERAL_ABROAD, asked_by=AskedBy.PUPIL),
            replace(FUNERAL_ABROAD, asked_on=date(2026, 9, 22)),
        ],
    )
    def test_may_not_be_given(self, request_for_leave: LeaveRequest) -> None:
        finding = leave_may_be_given(request_for_leave)
        assert finding.met is False
        assert finding.would_change

    def test_may_be_asked_for_until_the_day_it_starts(self) -> None:
        assert leave_may_be_given(replace(FUNERAL_ABROAD, asked_on=date(2026, 9, 21))).met is True

    def test_waits_for_the_authorised_person_to_think_it_exceptional(self) -> None:
        finding = leave_may_be_given(replace(FUNERAL_ABROAD, circumstances_exceptional=None))
        assert finding.met is None
        assert finding.missing[0].who == "the authorised person"


class TestOtherPurposes:
    def test_let_a_pupil_over_age_ask(self) -> None:
        interview = replace(
            FUNERAL_ABROAD,
            purpose=Purpose.INTERVIEW,
            asked_by=AskedBy.PUPIL,
            of_compulsory_school_age=False,
        )
        assert leave_may_be_given(interview).met is True
        assert leave_may_be_given(replace(interview, of_compulsory_school_age=True)).met is False

    def test_need_a_licence_for_a_performance(self) -> None:
        performance = replace(FUNERAL_ABROAD, purpose=Purpose.PERFORMANCE)
        assert leave_may_be_given(performance).met is None
        assert leave_may_be_given(replace(performance, licensed_or_exempt=False)).met is False
        assert leave_may_be_given(replace(performance, licensed_or_exempt=True)).met is True

    def test_are_apart_by_age_for_part_time_education(self) -> None:
        part_time = replace(FUNERAL_ABROAD, purpose=Purpose.PART_TIME)
        assert leave_may_be_given(part_time).met is True
        assert leave_may_be_given(replace(part_time, purpose=Purpose.PART_TIME_NOT_OF_AGE)).met is False

    def test_lead_to_every_code_that_needs_leave(self) -> None:
        with_leave = {one.code for one in codes_in_force(date(2026, 9, 7)) if one.leave_required}
        assert with_leave <= {one.code for one in PERMITTED.newest.value.values()}


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({}, "Exceptional circumstances: code C."),
            (
                {"decided_by_authorised_person": False},
                "The decision is not by a person the proprietor has authorised.",
            ),
            (
                {"decided_by_authorised_person": None},
                "Who decides, and that the proprietor has authorised them",
            ),
            (
                {"circumstances_exceptional": False},
                "The circumstances are not exceptional. A holiday is not, as a rule.",
            ),
            (
                {"circumstances_exceptional": None},
                "Whether the circumstances of the request are exceptional",
            ),
            (
                {"purpose": Purpose.PERFORMANCE, "licensed_or_exempt": False},
                "There is no licence, and no exemption.",
            ),
            (
                {"purpose": Purpose.EMPLOYMENT_ABROAD, "licensed_or_exempt": None},
                "The licence, or what exempts from one",
            ),
            (
                {"purpose": Purpose.PART_TIME, "of_compulsory_school_age": False},
                "The purpose is for pupils of compulsory school age.",
            ),
            (
                {"purpose": Purpose.PART_TIME_NOT_OF_AGE},
                "The purpose is for pupils not of compulsory school age.",
            ),
            ({"asked_on": None}, "The day the leave was asked for or agreed"),
        ],
    )
    def test_is_what_speaks_against_it_or_is_not_known(self, changes: dict[str, Any], reason: str) -> None:
        assert leave_may_be_given(replace(FUNERAL_ABROAD, **changes)).reasons == (reason,)

    def test_is_who_could_say_the_day_it_was_asked_for(self) -> None:
        finding = leave_may_be_given(replace(FUNERAL_ABROAD, asked_on=None))
        assert [(one.what, one.who) for one in finding.missing] == [
            ("The day the leave was asked for or agreed", "the school")
        ]

    def test_is_the_paragraph_of_the_purpose(self) -> None:
        permitted = PERMITTED.newest.value[Purpose.EXCEPTIONAL]
        assert permitted.citation in leave_may_be_given(FUNERAL_ABROAD).citations

    @pytest.mark.parametrize("purpose", ["performance", "employment_abroad", "appointment"])
    def test_is_not_who_asked_where_anybody_may(self, purpose: str) -> None:
        by_other_parent = replace(
            FUNERAL_ABROAD,
            purpose=Purpose(purpose),
            asked_by=AskedBy.OTHER_PARENT,
            licensed_or_exempt=True,
        )
        assert leave_may_be_given(by_other_parent).met is True


class TestWhoIsBound:
    @pytest.mark.parametrize(
        ("kind", "bound"),
        [
            (SchoolKind.MAINTAINED, True),
            (SchoolKind.SPECIAL_NOT_MAINTAINED, True),
            (SchoolKind.ACADEMY, False),
            (SchoolKind.INDEPENDENT, False),
        ],
    )
    def test_is_said_and_cited(self, kind: SchoolKind, bound: bool) -> None:
        finding = leave_may_be_given(replace(FUNERAL_ABROAD, school_kind=kind))
        assert finding.facts["bound_by_law"] is bound
        assert any("11(1)" in cited.text for cited in finding.citations) is bound


class TestPurposes:
    def test_are_these_with_these_codes(self) -> None:
        assert {purpose.value: one.code for purpose, one in PERMITTED.on(date(2024, 8, 19)).items()} == {
            "performance": "C1",
            "employment_abroad": "C1",
            "interview": "J1",
            "study": "S",
            "part_time": "C2",
            "part_time_not_of_age": "X",
            "exceptional": "C",
            "appointment": "M",
        }


class TestDays:
    def test_of_return_is_the_first_school_day_after(self) -> None:
        calendar = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)
        assert expected_return(date(2026, 10, 23), calendar) == date(2026, 11, 2)

    def test_of_holiday_leave_ended_in_september_2013(self) -> None:
        assert HOLIDAY_LEAVE_DAYS.on(date(2013, 8, 31)) == 10
        assert HOLIDAY_LEAVE_DAYS.on(date(2013, 9, 1)) == 0

    def test_before_august_2024_are_not_answered(self) -> None:
        early = Span(date(2024, 8, 18), date(2024, 8, 20))
        with pytest.raises(NoRuleInForce):
            leave_may_be_given(replace(FUNERAL_ABROAD, days=early))
        on_the_day = replace(
            FUNERAL_ABROAD, days=Span(date(2024, 8, 19), date(2024, 8, 20)), asked_on=date(2024, 8, 1)
        )
        assert leave_may_be_given(on_the_day).met is True

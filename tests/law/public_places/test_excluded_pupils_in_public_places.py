"""The first five school days of an exclusion: a scheme of its own."""

from datetime import date
from typing import Any

import pytest

from onroll.law import NoRuleInForce, SchoolCalendar, Span
from onroll.law.penalty_notice_amounts import Amounts
from onroll.law.public_places import NOTICE_AMOUNTS, days_of_duty, offence
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, calendar_of

title = "Excluded pupils in public places"
cites = "Education and Inspections Act 2006, sections 103 to 105"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)
LONG = Span(date(2026, 10, 21), date(2026, 11, 13))


class TestDaysOfDuty:
    def test_are_the_first_five_school_days(self) -> None:
        days = days_of_duty(LONG, AUTUMN).days
        assert days == (*Span(date(2026, 10, 21), date(2026, 10, 23)), date(2026, 11, 2), date(2026, 11, 3))

    def test_are_all_of_a_shorter_exclusion(self) -> None:
        assert len(days_of_duty(Span(date(2026, 9, 7), date(2026, 9, 10)), AUTUMN).days) == 4

    def test_have_no_rule_before_september_2007(self) -> None:
        calendar = SchoolCalendar.from_terms([Span(date(2007, 8, 27), date(2007, 9, 14))])
        assert len(days_of_duty(Span(date(2007, 9, 1), date(2007, 9, 14)), calendar).days) == 5
        with pytest.raises(NoRuleInForce):
            days_of_duty(Span(date(2007, 8, 31), date(2007, 9, 14)), calendar)


class TestOffence:
    def met(self, **changes: Any) -> bool | None:
        given: dict[str, Any] = {
            "on": date(2026, 11, 3),
            "days": days_of_duty(LONG, AUTUMN).days,
            "in_public_place": True,
            "in_school_hours": True,
            "reasonable_justification": False,
            "told_in_writing": True,
        }
        return offence(**(given | changes)).met

    def test_is_on_the_fifth_school_day_and_not_the_sixth(self) -> None:
        assert self.met() is True
        assert self.met(on=date(2026, 11, 4)) is False

    @pytest.mark.parametrize(
        ("point", "against"),
        [
            ("in_public_place", False),
            ("in_school_hours", False),
            ("reasonable_justification", True),
            ("told_in_writing", False),
        ],
    )
    def test_needs_every_point(self, point: str, against: bool) -> None:
        assert self.met(**{point: against}) is False
        assert self.met(**{point: None}) is None


class TestNotice:
    def test_costs_as_it_did_before_the_framework(self) -> None:
        assert NOTICE_AMOUNTS.on(date(2024, 8, 18)) == Amounts(60, 120)
        assert NOTICE_AMOUNTS.on(date(2026, 9, 7)) == Amounts(60, 120)

    def test_rests_on_the_paragraph_that_the_framework_left_to_it(self) -> None:
        assert not NOTICE_AMOUNTS.newest.citation.is_unconfirmed
        assert NOTICE_AMOUNTS.newest.citation.provision == "4(1)"

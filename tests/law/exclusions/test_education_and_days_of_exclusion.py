"""Education from the sixth day of an exclusion, and the days of suspension in a school year."""

from datetime import date

import pytest

from onroll.law import CalendarTooShort, NoSessionThatDay
from onroll.law.dated import NoRuleInForce
from onroll.law.exclusions import COUNTED_AS_ONE_RUN, ExclusionKind, provision_from, within_the_year
from onroll.law.rules import rule_named
from onroll.law.school_time import Span
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, calendar_of

title = "Suspension and exclusion"
cites = "Education and Inspections Act 2006, section 100"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)


class TestProvision:
    def test_starts_on_the_sixth_school_day(self) -> None:
        found = provision_from(
            first_school_day=date(2026, 9, 14), kind=ExclusionKind.SUSPENSION, calendar=AUTUMN
        )
        assert found.first_day == date(2026, 9, 21)

    def test_counts_school_days_over_a_half_term(self) -> None:
        found = provision_from(
            first_school_day=date(2026, 10, 22), kind=ExclusionKind.SUSPENSION, calendar=AUTUMN
        )
        assert found.first_day == date(2026, 11, 5)

    @pytest.mark.parametrize(
        ("earlier", "starts"),
        [
            ([(7, 11)], 14),
            ([(9, 11)], 16),
            ([(7, 8), (9, 11)], 14),
            ([(8, 10)], 21),
            ([(7, 8), (10, 11)], 17),
        ],
    )
    def test_is_counted_over_suspensions_with_no_school_day_between(
        self, earlier: list[tuple[int, int]], starts: int
    ) -> None:
        spans = [Span(date(2026, 9, first), date(2026, 9, last)) for first, last in earlier]
        found = provision_from(
            first_school_day=date(2026, 9, 14), kind=ExclusionKind.SUSPENSION, calendar=AUTUMN, earlier=spans
        )
        assert found.first_day == date(2026, 9, starts)

    def test_is_counted_over_them_for_suspensions_from_5_january_2015(self) -> None:
        spring = calendar_of(Span(date(2015, 1, 1), date(2015, 2, 13)))
        before = [Span(date(2015, 1, 1), date(2015, 1, 1))]
        found = {
            day: provision_from(
                first_school_day=date(2015, 1, day),
                kind=ExclusionKind.SUSPENSION,
                calendar=spring,
                earlier=[*before, Span(date(2015, 1, 2), date(2015, 1, 2))] if day > 2 else before,
            ).first_day.day
            for day in (2, 5)
        }
        assert found == {2: 9, 5: 8}

    def test_is_counted_over_them_or_not_by_the_day_itself(self) -> None:
        assert COUNTED_AS_ONE_RUN.on(date(2015, 1, 5)) is True
        assert COUNTED_AS_ONE_RUN.on(date(2015, 1, 4)) is False
        assert COUNTED_AS_ONE_RUN.on(date(2007, 9, 1)) is False
        with pytest.raises(NoRuleInForce):
            COUNTED_AS_ONE_RUN.on(date(2007, 8, 31))

    def test_is_counted_from_a_permanent_exclusion_itself(self) -> None:
        found = provision_from(
            first_school_day=date(2026, 9, 14),
            kind=ExclusionKind.PERMANENT,
            calendar=AUTUMN,
            earlier=[Span(date(2026, 9, 7), date(2026, 9, 11))],
        )
        assert found.first_day == date(2026, 9, 21)

    def test_is_the_schools_in_a_suspension_and_the_authoritys_after_a_permanent_exclusion(self) -> None:
        by = {
            kind: provision_from(first_school_day=date(2026, 9, 14), kind=kind, calendar=AUTUMN)
            for kind in ExclusionKind
        }
        assert by[ExclusionKind.SUSPENSION].by == "the school"
        assert by[ExclusionKind.PERMANENT].by == "the local authority"
        assert by[ExclusionKind.PERMANENT].code_until_then == "E"
        assert "K" in by[ExclusionKind.PERMANENT].codes_where_attended

    @pytest.mark.parametrize(("unit", "by"), [(False, "the school"), (True, "the local authority")])
    def test_is_the_authoritys_in_a_suspension_from_a_pupil_referral_unit(self, unit: bool, by: str) -> None:
        found = provision_from(
            first_school_day=date(2026, 9, 14),
            kind=ExclusionKind.SUSPENSION,
            calendar=AUTUMN,
            from_referral_unit=unit,
        )
        assert found.by == by

    def test_rests_on_nothing_unconfirmed(self) -> None:
        assert not any(one.is_unconfirmed for one in rule_named("exclusions.provision_from").citations)

    def test_is_counted_from_a_school_day_of_a_calendar_long_enough(self) -> None:
        with pytest.raises(NoSessionThatDay, match="first school day"):
            provision_from(first_school_day=date(2026, 9, 13), kind=ExclusionKind.PERMANENT, calendar=AUTUMN)
        with pytest.raises(CalendarTooShort):
            provision_from(first_school_day=AUTUMN.last_day, kind=ExclusionKind.PERMANENT, calendar=AUTUMN)


class TestDaysOfAYear:
    def test_are_at_most_forty_five(self) -> None:
        assert within_the_year(days_already=40, days=5, on=date(2026, 9, 14)).met is True
        assert within_the_year(days_already=40, days=6, on=date(2026, 9, 14)).met is False

    def test_have_a_rule_from_1_september_2012(self) -> None:
        assert within_the_year(days_already=0, days=1, on=date(2012, 9, 1)).met is True
        with pytest.raises(NoRuleInForce):
            within_the_year(days_already=0, days=1, on=date(2012, 8, 31))

    def test_cannot_be_fewer_than_none(self) -> None:
        with pytest.raises(ValueError, match="from 0"):
            within_the_year(days_already=-1, days=1, on=date(2026, 9, 14))

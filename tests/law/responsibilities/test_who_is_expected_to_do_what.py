"""What the guidance expects of parents, schools, trusts and authorities, by groups of pupils."""

from datetime import date

import pytest

from onroll.law import PupilMeasures, Span
from onroll.law.dated import NoRuleInForce
from onroll.law.responsibilities import (
    FREE_FOR_EVERY_SCHOOL,
    RESPONSIBILITIES,
    Body,
    Group,
    expected,
    groups_of,
    support_meetings,
)

title = "Responsibilities"
cites = "Working together to improve school attendance, the summary of responsibilities"

ON = date(2026, 11, 27)
AUTUMN = Span(date(2026, 9, 1), date(2026, 12, 18))
SUMMER = Span(date(2026, 4, 13), date(2026, 7, 22))


class TestExpected:
    def test_tells_each_body_once_for_each_group(self) -> None:
        told = [(one.group, one.body) for one in RESPONSIBILITIES.newest.value]
        assert len(set(told)) == len(told)
        assert {group for group, _ in told} == set(Group)

    def test_asks_nothing_of_parents_for_a_group_that_is_below_its_peers(self) -> None:
        assert expected(Group.GROUPS_BELOW_PEERS, Body.PARENTS, on=ON) is None
        found = expected(Group.GROUPS_BELOW_PEERS, Body.SCHOOLS, on=ON)
        assert found is not None
        assert "plan" in found.words

    def test_has_no_rule_before_19_august_2024(self) -> None:
        assert expected(Group.ALL_PUPILS, Body.SCHOOLS, on=date(2024, 8, 19)) is not None
        with pytest.raises(NoRuleInForce):
            expected(Group.ALL_PUPILS, Body.SCHOOLS, on=date(2024, 8, 18))

    def test_gives_every_school_five_things_free(self) -> None:
        assert len(FREE_FOR_EVERY_SCHOOL.newest.value) == 5


class TestGroups:
    def groups(self, absent: int, *, of: int = 100, at_risk: bool = False) -> set[Group]:
        figures = PupilMeasures(attended=of - absent, authorised=0, unauthorised=absent)
        found = groups_of(figures, on=ON, at_risk=at_risk, medical_or_send=False, has_worker=False)
        return set(found) - {Group.ALL_PUPILS}

    def test_take_in_persistent_absence_from_a_tenth(self) -> None:
        assert self.groups(9) == set()
        assert self.groups(10) == {Group.PERSISTENTLY_ABSENT}

    def test_take_in_severe_absence_from_half(self) -> None:
        assert self.groups(49) == {Group.PERSISTENTLY_ABSENT}
        assert self.groups(50) == {Group.PERSISTENTLY_ABSENT, Group.SEVERELY_ABSENT}

    def test_take_in_risk_by_judgement_until_it_has_come_true(self) -> None:
        assert self.groups(9, at_risk=True) == {Group.AT_RISK}
        assert self.groups(10, at_risk=True) == {Group.PERSISTENTLY_ABSENT}


class TestSupportMeetings:
    def met(self, *days: date) -> bool | None:
        return support_meetings(terms=(SUMMER, AUTUMN), met_on=days, as_at=ON).met

    def test_are_one_a_term(self) -> None:
        assert self.met(date(2026, 5, 1), date(2026, 10, 1)) is True

    def test_are_open_in_a_term_that_is_not_over(self) -> None:
        assert self.met(date(2026, 7, 22)) is None

    def test_are_missed_by_a_day_after_the_term(self) -> None:
        assert self.met(date(2026, 7, 23), date(2026, 10, 1)) is False

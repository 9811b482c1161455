"""Who is told of a suspension or exclusion, and whether the governing board must consider it."""

from datetime import date

import pytest

from onroll.law import exclusion_consideration
from onroll.law.dated import Dated, NoRuleInForce
from onroll.law.exclusion_consideration import Board, consideration, term_of
from onroll.law.exclusion_notices import told_of_exclusion
from onroll.law.exclusions import ExclusionKind
from onroll.law.follow_up import Event, Recipient

title = "Suspension and exclusion"
cites = "Pupil Exclusions Regulations 2012, regulations 5 and 6"

MONDAY = date(2026, 9, 7)
BOTH = [Event.EXCLUSION, Event.EXCLUSION_CANCELLED]


class TestWhoIsTold:
    @pytest.mark.parametrize("event", BOTH)
    def test_is_always_the_authority(self, event: Event) -> None:
        (telling,) = told_of_exclusion(event, [], on=MONDAY)
        assert (telling.recipient, telling.when) == (Recipient.LOCAL_AUTHORITY, "without delay")

    @pytest.mark.parametrize("event", BOTH)
    @pytest.mark.parametrize("one", [Recipient.SOCIAL_WORKER, Recipient.VIRTUAL_SCHOOL_HEAD])
    def test_is_a_social_worker_or_virtual_school_head_whom_the_pupil_has(
        self, event: Event, one: Recipient
    ) -> None:
        assert [each.recipient for each in told_of_exclusion(event, [one], on=MONDAY)] == [
            one,
            Recipient.LOCAL_AUTHORITY,
        ]

    def test_is_nobody_else(self) -> None:
        others = [Recipient.YOUTH_JUSTICE_WORKER, Recipient.OTHER_SCHOOL]
        assert len(told_of_exclusion(Event.EXCLUSION, others, on=MONDAY)) == 1

    def test_rests_on_the_regulations_as_amended_for_those_who_work_with_the_pupil(self) -> None:
        worker, _ = told_of_exclusion(Event.EXCLUSION, [Recipient.SOCIAL_WORKER], on=MONDAY)
        assert worker.citation.short_text == "Pupil Exclusions Regulations 2012, regulation 5"

    @pytest.mark.parametrize(
        ("day", "rests_on"),
        [
            (date(2023, 8, 31), "Suspension and exclusion guidance, cancelling exclusions"),
            (date(2023, 9, 1), "Pupil Exclusions Regulations 2012, regulation 8A"),
        ],
    )
    def test_of_one_that_is_cancelled_rests_on_the_regulations_from_1_september_2023(
        self, day: date, rests_on: str
    ) -> None:
        (telling,) = told_of_exclusion(Event.EXCLUSION_CANCELLED, [], on=day)
        assert telling.citation.short_text == rests_on

    def test_has_a_rule_from_1_september_2022(self) -> None:
        assert told_of_exclusion(Event.EXCLUSION, [], on=date(2022, 9, 1))
        with pytest.raises(NoRuleInForce):
            told_of_exclusion(Event.EXCLUSION, [], on=date(2022, 8, 31))


class TestWhatTheGoverningBoardDoes:
    @pytest.mark.parametrize(
        ("days", "board", "within"),
        [
            (1, Board.READS, None),
            (5, Board.READS, None),
            (6, Board.CONSIDERS_IF_ASKED, 50),
            (15, Board.CONSIDERS_IF_ASKED, 50),
            (16, Board.CONSIDERS, 15),
        ],
    )
    def test_goes_by_the_school_days_of_suspension_in_the_term(
        self, days: int, board: Board, within: int | None
    ) -> None:
        found = consideration(kind=ExclusionKind.SUSPENSION, days_in_term=days, on=MONDAY)
        assert (found.board, found.school_days) == (board, within)
        assert found.may_reinstate is (board is not Board.READS)

    def test_of_a_permanent_exclusion_is_to_consider_it_within_fifteen_school_days(self) -> None:
        found = consideration(kind=ExclusionKind.PERMANENT, days_in_term=1, on=MONDAY)
        assert (found.board, found.school_days) == (Board.CONSIDERS, 15)

    @pytest.mark.parametrize(
        "value",
        [
            exclusion_consideration.DAYS_CONSIDERED_IF_ASKED,
            exclusion_consideration.DAYS_CONSIDERED,
            exclusion_consideration.SCHOOL_DAYS_TO_CONSIDER,
            exclusion_consideration.SCHOOL_DAYS_TO_CONSIDER_IF_ASKED,
        ],
    )
    def test_has_each_number_from_1_september_2012(self, value: Dated[int]) -> None:
        assert value.on(date(2012, 9, 1)) > 0
        with pytest.raises(NoRuleInForce):
            value.on(date(2012, 8, 31))


class TestATerm:
    @pytest.mark.parametrize(
        ("day", "first_day", "last_day"),
        [
            (date(2026, 9, 7), date(2026, 8, 1), date(2026, 12, 31)),
            (date(2026, 12, 31), date(2026, 8, 1), date(2026, 12, 31)),
            (date(2027, 1, 1), date(2027, 1, 1), date(2027, 3, 29)),
            (date(2027, 3, 29), date(2027, 1, 1), date(2027, 3, 29)),
            (date(2027, 3, 30), date(2027, 3, 30), date(2027, 7, 31)),
            (date(2027, 7, 31), date(2027, 3, 30), date(2027, 7, 31)),
        ],
    )
    def test_ends_with_the_year_on_easter_monday_and_with_july(
        self, day: date, first_day: date, last_day: date
    ) -> None:
        term = term_of(day)
        assert (term.first_day, term.last_day) == (first_day, last_day)

"""A permanent exclusion is final after review, waiver, or fifteen school days without an application."""

from dataclasses import replace
from datetime import date

from onroll.law.exclusion_finality import ExclusionSteps, exclusion_final
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, calendar_of

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF)
NOTIFIED = ExclusionSteps(date(2026, 9, 4), parents_notified_on=date(2026, 9, 7))
# The fifteenth school day after notice is Monday 28 September.
LATER = date(2026, 10, 20)


def final(steps: ExclusionSteps, as_at: date = LATER) -> bool | None:
    return exclusion_final(steps, AUTUMN, as_at=as_at).met


class TestAnExclusion:
    def test_is_not_final_before_the_board_has_considered_it(self) -> None:
        assert final(ExclusionSteps(None)) is False

    def test_is_final_once_fifteen_school_days_have_passed(self) -> None:
        assert final(NOTIFIED, date(2026, 9, 28)) is False
        assert final(NOTIFIED, date(2026, 9, 29)) is True

    def test_is_not_final_while_a_review_is_under_way(self) -> None:
        applied = replace(NOTIFIED, review_applied_for_on=date(2026, 9, 14))
        assert final(applied) is False
        assert final(replace(applied, review_determined_on=date(2026, 10, 12)), date(2026, 10, 11)) is False
        assert final(replace(applied, review_determined_on=date(2026, 10, 12)), date(2026, 10, 12)) is True

    def test_is_final_on_the_day_parents_say_they_will_not_apply(self) -> None:
        waived = replace(NOTIFIED, parents_will_not_apply_on=date(2026, 9, 10))
        assert final(waived, date(2026, 9, 9)) is False
        assert final(waived, date(2026, 9, 10)) is True

    def test_cannot_be_told_where_the_day_of_notice_is_not_known(self) -> None:
        finding = exclusion_final(ExclusionSteps(date(2026, 9, 4)), AUTUMN, as_at=LATER)
        assert finding.met is None
        assert finding.missing[0].who == "the governing board"

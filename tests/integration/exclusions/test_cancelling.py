"""An exclusion may be cancelled until the board that decides has met, and of a pupil who was not out for too long."""

from __future__ import annotations

import pytest

from onroll.service.exclusions.actions.excluding import cancel_exclusion, record_step
from onroll.service.exclusions.models import Exclusion
from onroll.service.exclusions.refusals import ExclusionRefused
from tests.factories.moments import MONDAY, at
from tests.integration.exclusions.test_exclusions import FRIDAY, ONE_DAY, AnExclusion

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
TUESDAY = MONDAY + ONE_DAY


@pytest.fixture
def suspended(db: None) -> AnExclusion:
    return AnExclusion()


def the_board_met(suspended: AnExclusion, row: Exclusion) -> None:
    record_step(kind="governors", on=MONDAY, words="They heard both sides", **suspended.of(row))


class TestCancelling:
    def test_is_over_once_the_board_met_on_a_permanent_exclusion(self, suspended: AnExclusion):
        row = suspended.make(None)
        the_board_met(suspended, row)
        with pytest.raises(ExclusionRefused, match=r"no longer be cancelled\. The governing"):
            cancel_exclusion(why="It was another pupil", **suspended.of(row))
        row.refresh_from_db()
        assert row.cancelled_at is None
        assert row.plan.cancelled_at is None

    def test_is_not_where_the_board_only_read_what_parents_say(self, suspended: AnExclusion):
        row = suspended.make(FRIDAY)
        the_board_met(suspended, row)
        cancel_exclusion(why="It was another pupil", **suspended.of(row))
        assert Exclusion.objects.get().cancelled_at

    @pytest.mark.parametrize(("elsewhere", "may"), [(44, True), (45, False)])
    def test_counts_the_days_before_it_with_those_elsewhere(
        self, suspended: AnExclusion, elsewhere: int, may: bool
    ):
        row = suspended.make(None)
        Exclusion.objects.update(days_elsewhere=elsewhere)
        given = suspended.of(row, now=at(9) + ONE_DAY)
        if may:
            cancel_exclusion(why="It was another pupil", **given)
        else:
            with pytest.raises(ExclusionRefused, match="out for 46 school days"):
                cancel_exclusion(why="It was another pupil", **given)

    def test_may_be_done_before_it_begins(self, suspended: AnExclusion):
        row = suspended.make(None, first_day=TUESDAY)
        cancel_exclusion(why="It was another pupil", **suspended.of(row))
        assert Exclusion.objects.get().cancelled_at

"""Files and results go when their time is over, or when somebody says so."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.exchange import uploads
from onroll.service.jobs import tasks
from onroll.service.reconciliation.actions.deleting import (
    DAYS_FILE_IS_KEPT,
    DAYS_RESULT_IS_KEPT,
    delete_comparison,
    delete_file,
    delete_old_comparisons,
)
from onroll.service.reconciliation.actions.sending import change_meanings
from onroll.service.reconciliation.asked import AskedOfMarks
from onroll.service.reconciliation.models import Comparison, SessionFound
from onroll.service.reconciliation.refusals import ComparisonRefused
from tests.factories.moments import MONDAY
from tests.factories.organisations import a_school
from tests.factories.people import an_actor
from tests.integration.reconciliation.conftest import NOW, marks_of

pytestmark = pytest.mark.django_db
CLEARING = Actor.service("Clearing away")
A_SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def comparison(compare, a_class):
    return compare(marks_of(a_class, ("Amina", MONDAY, "AM", "O")))


def clear_after(days: int, less: dt.timedelta = dt.timedelta()) -> int:
    return delete_old_comparisons(by=CLEARING, now=NOW + dt.timedelta(days=days) - less)


class TestTheFile:
    def test_stays_until_a_second_before_its_time_is_over(self, comparison):
        assert clear_after(DAYS_FILE_IS_KEPT, A_SECOND) == 0
        assert uploads.kept_files(comparison.folder)

    def test_is_deleted_when_its_time_is_over_and_what_came_of_it_stays(self, comparison):
        assert clear_after(DAYS_FILE_IS_KEPT) == 1

        comparison.refresh_from_db()
        assert not uploads.kept_files(comparison.folder)
        assert comparison.file_deleted_at is not None
        assert comparison.sessions.exists()

    def test_is_deleted_once(self, comparison):
        clear_after(DAYS_FILE_IS_KEPT)

        assert clear_after(DAYS_FILE_IS_KEPT) == 0

    def test_cannot_be_compared_again_once_it_is_deleted(self, comparison, officer):
        delete_file(comparison_id=comparison.pk, by=officer, now=NOW)

        with pytest.raises(ComparisonRefused, match="no longer kept"):
            change_meanings(comparison_id=comparison.pk, asked=AskedOfMarks(), by=officer)


class TestTheNightlyJob:
    def test_clears_away_what_is_over(self, comparison, monkeypatch):
        later = NOW + dt.timedelta(days=DAYS_RESULT_IS_KEPT)
        monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((later - clock.real_now()).total_seconds()))

        tasks.clear_away.call()

        assert not Comparison.objects.exists()


class TestTheResult:
    def test_stays_until_a_second_before_its_time_is_over(self, comparison):
        clear_after(DAYS_RESULT_IS_KEPT, A_SECOND)

        assert Comparison.objects.exists()

    def test_is_deleted_when_its_time_is_over(self, comparison):
        clear_after(DAYS_RESULT_IS_KEPT)

        assert not Comparison.objects.exists()
        assert not SessionFound.objects.exists()

    def test_is_deleted_by_hand_with_its_file(self, comparison, officer):
        delete_comparison(comparison_id=comparison.pk, by=officer, now=NOW)

        assert not Comparison.objects.exists()
        assert not uploads.kept_files(comparison.folder)

    def test_is_deleted_by_nobody_of_another_school(self, comparison):
        with pytest.raises(OutOfScope):
            delete_comparison(
                comparison_id=comparison.pk, by=an_actor("head", a_school("Another School")), now=NOW
            )

"""A clock that goes back, by mistake or on the last Sunday of October: order is the ledger's own, and times are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.attendance_register.models import Submission
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.attendance_register.queries.session_times import opens_at
from onroll.service.clock import LONDON
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + dt.timedelta(days=1)
LAST_FRIDAY_OF_SUMMER_TIME = dt.date(2026, 10, 23)
FIRST_MONDAY_AFTER = dt.date(2026, 11, 2)
#: The half hour that comes twice.
TWICE = dt.datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)


@pytest.fixture
def oak():
    return AClass()


class TestAClockThatWentBack:
    def test_leaves_seals_following_one_another(self, oak):
        oak.take("/", "N", now=at(9, 10))
        oak.amend(oak.callum, "I", now=at(10, on=TUESDAY))
        oak.amend(oak.callum, "M", now=at(9, 30))
        made = list(Submission.objects.order_by("number").values_list("made_at", flat=True))
        assert made == [at(9, 10), at(10, on=TUESDAY), at(9, 30)]
        assert oak.is_whole()

    def test_leaves_the_last_that_was_entered_standing(self, oak):
        oak.take("/", "N", now=at(9, 10))
        oak.amend(oak.callum, "I", now=at(10, on=TUESDAY))
        oak.amend(oak.callum, "M", now=at(9, 30))
        assert oak.code(oak.callum) == "M"

    def test_shows_a_register_that_was_taken_as_taken(self, oak):
        oak.take("/", "N", now=at(8, 50))
        page = register_page(
            oak.teacher.scope,
            school_id=oak.school.pk,
            group_id=oak.group.pk,
            date=MONDAY,
            session="AM",
            now=at(8, 30),
        )
        assert (page.state, page.has_closed) == ("taken", False)


class TestTheEndOfSummerTime:
    def test_moves_no_register(self, oak):
        opens = [
            opens_at(SchoolSession.objects.get(school=oak.school, date=day, session="AM"))
            for day in (LAST_FRIDAY_OF_SUMMER_TIME, FIRST_MONDAY_AFTER)
        ]
        assert [f"{moment:%H:%M}" for moment in opens] == ["08:45", "08:45"]
        assert [f"{moment.astimezone(dt.UTC):%H:%M}" for moment in opens] == ["07:45", "08:45"]

    def test_keeps_the_two_half_past_ones_apart(self, oak):
        for fold, code in ((0, "I"), (1, "M")):
            oak.amend(oak.callum, code, date=LAST_FRIDAY_OF_SUMMER_TIME, now=TWICE.replace(fold=fold))
        first, second = Submission.objects.order_by("number").values_list("made_at", flat=True)
        assert second - first == dt.timedelta(hours=1)
        assert oak.is_whole()

"""Half past seven on a school day, before any register opens: what the board and the call list say, and of which session."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.reasoning import Reason, decline_reason, note_reason
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.attendance_register.models import Plan
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)
SATURDAY = MONDAY + dt.timedelta(days=5)


@pytest.fixture
def on_tuesday_at(morning):
    """Let it be a time of the Tuesday, and on the Monday nothing was left."""

    def is_at(hour: int, minute: int) -> None:
        morning.is_at(hour, minute, on=TUESDAY)

    return is_at


def reported(a_class, pupil):
    reason = Reason(TUESDAY, TUESDAY, given_by="parent", channel="phone", kind="illness", who="Her mother")
    return note_reason(
        school_id=a_class.school.pk, pupil_id=pupil.pk, reason=reason, by=a_class.officer, now=at(7, on=TUESDAY)
    )  # fmt: skip


def planned(a_class, pupil):
    make_plan(
        school_id=a_class.school.pk, pupil_id=pupil.pk, kind=Plan.Kind.LEAVE, code="C", first_day=TUESDAY,
        last_day=TUESDAY, by=a_class.officer, now=at(12),
    )  # fmt: skip


class TestTheBoard:
    def test_shows_todays_first_session_until_its_registers_open(self, officer, school, on_tuesday_at):
        on_tuesday_at(8, 44)
        page = words_of(officer.get(f"{school}/registers/"))
        assert "Tuesday 8 September 2026, morning Today’s registers open at 8:45am." in page
        assert "The last session held was Monday 7 September 2026, afternoon ." in page
        assert "Not yet open" in page
        on_tuesday_at(8, 45)
        page = words_of(officer.get(f"{school}/registers/"))
        assert "Tuesday 8 September 2026, morning" in page
        assert "registers open at" not in page

    def test_counts_who_is_known_to_be_away_by_plan_or_by_report_once(
        self, a_class, officer, school, on_tuesday_at
    ):
        planned(a_class, a_class.amina)
        reported(a_class, a_class.amina)
        reported(a_class, a_class.callum)
        on_tuesday_at(7, 30)
        page = words_of(officer.get(f"{school}/registers/"))
        assert (
            "Known already: 1 pupil is planned to be away or elsewhere, and 1 more was reported absent ."
            in page
        )
        assert "Not yet open 2 known to be away or elsewhere" in page

    def test_does_not_count_a_report_that_was_declined(self, a_class, officer, school, on_tuesday_at):
        given = reported(a_class, a_class.callum)
        decline_reason(
            school_id=a_class.school.pk, reason_id=given.pk, why="A hoax", by=a_class.officer, now=at(7, 10, on=TUESDAY)
        )  # fmt: skip
        on_tuesday_at(7, 30)
        page = words_of(officer.get(f"{school}/registers/"))
        assert "Known already: 0 pupils are planned to be away or elsewhere." in page

    def test_says_nothing_of_it_on_another_day_or_session(self, officer, school, on_tuesday_at):
        on_tuesday_at(7, 30)
        for asked in ("?date=2026-09-07&session=AM", "?date=2026-09-08&session=PM"):
            assert "registers open at" not in words_of(officer.get(f"{school}/registers/{asked}"))

    def test_shows_the_last_session_held_on_a_day_without_any(self, officer, school, morning):
        morning.is_at(7, 30, on=SATURDAY)
        page = words_of(officer.get(f"{school}/registers/"))
        assert "Friday 11 September 2026, afternoon" in page
        assert "registers open at" not in page

    def test_tells_a_teacher_when_it_opens_and_counts_nobody(self, a_class, browse, school, on_tuesday_at):
        planned(a_class, a_class.amina)
        on_tuesday_at(7, 30)
        page = words_of(browse(a_user("teacher", group=a_class.group)).get(f"{school}/registers/"))
        assert "Today’s registers open at 8:45am." in page
        assert "Known already" not in page


class TestTheCallList:
    def test_says_that_it_is_of_the_last_session_held(self, officer, school, on_tuesday_at):
        on_tuesday_at(8, 44)
        page = words_of(officer.get(f"{school}/absences/"))
        assert (
            "Today’s registers open at 8:45am. This is Monday 7 September 2026, afternoon: the last session held."
            in page
        )
        on_tuesday_at(8, 45)
        page = words_of(officer.get(f"{school}/absences/"))
        assert "the last session held" not in page

    def test_says_nothing_of_it_where_a_day_was_asked_for_or_none_is_held(
        self, officer, school, morning, on_tuesday_at
    ):
        on_tuesday_at(7, 30)
        asked = officer.get(f"{school}/absences/?date=2026-09-07&session=PM")
        assert "the last session held" not in words_of(asked)
        morning.is_at(7, 30, on=SATURDAY)
        assert "the last session held" not in words_of(officer.get(f"{school}/absences/"))

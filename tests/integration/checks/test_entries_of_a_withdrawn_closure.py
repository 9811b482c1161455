"""A closure that had entered its code and is withdrawn: its entries stand, and the register is not taken by them."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.attendance_register.actions.closing_school import close_school, withdraw_closure
from onroll.service.attendance_register.actions.refusals import ReasonNeeded, RegisterHasGaps
from onroll.service.attendance_register.actions.taking import AFTER_A_CLOSURE, MarkGiven, take_register
from onroll.service.attendance_register.checks import run_checks
from onroll.service.attendance_register.models import AttendanceEntry, Closure, Submission
from onroll.service.attendance_register.queries.board import board
from onroll.service.attendance_register.queries.register import register_page
from onroll.service.duties.queries import morning_of
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(db: None) -> AClass:
    return AClass()


def shut(oak: AClass, **others: object) -> Closure:
    given = {
        "first_day": MONDAY, "last_day": MONDAY, "session": "AM", "is_planned": False, "group_ids": (), "code": "Y4",
        "reason": "The boiler failed", "by": oak.officer, "now": at(8, 50), **others,
    }  # fmt: skip
    return close_school(school_id=oak.school.pk, **given)


def withdrawn(oak: AClass, **others: object) -> Closure:
    closure = shut(oak, **others)
    withdraw_closure(school_id=oak.school.pk, closure_id=closure.pk, by=oak.officer, now=at(8, 55))
    return closure


def row(oak: AClass, now):
    (found,) = board(oak.officer.scope, school_id=oak.school.pk, date=MONDAY, session="AM", now=now)
    return found


def found(oak: AClass) -> list[str]:
    by = an_actor("head", oak.school)
    rows = run_checks(by.scope, school_id=oak.school.pk, first_day=MONDAY, last_day=MONDAY, now=at(12))
    return [one.what for one in rows if one.check == "entry_of_withdrawn_closure"]


class TestTheBoard:
    @pytest.mark.parametrize(("hour", "minute", "state"), [(9, 15, "not started"), (9, 16, "missing")])
    def test_shows_the_register_as_not_taken(self, oak, hour, minute, state):
        withdrawn(oak)
        one = row(oak, at(hour, minute))
        assert (one.state, one.entered, one.absent, one.left) == (state, 0, 0, 2)

    def test_shows_it_as_taken_while_the_closure_stands(self, oak):
        shut(oak, group_ids=[oak.group.pk], code="Y3")
        one = row(oak, at(9))
        assert (one.state, one.entered, one.left) == ("taken", 2, 0)

    def test_counts_a_mark_made_before_the_closure_and_one_amended_since(self, oak):
        oak.take("/", now=at(8, 46))
        withdrawn(oak)
        assert (row(oak, at(9)).entered, row(oak, at(9)).left) == (1, 1)
        oak.amend(oak.callum, "/", now=at(9))
        assert (row(oak, at(9, 1)).state, row(oak, at(9, 1)).left) == ("taken", 0)

    def test_leaves_alone_what_another_closure_still_says(self, oak):
        first = shut(oak)
        shut(oak)
        withdraw_closure(school_id=oak.school.pk, closure_id=first.pk, by=oak.officer, now=at(8, 55))
        assert row(oak, at(9)).left == 0


class TestTheRegister:
    def test_says_that_nobody_took_it_and_why_there_are_entries(self, oak, monkeypatch):
        withdrawn(oak)
        about = {"school_id": oak.school.pk, "group_id": oak.group.pk, "date": MONDAY, "session": "AM"}
        page = register_page(oak.officer.scope, **about, now=at(9))
        assert (page.state, page.left) == ("not started", 2)
        monkeypatch.setattr(clock, "now", lambda: at(9))
        office = Client()
        office.force_login(a_user("attendance_officer", school=oak.school))
        words = words_of(office.get(f"/schools/{oak.school.pk}/registers/{oak.group.pk}/{MONDAY}/am/"))
        assert "2 entries left by a closure that was withdrawn. The school met" in words


class TestTakingItThen:
    def page(self, oak, now, by=None):
        about = {"school_id": oak.school.pk, "group_id": oak.group.pk, "date": MONDAY, "session": "AM"}
        return register_page((by or oak.officer).scope, **about, now=now)

    def take(self, oak, *codes, now, **others):
        rows = {row.pupil_id: row for row in self.page(oak, now).rows}
        marks = [
            MarkGiven(pupil.pk, code, based_on=rows[pupil.pk].entry.entry_id)
            for pupil, code in zip((oak.amina, oak.callum), codes, strict=False)
        ]
        return take_register(
            school_id=oak.school.pk, group_id=oak.group.pk, date=MONDAY, session="AM", marks=marks, key=None, now=now,
            **{"finished": True, "by": oak.officer, **others},
        )  # fmt: skip

    def test_finds_each_row_without_an_entry(self, oak, monkeypatch):
        withdrawn(oak)
        page = self.page(oak, at(9))
        assert ([row.taken for row in page.rows], page.entered) == ([None, None], 0)
        monkeypatch.setattr(clock, "now", lambda: at(9))
        office = Client()
        office.force_login(a_user("attendance_officer", school=oak.school))
        html = office.get(f"/schools/{oak.school.pk}/registers/{oak.group.pk}/{MONDAY}/am/").content.decode()
        assert 'value="Y4"' not in html.split("<tbody")[1]
        printed = office.get(f"/schools/{oak.school.pk}/registers/{oak.group.pk}/{MONDAY}/am/print/")
        assert printed.status_code == 200
        assert "Y4" not in words_of(printed)

    def test_is_no_amendment_whoever_takes_it_and_however_late(self, oak):
        withdrawn(oak)
        self.take(oak, "/", "N", now=at(9, 40), by=an_actor("teacher", oak.school, oak.group))
        assert Submission.objects.latest("pk").kind == Submission.Kind.TAKING
        assert (oak.code(oak.amina), oak.code(oak.callum)) == ("/", "N")
        assert set(AttendanceEntry.objects.exclude(replaces=None).values_list("reason", flat=True)) == {
            AFTER_A_CLOSURE
        }
        assert self.page(oak, at(9, 41)).state == "taken late"

    def test_is_not_finished_while_a_pupil_has_no_code_but_the_closure_s(self, oak):
        withdrawn(oak)
        with pytest.raises(RegisterHasGaps) as gaps:
            self.take(oak, "/", now=at(9))
        assert gaps.value.pupil_ids == [oak.callum.pk]

    def test_asks_for_a_reason_where_somebody_s_own_entry_is_changed(self, oak):
        withdrawn(oak)
        self.take(oak, "/", "/", now=at(9))
        with pytest.raises(ReasonNeeded):
            self.take(oak, "N", "/", now=at(9, 40))


class TestTheChecks:
    def test_find_it_until_the_entries_are_amended(self, oak):
        withdrawn(oak)
        (message,) = found(oak)
        assert "2 entries of 5 Oak for" in message
        assert "still say that the school was closed, by a closure that was withdrawn" in message
        oak.amend(oak.amina, "/", now=at(9))
        oak.amend(oak.callum, "/", now=at(9))
        assert found(oak) == []

    def test_find_nothing_of_a_closure_that_stands(self, oak):
        shut(oak)
        assert found(oak) == []


class TestTheMorning:
    def test_expects_the_register_again(self, oak):
        withdrawn(oak)
        morning = morning_of(oak.officer.scope, school_id=oak.school.pk, now=at(9, 20))
        assert [one.state for one in morning.sessions[0].registers] == ["missing"]

"""Closing a school or a part of it: the closure's code for whoever is blank, and no mark lost."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.actions.closing_school import (
    close_school,
    enter_closures,
    preview_closure,
    withdraw_closure,
)
from onroll.service.attendance_register.actions.refusals import ClosureRefused
from onroll.service.attendance_register.models import Closure, CurrentEntry, Submission
from onroll.service.audit.models import Event
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import SERVICE

TUESDAY = MONDAY + dt.timedelta(days=1)
WEDNESDAY = MONDAY + dt.timedelta(days=2)


def shut(oak, *, now: dt.datetime | None = None, **others) -> Closure:
    given = {
        "first_day": MONDAY, "last_day": MONDAY, "session": "AM", "is_planned": False, "group_ids": (), "code": "Y4",
        "reason": "The boiler failed", "by": oak.officer, **others,
    }  # fmt: skip
    return close_school(school_id=oak.school.pk, now=now or at(9), **given)


def kinds(oak, day: dt.date) -> list[str]:
    rows = SchoolSession.objects.filter(school=oak.school, date=day).order_by("session")
    return list(rows.values_list("kind", flat=True))


class TestClosingTheWholeSchool:
    def test_enters_the_code_for_everyone_blank(self, oak):
        shut(oak)
        assert (oak.code(oak.amina), oak.code(oak.callum)) == ("Y4", "Y4")

    def test_keeps_marks_already_made(self, oak):
        oak.take("/")
        shut(oak)
        assert (oak.history(oak.amina), oak.history(oak.callum)) == (["/"], ["Y4"])

    def test_enters_nothing_for_a_session_still_to_come(self, oak):
        shut(oak, now=at(8, 44))
        assert oak.code(oak.amina) is None

    def test_shows_on_the_calendar(self, oak):
        shut(oak)
        assert kinds(oak, MONDAY) == ["closure", "school"]

    def test_keeps_why_and_leaves_an_event(self, oak):
        shut(oak)
        sent, event = Submission.objects.get(), Event.objects.get()
        assert (sent.kind, sent.reason) == ("closure", "The boiler failed")
        assert (event.details["entered"], event.details["kept"]) == (2, 0)

    def test_leaves_the_ledger_whole(self, oak):
        oak.take("/")
        shut(oak)
        assert oak.is_whole()

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"reason": " "}, "Say why"),
            ({"last_day": MONDAY - dt.timedelta(days=1)}, "ends before it starts"),
            ({"code": "Y"}, "Y"),
            ({"code": "Y3"}, "Choose the groups that cannot be taken in"),
        ],
    )
    def test_is_refused_with_its_cure(self, oak, changed, words):
        with pytest.raises(ClosureRefused, match=words):
            shut(oak, **changed)
        assert not Closure.objects.exists()

    def test_is_not_the_teachers_to_do(self, oak):
        with pytest.raises(OutOfScope):
            shut(oak, by=oak.teacher)


class TestClosingPartOfASchool:
    def test_leaves_the_others_blank(self, oak):
        other = a_pupil_on_roll(oak.school, a_group(oak.school, "6 Ash", "6"), "Daisy", "Vale")
        shut(oak, group_ids=[oak.group.pk], code="Y3")
        assert (oak.code(oak.amina), oak.code(other)) == ("Y3", None)

    def test_is_refused_with_the_code_of_the_whole_school(self, oak):
        with pytest.raises(ClosureRefused, match="Choose no groups, or choose Y3"):
            shut(oak, group_ids=[oak.group.pk])
        assert not Closure.objects.exists()

    def test_as_planned_enters_the_reason_with_each_code(self, oak):
        given = {"group_ids": [oak.group.pk], "code": "Y7", "is_planned": True, "reason": "Staggered start"}
        shut(oak, last_day=TUESDAY, session="", **given)
        tomorrow = at(9) + dt.timedelta(days=1)
        enter_closures(school_id=oak.school.pk, date=TUESDAY, session="AM", by=oak.officer, now=tomorrow)
        entries = (
            CurrentEntry.objects.filter(pupil=oak.amina).order_by("date").values_list("code", "entry__note")
        )
        assert list(entries) == [("Y7", "Staggered start"), ("Y7", "Staggered start")]

    def test_as_planned_is_refused_with_the_code_of_the_whole_school(self, oak):
        with pytest.raises(ClosureRefused, match="Choose no groups, or choose Y7"):
            shut(oak, group_ids=[oak.group.pk], code="#", is_planned=True)

    def test_leaves_the_calendar_as_it_is(self, oak):
        shut(oak, group_ids=[oak.group.pk], code="Y3")
        assert kinds(oak, MONDAY) == ["school", "school"]


class TestAPreview:
    def test_counts_what_would_be_entered_kept_and_left_to_come(self, oak):
        oak.take("/")
        preview = preview_closure(
            oak.officer.scope,
            school_id=oak.school.pk,
            first_day=MONDAY,
            last_day=MONDAY,
            session="",
            is_planned=False,
            group_ids=(),
            code="Y4",
            now=at(9),
        )
        assert (len(preview.to_enter), preview.kept, preview.sessions_to_come) == (1, 1, 1)
        assert oak.code(oak.callum) is None


class TestASessionOfAClosureThatComes:
    def enter(self, oak, now: dt.datetime) -> int:
        return enter_closures(school_id=oak.school.pk, date=TUESDAY, session="AM", by=SERVICE, now=now)

    def test_is_entered_when_it_opens_and_once(self, oak):
        shut(oak, last_day=TUESDAY, session="")
        assert self.enter(oak, at(8, 44, on=TUESDAY)) == 0
        assert self.enter(oak, at(8, 45, on=TUESDAY)) == 2
        assert self.enter(oak, at(8, 46, on=TUESDAY)) == 0

    def test_is_not_entered_once_the_closure_is_withdrawn(self, oak):
        closure = shut(oak, last_day=TUESDAY, session="")
        withdraw_closure(school_id=oak.school.pk, closure_id=closure.pk, by=oak.officer, now=at(12))
        assert self.enter(oak, at(9, 16, on=TUESDAY)) == 0

    def test_of_a_planned_closure_has_its_own_code(self, oak):
        shut(oak, first_day=TUESDAY, last_day=TUESDAY, session="", is_planned=True, code="#")
        self.enter(oak, at(8, 45, on=TUESDAY))
        assert oak.code(oak.amina, date=TUESDAY) == "#"


class TestWithdrawing:
    def withdraw(self, oak, closure: Closure) -> None:
        withdraw_closure(school_id=oak.school.pk, closure_id=closure.pk, by=oak.officer, now=at(12))

    def test_lets_the_school_meet_again_and_leaves_its_entries(self, oak):
        closure = shut(oak, last_day=TUESDAY, session="")
        self.withdraw(oak, closure)
        assert (kinds(oak, TUESDAY), oak.code(oak.amina)) == (["school", "school"], "Y4")

    def test_leaves_shut_what_another_closure_holds(self, oak):
        first = shut(oak, last_day=TUESDAY, session="")
        shut(oak, first_day=TUESDAY, last_day=WEDNESDAY, session="AM", reason="The pipes burst")
        self.withdraw(oak, first)
        assert kinds(oak, MONDAY) == ["school", "school"]
        assert kinds(oak, TUESDAY) == ["closure", "school"]

    def test_is_refused_twice(self, oak):
        closure = shut(oak)
        self.withdraw(oak, closure)
        with pytest.raises(ClosureRefused, match="withdrawn already"):
            self.withdraw(oak, closure)

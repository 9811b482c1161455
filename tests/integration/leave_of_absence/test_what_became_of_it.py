"""Marks that contradict a decision are shown and never changed; a pupil who is not back from leave is counted for."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.leave_of_absence.queries.requests import ChildFacts, leave_due, leave_request
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import at
from tests.integration.leave_of_absence.conftest import FIRST, LAST, AFamily

ONE_DAY = dt.timedelta(days=1)
#: The school day after the leave.
BACK = LAST + ONE_DAY


def facts(family: AFamily, request, *, on: dt.date, hour: int = 16) -> ChildFacts:
    """Return what is known of Amina's leave at the end of a day."""
    found = leave_request(
        family.head.scope, school_id=family.school.pk, request_id=request.pk, now=at(hour, on=on)
    )
    assert found is not None
    return found.children[0]


class TestAMark:
    @pytest.mark.parametrize(
        ("outcome", "code", "what"),
        [
            ("granted", "/", "In school on a day of leave"),
            ("granted", "I", "Leave was granted as C"),
            ("refused", "I", "Leave was refused for this day. Check the reason given"),
        ],
    )
    def test_that_contradicts_the_decision_is_shown(self, family: AFamily, outcome, code, what):
        request = family.ask()
        family.decide(request, outcome)
        family.a_class.take(code, "/", date=FIRST, by=family.officer)
        (found,) = facts(family, request, on=FIRST).contradictions
        assert (found.mark.code, what in found.what) == (code, True)

    @pytest.mark.parametrize(("outcome", "code"), [("granted", "C"), ("refused", "/"), ("refused", "G")])
    def test_that_agrees_with_it_is_not(self, family: AFamily, outcome, code):
        request = family.ask()
        family.decide(request, outcome)
        family.a_class.take(code, "/", date=FIRST, by=family.officer)
        assert facts(family, request, on=FIRST).contradictions == []

    def test_of_a_day_outside_the_request_says_nothing(self, family: AFamily):
        request = family.ask()
        family.decide(request)
        family.a_class.take("I", "/", date=BACK, by=family.officer)
        assert facts(family, request, on=BACK).contradictions == []


class TestAPupilDueBack:
    @pytest.fixture
    def granted(self, family: AFamily):
        request = family.ask()
        family.decide(request)
        return request

    def not_back(self, family: AFamily, *, on: dt.date) -> list[int]:
        """Return which school day it is of each pupil who is not back."""
        return [one.not_back.day for one in leave_due(family.school.pk, on=on, look_back=70)[1]]

    def test_is_counted_for_from_the_first_school_day_after_the_leave(self, family: AFamily, granted):
        assert self.not_back(family, on=LAST) == []
        assert self.not_back(family, on=BACK) == [1]

    def test_is_back_on_attending_once(self, family: AFamily, granted):
        family.a_class.take("/", "/", date=BACK, by=family.officer)
        assert self.not_back(family, on=BACK + ONE_DAY) == []

    def test_is_not_back_while_ill_but_the_reason_shows(self, family: AFamily, granted):
        family.a_class.take("I", "/", date=BACK, by=family.officer)
        assert self.not_back(family, on=BACK) == [1]

    def test_has_ten_school_days_counted_without_weekends(self, family: AFamily, granted):
        found = facts(family, granted, on=BACK + dt.timedelta(days=5)).not_back
        assert (found.day, found.of, found.due_back) == (4, 10, BACK)
        assert found.last == BACK + dt.timedelta(days=13)

    def test_has_no_day_counted_of_a_half_term(self, family: AFamily):
        last = dt.date(2026, 10, 22)
        request = family.ask(first_day=last, last_day=last)
        family.decide(request)
        found = facts(family, request, on=dt.date(2026, 11, 2)).not_back
        # Friday 23 October, and Monday 2 November after the week between.
        assert (found.day, found.due_back) == (2, dt.date(2026, 10, 23))
        assert found.last == dt.date(2026, 11, 12)

    def test_has_no_day_counted_on_which_the_school_was_closed(self, family: AFamily, granted):
        SchoolSession.objects.filter(school=family.school, date=BACK).update(kind="closure")
        assert self.not_back(family, on=BACK) == []
        assert self.not_back(family, on=BACK + ONE_DAY) == [1]

    def test_who_has_changed_school_is_nobody(self, family: AFamily, granted):
        Enrolment.objects.filter(pupil=family.amina).update(last_day=LAST)
        assert self.not_back(family, on=BACK) == []

    def test_leaves_nothing_to_decide_of_one_who_has_left(self, family: AFamily):
        family.ask()
        Enrolment.objects.filter(pupil=family.amina).update(last_day=FIRST - 2 * ONE_DAY)
        to_decide = leave_due(family.school.pk, on=FIRST - ONE_DAY, look_back=70)[0]
        assert [one.pupil_id for one in to_decide] == [family.callum.pk]

    def test_of_leave_that_was_refused_is_nobody(self, family: AFamily):
        family.decide(family.ask(), "refused")
        assert self.not_back(family, on=BACK) == []


class TestWhatBearsOnADecision:
    def test_is_that_brothers_and_sisters_were_decided_differently(self, family: AFamily):
        request = family.ask()
        family.decide(request)
        family.decide(request, "refused", pupil=family.callum)
        found = leave_request(
            family.head.scope, school_id=family.school.pk, request_id=request.pk, now=at(10)
        )
        assert found.differs

    def test_is_a_request_of_a_sister_for_some_of_the_same_days(self, family: AFamily):
        family.decide(family.ask(pupil_ids=[family.callum.pk]), "refused", pupil=family.callum)
        other = family.ask(pupil_ids=[family.amina.pk], last_day=FIRST)
        found = leave_request(family.head.scope, school_id=family.school.pk, request_id=other.pk, now=at(10))
        assert [(one.pupil, one.state) for one in found.of_family] == [(family.callum, "refused")]

    def test_is_what_was_asked_for_before(self, family: AFamily):
        family.decide(family.ask(), "refused")
        again = family.ask(first_day=LAST + ONE_DAY * 7, last_day=LAST + ONE_DAY * 7)
        assert [one.state for one in facts(family, again, on=FIRST).before] == ["refused"]

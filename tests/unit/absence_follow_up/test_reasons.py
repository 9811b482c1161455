"""Reasons: proposals until a person accepts them; then the register is amended, or entered when the session comes."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.entering import enter_accepted_reasons
from onroll.service.absence_follow_up.actions.reasoning import (
    Reason,
    accept_reason,
    decline_reason,
    note_reason,
    take_back_decision,
)
from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven
from onroll.service.absence_follow_up.queries.reasons import reason_to_decide, reasons_waiting
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.scope import OutOfScope
from onroll.service.attendance_register.models import AttendanceEntry
from tests.factories.families import a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import SERVICE, AClass

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def oak(db):
    return AClass()


def noted(oak, *, now=None, accept_code="", key=None, by=None, **others) -> ReasonGiven:
    """A father's message: Callum is ill on Monday."""
    given = {
        "first_day": MONDAY, "last_day": MONDAY, "given_by": "parent", "channel": "message", "kind": "illness",
        "who": "His father", **others,
    }  # fmt: skip
    return note_reason(
        school_id=oak.school.pk, pupil_id=oak.callum.pk, reason=Reason(**given), accept_code=accept_code, key=key,
        by=by or oak.officer, now=now or at(9, 30),
    )  # fmt: skip


def accepted(oak, given, code="I", *, now=None, by=None, **others) -> ReasonDecision:
    return accept_reason(
        school_id=oak.school.pk,
        reason_id=given.pk,
        code=code,
        by=by or oak.officer,
        now=now or at(9, 40),
        **others,
    )


class TestAReasonNoted:
    def test_changes_no_entry(self, oak):
        oak.take("/", "N")
        noted(oak)
        assert oak.code(oak.callum) == "N"

    def test_proposes_the_likeliest_code_of_its_kind(self, oak):
        assert noted(oak, kind="holiday").proposed_code == "G"

    @pytest.mark.parametrize(("kind", "kept"), [("illness", True), ("holiday", False)])
    def test_is_confidential_where_it_is_about_health(self, oak, kind, kept):
        assert noted(oak, kind=kind).is_confidential is kept

    def test_names_the_parent_who_gave_it(self, oak):
        mother = a_parent(oak.callum, name="Rose", surname="Eyre")
        assert noted(oak, who="", parent_id=mother.pk).who == "Rose Eyre, mother"

    def test_keeps_the_contact_as_well_where_the_school_called(self, oak):
        noted(oak, we_reached_them=True, used="07700 900111", channel="phone")
        kept = Contact.objects.get()
        assert (kept.outcome, kept.who, kept.used) == ("spoke", "His father", "07700 900111")

    def test_is_kept_once_where_it_was_sent_twice(self, oak):
        assert noted(oak, key="one", we_reached_them=True) == noted(oak, key="one", we_reached_them=True)
        assert (ReasonGiven.objects.count(), Contact.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"kind": ""}, "kind"),
            ({"who": ""}, "who"),
            ({"last_day": MONDAY - dt.timedelta(days=1)}, "last_day"),
            ({"last_day": MONDAY + dt.timedelta(days=93)}, "last_day"),
            (
                {"first_day": MONDAY - dt.timedelta(days=2), "last_day": MONDAY - dt.timedelta(days=1)},
                "first_day",
            ),
            ({"given_at": at(9, 31)}, "at"),
            ({"evidence": "a hunch"}, "evidence"),
        ],
    )
    def test_is_refused_where_something_is_missing_or_cannot_be(self, oak, wrong, field):
        with pytest.raises(FollowUpRefused) as refusal:
            noted(oak, **wrong)
        assert refusal.value.field == field

    def test_is_not_for_a_tutor_to_note(self, oak):
        with pytest.raises(OutOfScope):
            noted(oak, by=an_actor("tutor", oak.school, oak.group))


class TestAccepting:
    def test_amends_what_had_no_reason_and_keeps_the_original(self, oak):
        oak.take("/", "N")
        accepted(oak, noted(oak))
        assert oak.history(oak.callum) == ["N", "I"]
        entry = AttendanceEntry.objects.get(pupil=oak.callum, code="I")
        assert entry.reason == "A parent gave the reason at 9:30am on 7 September 2026"
        assert oak.is_whole()

    def test_takes_another_code_where_a_person_chose_it(self, oak):
        oak.take("/", "N")
        assert accepted(oak, noted(oak), "O").code == "O"
        assert oak.code(oak.callum) == "O"

    def test_at_once_is_one_act_with_noting_it(self, oak):
        oak.take("/", "N")
        noted(oak, accept_code="I")
        assert oak.code(oak.callum) == "I"

    def test_leaves_an_entry_that_says_anything_else(self, oak):
        oak.take("/", "/")
        accepted(oak, noted(oak))
        assert oak.code(oak.callum) == "/"

    def test_amends_every_session_of_its_days_that_waits(self, oak):
        oak.take("/", "N")
        oak.take("\\", "N", session="PM", now=at(13, 5))
        oak.take("/", "N", date=TUESDAY)
        given = noted(oak, last_day=TUESDAY, now=at(9, on=TUESDAY))
        accepted(oak, given, now=at(9, 30, on=TUESDAY))
        assert [oak.code(oak.callum, session=one) for one in ("AM", "PM")] == ["I", "I"]
        assert oak.code(oak.callum, date=TUESDAY) == "I"

    @pytest.mark.parametrize(("minute", "code"), [(15, None), (16, "I")])
    def test_fills_a_blank_once_the_register_has_closed(self, oak, minute, code):
        oak.take("/", "")
        accepted(oak, noted(oak, now=at(9)), now=at(9, minute))
        assert oak.code(oak.callum) == code

    def test_is_refused_whole_where_the_law_refuses_the_code(self, oak):
        oak.take("/", "N")
        given = noted(oak)
        with pytest.raises(FollowUpRefused, match="note"):
            accepted(oak, given, "Y7")
        assert (oak.code(oak.callum), ReasonDecision.objects.count()) == ("N", 0)

    def test_twice_is_refused_and_sent_twice_is_answered_as_the_first(self, oak):
        oak.take("/", "N")
        given = noted(oak)
        first = accepted(oak, given, key="one")
        assert accepted(oak, given, key="one") == first
        with pytest.raises(FollowUpRefused, match="accepted already"):
            accepted(oak, given, key="two")

    def test_is_not_for_who_reads_alone(self, oak):
        with pytest.raises(OutOfScope):
            accepted(oak, noted(oak), by=an_actor("senco", oak.school))


class TestAcceptedAhead:
    """A mother writes at 07:30, and the office accepts before the register opens."""

    def enter(self, oak, *, now, date=MONDAY, session="AM"):
        return enter_accepted_reasons(
            school_id=oak.school.pk, date=date, session=session, by=SERVICE, now=now
        )

    @pytest.fixture
    def given(self, oak):
        return noted(oak, accept_code="I", now=at(7, 30), last_day=TUESDAY)

    def test_enters_nothing_before_the_session_comes(self, oak, given):
        assert self.enter(oak, now=at(8, 44)) == 0
        assert oak.code(oak.callum) is None

    def test_waits_for_the_teacher_to_say_that_the_pupil_is_away(self, oak, given):
        assert self.enter(oak, now=at(8, 50)) == 0
        oak.take("/", "N")
        assert self.enter(oak, now=at(8, 51)) == 1
        assert oak.history(oak.callum) == ["N", "I"]

    def test_leaves_a_pupil_who_came_after_all(self, oak, given):
        oak.take("/", "/")
        assert self.enter(oak, now=at(9, 30)) == 0

    def test_fills_what_is_still_blank_when_the_register_has_closed(self, oak, given):
        assert self.enter(oak, now=at(9, 15)) == 0
        assert self.enter(oak, now=at(9, 16)) == 1

    def test_enters_each_session_once_whatever_is_amended_after(self, oak, given):
        oak.take("/", "N")
        assert self.enter(oak, now=at(9)) == 1
        oak.amend(oak.callum, "N", now=at(9, 5))
        assert self.enter(oak, now=at(9, 10)) == 0
        assert oak.code(oak.callum) == "N"

    def test_enters_the_days_to_come_on_their_days(self, oak, given):
        oak.take("/", "N", date=TUESDAY)
        assert self.enter(oak, date=TUESDAY, now=at(8, 55, on=TUESDAY)) == 1

    def test_enters_nothing_once_it_was_taken_back(self, oak, given):
        take_back_decision(
            school_id=oak.school.pk, reason_id=given.pk, why="A mistake", by=oak.officer, now=at(8)
        )
        oak.take("/", "N")
        assert self.enter(oak, now=at(9)) == 0


class TestDecliningAndTakingBack:
    def test_declining_says_why_and_changes_no_entry(self, oak):
        oak.take("/", "N")
        given = noted(oak)
        with pytest.raises(FollowUpRefused, match="Say why"):
            decline_reason(school_id=oak.school.pk, reason_id=given.pk, why=" ", by=oak.officer, now=at(10))
        decline_reason(
            school_id=oak.school.pk, reason_id=given.pk, why="Seen in town", by=oak.officer, now=at(10)
        )
        assert oak.code(oak.callum) == "N"
        assert reasons_waiting(oak.officer.scope, school_id=oak.school.pk, on=MONDAY) == []

    def test_taking_back_amends_what_was_entered_to_what_it_replaced(self, oak):
        oak.take("/", "N")
        given = noted(oak, accept_code="I")
        take_back_decision(
            school_id=oak.school.pk, reason_id=given.pk, why="A mistake", by=oak.officer, now=at(10)
        )
        assert oak.history(oak.callum) == ["N", "I", "N"]
        (waiting,) = reasons_waiting(oak.officer.scope, school_id=oak.school.pk, on=MONDAY)
        assert waiting.given == given
        assert oak.is_whole()

    def test_taking_back_leaves_what_somebody_amended_since(self, oak):
        oak.take("/", "N")
        given = noted(oak, accept_code="I")
        oak.amend(oak.callum, "M", now=at(9, 50))
        take_back_decision(
            school_id=oak.school.pk, reason_id=given.pk, why="A mistake", by=oak.officer, now=at(10)
        )
        assert oak.code(oak.callum) == "M"

    def test_what_was_taken_back_may_be_accepted_again(self, oak):
        oak.take("/", "N")
        given = noted(oak, accept_code="I")
        take_back_decision(
            school_id=oak.school.pk, reason_id=given.pk, why="A mistake", by=oak.officer, now=at(10)
        )
        accepted(oak, given, "O", now=at(11))
        assert oak.code(oak.callum) == "O"


class TestWhatARoleReads:
    @pytest.mark.parametrize(
        ("role", "words"), [("attendance_officer", "He has mumps"), ("head", "He has mumps")]
    )
    def test_the_words_are_read_by_those_who_follow_up(self, oak, role, words):
        noted(oak, words=words)
        scope = an_actor(role, oak.school).scope
        (waiting,) = reasons_waiting(scope, school_id=oak.school.pk, on=MONDAY)
        assert waiting.words == words

    def test_what_accepting_would_do_is_shown_session_by_session(self, oak):
        oak.take("/", "N")
        given = noted(oak, last_day=TUESDAY)
        found = reason_to_decide(oak.officer.scope, school_id=oak.school.pk, reason_id=given.pk, now=at(10))
        assert [(one.code, one.is_amended, one.is_to_come) for one in found.sessions] == [
            ("N", True, False), ("", False, True), ("", False, True), ("", False, True),
        ]  # fmt: skip

"""Steps beyond a call: the safeguarding lead is told and decides, homes are visited, the child is seen; nothing is changed after."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.reasoning import Reason, note_reason
from onroll.service.absence_follow_up.actions.stepping import (
    acknowledge,
    decide,
    escalate,
    plan_visit,
    record_seen,
    record_visit,
)
from onroll.service.absence_follow_up.models import Contact, Step
from onroll.service.absence_follow_up.queries.absence import absence_of
from onroll.service.absence_follow_up.queries.escalations import escalations
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil, an_actor
from tests.factories.registers import AClass
from tests.support.statements import Statements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def oak(db):
    oak = AClass()
    oak.take("/", "N")
    oak.lead = an_actor("safeguarding_lead", oak.school, name="Mrs D. Example")
    return oak


def about(oak, *, by=None, now=None, **others):
    return {
        "school_id": oak.school.pk, "pupil_id": oak.callum.pk, "date": MONDAY, "by": by or oak.officer,
        "now": now or at(10, 30), **others,
    }  # fmt: skip


def told(oak, **others) -> Step:
    return escalate(**about(oak, why="Nobody reached by 10:30", **others))


def answering(oak, step, *, now=None, by=None, **others):
    return {
        "school_id": oak.school.pk,
        "step_id": step.pk,
        "by": by or oak.lead,
        "now": now or at(10, 40),
        **others,
    }


def the_absence(oak, *, by=None, now=None):
    scope = (by or oak.officer).scope
    return absence_of(scope, school_id=oak.school.pk, pupil_id=oak.callum.pk, date=MONDAY, now=now or at(11))


class TestTellingTheSafeguardingLead:
    def test_says_why_by_whom_and_when(self, oak):
        step = told(oak)
        assert (step.words, step.made_by_name, step.at) == (
            "Nobody reached by 10:30",
            "Mx A. Example",
            at(10, 30),
        )
        assert the_absence(oak).state == "escalated"

    def test_needs_a_why(self, oak):
        with pytest.raises(FollowUpRefused, match="Say why"):
            escalate(**about(oak, why=" "))

    def test_waits_until_something_is_decided(self, oak):
        step = told(oak)
        assert the_absence(oak).open_escalation == step
        decide(**answering(oak, step, decision="police", why="Last seen yesterday"))
        assert the_absence(oak).open_escalation is None

    def test_is_taken_on_once(self, oak):
        step = told(oak)
        first = acknowledge(**answering(oak, step, key="one"))
        assert acknowledge(**answering(oak, step, key="one")) == first
        with pytest.raises(FollowUpRefused, match="taken this on already"):
            acknowledge(**answering(oak, step, key="two"))

    def test_is_decided_with_a_why_and_a_later_decision_stands_beside_it(self, oak):
        step = told(oak)
        with pytest.raises(FollowUpRefused, match="Say why"):
            decide(**answering(oak, step, decision="home visit", why=""))
        with pytest.raises(FollowUpRefused, match="Choose what"):
            decide(**answering(oak, step, decision="wait and see", why="Because"))
        decide(**answering(oak, step, decision="home visit", why="No answer from anybody"))
        decide(**answering(oak, step, decision="police", why="Nobody at home", now=at(12)))
        (found,) = escalations(oak.lead.scope, school_id=oak.school.pk, on=MONDAY)
        assert [one.decision for one in found.decisions] == ["home visit", "police"]

    def test_is_not_for_the_office_to_decide(self, oak):
        with pytest.raises(OutOfScope):
            decide(**answering(oak, told(oak), decision="police", why="Worried", by=oak.officer))

    def test_lists_what_nobody_decided_first_however_old(self, oak):
        old, new = told(oak), told(oak, now=at(10, 35))
        decide(**answering(oak, new, decision="nothing more", why="He came"))
        month_later = MONDAY + dt.timedelta(days=30)
        listed = escalations(oak.lead.scope, school_id=oak.school.pk, on=month_later)
        assert [one.told for one in listed] == [old]


class TestAHomeVisit:
    def test_is_planned_and_then_recorded(self, oak):
        planned = plan_visit(**about(oak, at=at(11, 30), who="Mrs D. Example and Mr S. Guard"))
        assert the_absence(oak).visits_to_make == [planned]
        record_visit(
            **about(
                oak,
                at=at(11, 40),
                now=at(12),
                who="Mrs D. Example",
                found="family seen",
                planned_id=planned.pk,
            )
        )
        found = the_absence(oak, now=at(12))
        assert (found.visits_to_make, found.state) == ([], "not tried")

    def test_in_which_the_child_was_seen_says_that_the_child_was_seen(self, oak):
        record_visit(**about(oak, at=at(11), now=at(12), who="Mrs D. Example", found="child seen"))
        assert the_absence(oak, now=at(12)).state == "seen"

    def test_planned_once_is_recorded_once(self, oak):
        planned = plan_visit(**about(oak, at=at(11, 30), who="Two of us"))
        made = {
            "at": at(11, 40),
            "now": at(12),
            "who": "Two of us",
            "found": "no answer",
            "planned_id": planned.pk,
        }
        record_visit(**about(oak, **made))
        with pytest.raises(FollowUpRefused, match="recorded already"):
            record_visit(**about(oak, **made))

    @pytest.mark.parametrize(("minute", "refused"), [(0, False), (1, True)])
    def test_is_not_recorded_before_it_was_made(self, oak, minute, refused):
        made = about(oak, at=at(12, minute), now=at(12), who="Two of us", found="no answer")
        if refused:
            with pytest.raises(FollowUpRefused, match="has not come yet"):
                record_visit(**made)
        else:
            assert record_visit(**made).pk


class TestSeen:
    def test_needs_who_saw_the_child_and_where(self, oak):
        for missing in ("who", "place"):
            given = {"who": "Mr S. Guard", "place": "At home", missing: ""}
            with pytest.raises(FollowUpRefused) as refusal:
                record_seen(**about(oak, at=at(10), **given))
            assert refusal.value.field == missing

    def test_is_the_furthest_the_following_up_goes(self, oak):
        told(oak)
        record_seen(**about(oak, at=at(10), who="Mr S. Guard", place="At home"))
        assert the_absence(oak).state == "seen"


class TestEveryRecord:
    def test_is_about_a_pupil_of_the_school(self, oak):
        stranger = a_pupil("Nobody", "Here")
        with pytest.raises(OutOfScope):
            escalate(**about(oak, why="Worried") | {"pupil_id": stranger.pk})

    def test_leaves_an_event_without_what_was_said(self, oak):
        told(oak)
        event = Event.objects.get(name="absences.step.escalated")
        assert event.subject_id == oak.callum.pk
        assert "Nobody reached" not in str(event.details)

    def test_is_not_made_by_a_tutor(self, oak):
        with pytest.raises(OutOfScope):
            told(oak, by=an_actor("tutor", oak.school, oak.group))

    def test_is_read_in_order_latest_first(self, oak):
        record_contact(**about(oak, channel="phone", outcome="no answer", now=at(9, 20)))
        told(oak)
        assert [line.what for line in the_absence(oak).timeline] == [
            "Told to the safeguarding lead",
            "Phone: no answer",
        ]

    def test_of_safeguarding_is_not_read_by_a_tutor(self, oak):
        told(oak)
        found = the_absence(oak, by=an_actor("tutor", oak.school, oak.group))
        assert (found.timeline, found.state) == ((), "not tried")


class TestAContact:
    def test_on_the_first_day_meets_what_the_guidance_asks(self, oak):
        assert the_absence(oak).first_day.met is None
        record_contact(**about(oak, channel="phone", outcome="no answer", now=at(9, 20)))
        assert the_absence(oak).first_day.met is True

    def test_on_a_later_day_does_not(self, oak):
        tuesday = MONDAY + dt.timedelta(days=1)
        record_contact(**about(oak, channel="phone", outcome="no answer", now=at(9, 20, on=tuesday)))
        assert the_absence(oak, now=at(11, on=tuesday)).first_day.met is False

    def test_is_not_needed_where_a_reason_was_given_that_day(self, oak):
        reason = Reason(MONDAY, MONDAY, "parent", "message", "illness", who="His father")
        note_reason(
            school_id=oak.school.pk, pupil_id=oak.callum.pk, reason=reason, by=oak.officer, now=at(9, 20)
        )
        assert the_absence(oak).first_day.met is True

    @pytest.mark.parametrize("outcome", ["spoke", "refused"])
    def test_that_reached_somebody_says_whom(self, oak, outcome):
        with pytest.raises(FollowUpRefused, match="Say who answered"):
            record_contact(**about(oak, channel="phone", outcome=outcome))

    def test_with_a_parent_of_another_child_is_refused(self, oak):
        from tests.factories.families import a_parent

        stranger = a_parent(oak.amina)
        with pytest.raises(FollowUpRefused, match="not a parent of this pupil"):
            record_contact(**about(oak, channel="phone", outcome="no answer", parent_id=stranger.pk))
        assert not Contact.objects.exists()

    def test_is_corrected_once_and_the_correction_may_be_corrected(self, oak):
        wrong = record_contact(**about(oak, channel="phone", outcome="voicemail", now=at(9, 20)))
        better = record_contact(
            **about(
                oak, channel="phone", outcome="no answer", corrects_id=wrong.pk, words="No voicemail left"
            )
        )
        with pytest.raises(FollowUpRefused, match="corrected already"):
            record_contact(**about(oak, channel="phone", outcome="sent", corrects_id=wrong.pk, words="Again"))
        assert the_absence(oak).records.contacts == [better]


@pytest.mark.one_database
def test_one_absence_takes_as_many_statements_with_much_recorded_as_with_little(oak):
    def statements() -> int:
        with Statements() as sent:
            the_absence(oak)
        return len(sent.counted)

    told(oak)
    little = statements()
    for minute in range(5):
        record_contact(**about(oak, channel="phone", outcome="no answer", now=at(9, 20 + minute)))
        told(oak, now=at(10, 30 + minute))
    assert statements() == little <= 13

"""What following up leaves to do, as Today tells it: both sides of every hour, and what ends each."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.reasoning import Reason, decline_reason, note_reason
from onroll.service.absence_follow_up.actions.stepping import (
    acknowledge,
    decide,
    escalate,
    plan_visit,
    record_visit,
)
from onroll.service.absence_notices.actions.receiving import record_receipt
from onroll.service.absence_notices.actions.settings import change_hours
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.correspondence.models import MessageEvent
from onroll.service.duties.actions.putting_off import put_off
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.queries import morning_of
from onroll.service.duties.refusals import DutyRefused
from onroll.service.duties.standing import duties_of
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TUESDAY = MONDAY + dt.timedelta(days=1)


def duties(oak, rule, *, now, by=None):
    scope = (by or oak.lead).scope
    morning = morning_of(scope, school_id=oak.school.pk, now=now)
    return [duty for duty in duties_of(morning) if duty.rule == rule]


def about(oak, now, **others):
    return {
        "school_id": oak.school.pk,
        "pupil_id": oak.callum.pk,
        "date": MONDAY,
        "by": oak.officer,
        "now": now,
        **others,
    }


class TestNoticesToSend:
    def test_are_a_duty_from_the_entry_on_and_pressing_from_the_hour_on(self, oak):
        (before,) = duties(oak, "notices_to_send", now=at(9, 44))
        (after,) = duties(oak, "notices_to_send", now=at(9, 45))
        assert (before.is_now, after.is_now) == (False, True)
        assert after.title == "1 same-day notice to send, about 1 pupil"

    def test_end_when_everybody_is_told(self, oak):
        oak.send()
        assert duties(oak, "notices_to_send", now=at(9, 45)) == []

    def test_come_back_where_the_email_does_not_arrive(self, oak):
        notice = oak.send()
        MessageEvent.objects.create(
            message=notice.message, school=oak.school, kind="failed", at=at(9, 35), by_name="A"
        )
        (duty,) = duties(oak, "notices_to_send", now=at(9, 40))
        assert "1 notice did not arrive" in duty.why

    def test_are_a_duty_of_whoever_only_sends_and_say_nothing_of_why(self, oak):
        (duty,) = duties(oak, "notices_to_send", now=at(9, 45), by=oak.officer)
        assert "social" not in f"{duty.title} {duty.why}".lower()
        assert duties(oak, "notices_to_send", now=at(9, 45), by=an_actor("senco", oak.school)) == []

    def test_are_kept_without_a_name_and_end_with_the_day(self, oak):
        look(oak, at(9, 45))
        record = DutyRecord.objects.get(rule="notices_to_send")
        assert (record.pupil, record.key) == (None, f"notices_to_send/{MONDAY}")
        look(oak, at(8, on=TUESDAY))
        assert record.events.last().what == DutyEvent.What.PASSED_ON

    def test_cannot_wait_for_another_day(self, oak):
        look(oak, at(9, 45))
        with pytest.raises(DutyRefused, match="Do it now, or hand it on"):
            put_off(
                school_id=oak.school.pk,
                keys=[f"notices_to_send/{MONDAY}"],
                until=TUESDAY,
                reason="Busy",
                by=oak.lead,
                now=at(9, 50),
            )


class TestReceiptsToChase:
    def test_are_a_duty_from_the_hour_on(self, oak):
        oak.send()
        assert duties(oak, "receipts_to_chase", now=at(10, 59)) == []
        (duty,) = duties(oak, "receipts_to_chase", now=at(11))
        assert duty.title == "Callum Eyre: ask J. Reyes for a receipt"

    def test_stay_over_the_weekend_until_one_comes(self, oak):
        notice = oak.send()
        saturday = MONDAY + dt.timedelta(days=5)
        (duty,) = duties(oak, "receipts_to_chase", now=at(11, on=saturday))
        assert not duty.is_now
        record_receipt(
            school_id=oak.school.pk, notice_id=notice.pk, who="J. Reyes", how="phone", at=at(12, on=saturday), by=oak.lead,
            now=at(12, on=saturday),
        )  # fmt: skip
        assert duties(oak, "receipts_to_chase", now=at(12, on=saturday)) == []

    def test_end_when_somebody_rings(self, oak):
        oak.send()
        oak.ring(now=at(11, 5))
        assert duties(oak, "receipts_to_chase", now=at(11, 6)) == []

    def test_are_not_asked_for_of_a_message_that_did_not_arrive(self, oak):
        notice = oak.send()
        MessageEvent.objects.create(
            message=notice.message, school=oak.school, kind="failed", at=at(9, 35), by_name="A"
        )
        assert duties(oak, "receipts_to_chase", now=at(12)) == []

    def test_are_kept_without_a_name(self, oak):
        oak.send()
        look(oak, at(11))
        assert DutyRecord.objects.get(rule="receipts_to_chase").pupil is None


class TestNobodyReached:
    def test_is_a_duty_from_the_schools_hour_on(self, oak):
        assert duties(oak, "nobody_reached", now=at(10, 29)) == []
        (duty,) = duties(oak, "nobody_reached", now=at(10, 30), by=oak.officer)
        assert duty.title == "1 pupil: nobody reached by 10:30am"
        assert "Callum Eyre" in duty.why

    def test_keeps_to_the_hour_the_school_sets(self, oak):
        hours = {"notice_by": dt.time(9, 45), "reached_by": dt.time(11), "receipt_by": dt.time(12)}
        change_hours(school_id=oak.school.pk, by=oak.head, now=at(8), **hours)
        assert duties(oak, "nobody_reached", now=at(10, 59)) == []
        assert len(duties(oak, "nobody_reached", now=at(11))) == 1

    @pytest.mark.parametrize(
        ("outcome", "is_open"),
        [("no answer", True), ("voicemail", True), ("spoke", False), ("refused", False)],
    )
    def test_ends_with_a_call_that_reached_somebody(self, oak, outcome, is_open):
        record_contact(**about(oak, at(10)), channel="phone", outcome=outcome, who="Rose Eyre, mother")
        assert bool(duties(oak, "nobody_reached", now=at(10, 30))) is is_open

    def test_comes_back_where_that_call_was_recorded_by_mistake(self, oak):
        wrong = record_contact(
            **about(oak, at(10)), channel="phone", outcome="spoke", who="Rose Eyre, mother"
        )
        record_contact(
            **about(oak, at(10, 5)),
            channel="phone",
            outcome="no answer",
            who="Rose Eyre",
            corrects_id=wrong.pk,
            words="It was the wrong child",
        )
        assert duties(oak, "nobody_reached", now=at(10, 30))

    def test_ends_with_a_reason_unless_it_is_declined(self, oak):
        reason = Reason(MONDAY, MONDAY, "parent", "phone", "illness", who="Rose Eyre")
        given = note_reason(
            school_id=oak.school.pk, pupil_id=oak.callum.pk, reason=reason, by=oak.officer, now=at(10)
        )
        assert duties(oak, "nobody_reached", now=at(10, 30)) == []
        decline_reason(
            school_id=oak.school.pk, reason_id=given.pk, why="Seen in town", by=oak.officer, now=at(10, 40)
        )
        assert duties(oak, "nobody_reached", now=at(10, 41))

    def test_ends_when_the_safeguarding_lead_is_told(self, oak):
        escalate(**about(oak, at(10, 31)), why="Nobody reached")
        assert duties(oak, "nobody_reached", now=at(10, 32)) == []

    def test_is_not_asked_of_a_pupil_in_school(self, oak):
        oak.amend(oak.callum, "L", now=at(9, 30))
        assert duties(oak, "nobody_reached", now=at(10, 30)) == []

    def test_is_not_asked_where_the_school_does_not_meet(self, oak):
        from onroll.service.organisations.models import SchoolSession

        SchoolSession.objects.filter(school=oak.school, date=MONDAY).delete()
        assert duties(oak, "nobody_reached", now=at(10, 30)) == []


class TestWaitingForTheSafeguardingLead:
    def test_is_a_duty_until_it_is_decided(self, oak):
        step = escalate(**about(oak, at(10, 30)), why="Nobody reached")
        (duty,) = duties(oak, "escalation_waiting", now=at(10, 31))
        assert (duty.is_now, duty.due) == (True, at(11))
        answer = {"school_id": oak.school.pk, "step_id": step.pk, "by": oak.lead}
        acknowledge(**answer, now=at(10, 35))
        (duty,) = duties(oak, "escalation_waiting", now=at(10, 59))
        assert (duty.is_now, duty.title) == (False, "Callum Eyre: decide what follows")
        assert duties(oak, "escalation_waiting", now=at(11))[0].is_now
        decide(**answer, decision="home visit", why="Not like him", now=at(11, 5))
        assert duties(oak, "escalation_waiting", now=at(11, 6)) == []

    def test_stays_through_a_half_term_and_a_change_of_school(self, oak):
        escalate(**about(oak, at(10, 30)), why="Nobody reached")
        Enrolment.objects.filter(pupil=oak.callum).update(last_day=TUESDAY)
        assert duties(oak, "escalation_waiting", now=at(9, on=MONDAY + dt.timedelta(days=14)))

    def test_is_kept_without_a_name_and_settled_once_decided(self, oak):
        step = escalate(**about(oak, at(10, 30)), why="Nobody reached")
        look(oak, at(10, 31))
        record = DutyRecord.objects.get(rule="escalation_waiting")
        assert record.pupil is None
        decide(
            school_id=oak.school.pk,
            step_id=step.pk,
            by=oak.lead,
            decision="nothing more",
            why="Seen",
            now=at(11),
        )
        look(oak, at(11, 1))
        record.refresh_from_db()
        assert record.settled_at == at(11, 1)

    def test_is_hidden_from_whoever_does_not_follow_absences_up(self, oak):
        escalate(**about(oak, at(10, 30)), why="Nobody reached")
        assert duties(oak, "escalation_waiting", now=at(10, 31), by=an_actor("trust_lead", oak.school)) == []


class TestAHomeVisit:
    def test_is_to_be_made_until_its_time_and_recorded_from_then_on(self, oak):
        visit = plan_visit(**about(oak, at(11)), at=at(13), who="Mrs D. Example and Mr B. Example")
        (before,) = duties(oak, "visit_to_make", now=at(12, 59))
        (after,) = duties(oak, "visit_to_make", now=at(13))
        assert (before.title, before.is_now) == ("Callum Eyre: a home visit to make", False)
        assert (after.title, after.is_now) == ("Callum Eyre: record what the home visit found", True)
        record_visit(
            **about(oak, at(13, 40)), at=at(13, 30), who="Both", found="child seen", planned_id=visit.pk
        )
        assert duties(oak, "visit_to_make", now=at(13, 41)) == []

    def test_is_not_ended_by_another_visit(self, oak):
        plan_visit(**about(oak, at(11)), at=at(13), who="Mrs D. Example")
        record_visit(**about(oak, at(12)), at=at(11, 30), who="Mr B. Example", found="no answer")
        assert duties(oak, "visit_to_make", now=at(13))


class TestAMessageThatDidNotArrive:
    @pytest.fixture
    def text(self, oak):
        from onroll.service.correspondence.actions.asking import ask_to_send
        from tests.factories.families import a_parent

        a_parent(oak.callum, name="Rose", surname="Eyre")
        (message,) = ask_to_send(
            school_id=oak.school.pk, template="absence-no-reason", pupil_id=oak.callum.pk, about="x", on=MONDAY,
            facts={"session": "this morning"}, by=oak.officer, now=at(9, 30),
        ).messages  # fmt: skip
        return message

    @pytest.mark.parametrize(
        ("kind", "is_found"),
        [
            ("failed", True),
            ("given up", True),
            ("unsure", True),
            ("lapsed", True),
            ("delivered", False),
            ("put back", False),
        ],
    )
    def test_is_a_duty(self, oak, text, kind, is_found):
        MessageEvent.objects.create(
            message=text, school=oak.school, kind=kind, at=at(9, 40), by_name="Sending"
        )
        assert bool(duties(oak, "message_not_delivered", now=at(9, 41), by=oak.officer)) is is_found

    def test_names_the_parent_and_the_pupil(self, oak, text):
        MessageEvent.objects.create(
            message=text, school=oak.school, kind="failed", at=at(9, 40), by_name="Sending"
        )
        (duty,) = duties(oak, "message_not_delivered", now=at(9, 41))
        assert duty.title == "Text to Rose Eyre about Callum Eyre: not delivered"

    def test_that_says_who_protects_a_pupil_is_hidden_from_the_office(self, oak):
        notice = oak.send()
        MessageEvent.objects.create(
            message=notice.message, school=oak.school, kind="failed", at=at(9, 40), by_name="A"
        )
        assert duties(oak, "message_not_delivered", now=at(9, 41), by=oak.officer) == []
        assert len(duties(oak, "message_not_delivered", now=at(9, 41))) == 1


def look(oak, now) -> None:
    recheck_duties(school_id=oak.school.pk, by=Actor.service("Duties"), now=now)

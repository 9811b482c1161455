"""UPDATE and DELETE by SQL are refused on every ledger, whoever asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_notices.models import Notice, NoticeEvent, WeeklyList, WeeklyListLine
from onroll.service.access.models import Viewing
from onroll.service.audit.actions import record_event
from onroll.service.audit.ledgers import LEDGERS
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.lateness.models import LatenessStep
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.lessons.models import Lesson, LessonMark, LessonRegister, MissingStep, TeachingGroup
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.parents.models import (
    DetailCorrection,
    DetailDecision,
    LetterReply,
    MarkAnswer,
    MarkQuestion,
    ReplyRead,
)
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.people.models import ContactWish, Parent
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.registers import SERVICE, AClass


@pytest.fixture
def every_ledger(db):
    """A row in each."""
    oak = AClass()
    oak.take("/", "N")
    admitted(oak.school)
    record_event("test", by=SERVICE, now=at(9), school_id=oak.school.pk, subject_type="school", subject_id=1)
    about = {
        "school": oak.school,
        "pupil": oak.callum,
        "made_at": at(9),
        "made_by_name": "A",
        "made_by_role": "head",
    }
    Contact.objects.create(date=MONDAY, at=at(9), channel="phone", outcome="no answer", **about)
    Step.objects.create(date=MONDAY, at=at(9), kind="escalated", **about)
    reason = ReasonGiven.objects.create(
        first_day=MONDAY, last_day=MONDAY, given_at=at(9), given_by="pupil", channel="phone", kind="other",
        evidence="word", **about,
    )  # fmt: skip
    ReasonDecision.objects.create(reason=reason, what="declined", **about)
    message = Message.objects.create(
        school=oak.school, key="one", template="a letter", edition="1", language="en", channel="letter", about="test",
        recipient_kind="parent", recipient_id=1, recipient_name="A", address="1 High Street", body="Dear A",
        asked_at=at(9), asked_by_name="A",
    )  # fmt: skip
    MessageEvent.objects.create(message=message, school=oak.school, kind="asked", at=at(9), by_name="A")
    _leave_decided(oak)
    _from_parents(oak, message)
    _taught(oak)
    LatenessStep.objects.create(kind="no letter", last_day=MONDAY, **about)
    notice = Notice.objects.create(date=MONDAY, at=at(9), recipient="social_worker", how="phone", **about)
    weekly = WeeklyList.objects.create(
        school=oak.school, week=MONDAY, digest="0" * 64, taken_in_at=at(9), taken_in_by_name="A"
    )
    WeeklyListLine.objects.create(school=oak.school, list=weekly, upn="A", surname="B", forename="C")
    NoticeEvent.objects.create(notice=notice, what="received", how="phone", at=at(9), **about)
    timetable = PartTimeTimetable.objects.create(
        school=oak.school, pupil=oak.callum, reason="other", first_day=MONDAY, last_day=MONDAY, sessions_out="1PM",
        first_review_on=MONDAY, made_at=at(9), made_by_name="A",
    )  # fmt: skip
    MedicalRecord.objects.create(kind="expected", on=MONDAY, **about)
    TimetableEvent.objects.create(timetable=timetable, kind="signed", on=MONDAY, **about)
    Viewing.objects.create(
        at=at(9),
        user_id=1,
        user_name="Mx A. Example",
        role="head",
        school_id=oak.school.pk,
        pupil_id=oak.amina.pk,
        page="pupil",
    )


def _leave_decided(oak: AClass) -> None:
    request = LeaveRequest.objects.create(
        school=oak.school, asked_on=MONDAY, how="form", first_day=MONDAY, last_day=MONDAY, purpose="exceptional",
        reason="A funeral", key="one", made_at=at(9), made_by_name="A",
    )  # fmt: skip
    child = LeaveChild.objects.create(school=oak.school, request=request, pupil=oak.callum)
    LeaveDecision.objects.create(
        school=oak.school, child=child, outcome="refused", reasons="No", at=at(9), by_name="A", by_role="head"
    )


def _taught(oak: AClass) -> None:
    made = {"made_at": at(9), "made_by_name": "A"}
    group = TeachingGroup.objects.create(school=oak.school, name="5x", subject="Maths")
    lesson = Lesson.objects.create(
        school=oak.school,
        group=group,
        weekday=1,
        period="1",
        starts_at="09:00",
        ends_at="10:00",
        first_day=MONDAY,
    )
    register = LessonRegister.objects.create(
        school=oak.school, lesson=lesson, date=MONDAY, expected=2, **made
    )
    LessonMark.objects.create(
        school=oak.school, register=register, pupil=oak.callum, mark="absent", made_at=at(9)
    )
    MissingStep.objects.create(
        school=oak.school, pupil=oak.callum, date=MONDAY, at=at(9), kind="looked", **made
    )


def _from_parents(oak: AClass, message: Message) -> None:
    parent = Parent.objects.create(surname="Begum")
    sent = {"school": oak.school, "parent": parent, "made_at": at(9)}
    answered = {"school": oak.school, "made_at": at(9), "made_by_name": "A", "made_by_role": "head"}
    question = MarkQuestion.objects.create(pupil=oak.callum, date=MONDAY, session="AM", code="N", **sent)
    correction = DetailCorrection.objects.create(kind="mobile", value="07700 900871", **sent)
    reply = LetterReply.objects.create(message=message, **sent)
    MarkAnswer.objects.create(question=question, outcome="stays", **answered)
    DetailDecision.objects.create(correction=correction, outcome="declined", **answered)
    ReplyRead.objects.create(reply=reply, **answered)
    ContactWish.objects.create(prefers="text", **sent)


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.table)
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_a_ledger_refuses(every_ledger, ledger, sql):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {ledger.table}")
        before = cursor.fetchone()
        assert before > (0,)
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            cursor.execute(sql.format(ledger.table))
        cursor.execute(f"SELECT COUNT(*) FROM {ledger.table}")
        assert cursor.fetchone() == before


@pytest.mark.postgres
@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.table)
def test_a_ledger_refuses_to_be_truncated(every_ledger, ledger):
    cursor = connection.cursor()
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        cursor.execute(f"TRUNCATE {ledger.table} CASCADE")

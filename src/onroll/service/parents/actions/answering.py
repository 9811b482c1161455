"""A person of the school answers a parent's question about an entry: amends it, with the reason, or says why it stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.audit.actions import record_event
from onroll.service.parents.keeping import ANSWERED_ALREADY, keep_answer
from onroll.service.parents.models import MarkAnswer, MarkQuestion
from onroll.service.parents.refusals import ParentRefusal

Outcome = MarkAnswer.Outcome


def answer_question(
    *,
    school_id: int,
    question_id: int,
    outcome: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    code: str = "",
    minutes_late: int | None = None,
    note: str = "",
) -> MarkAnswer:
    """Answer a parent's question; the parent reads `words`. Where the entry is amended they are its reason as well.

    The answer and the amendment are one transaction. Raises OutOfScope, ParentRefusal, TooLong, and what the register
    refuses an amendment by: AttendanceRefusal, RegisterRefused.
    """
    by.scope.require(Permission.PARENT_ANSWER, school_id=school_id)
    if outcome not in Outcome.values:
        raise ParentRefusal("Choose whether the entry is put right or stays as it is.")
    if not words.strip():
        raise ParentRefusal("Write the answer: the parent reads it, and it says why.")
    if outcome == Outcome.AMENDED and not code:
        raise ParentRefusal("Choose the code that is right.")
    with transaction.atomic():
        question = _waiting(school_id, question_id)
        submission_id = None
        if outcome == Outcome.AMENDED:
            submission_id = amend_entry(
                school_id=school_id, pupil_id=question.pupil_id or 0, date=question.date, session=question.session,
                code=code, minutes_late=minutes_late, note=note, reason=words, by=by, now=now,
            )  # fmt: skip
        answer = MarkAnswer(
            school_id=school_id, question=question, outcome=outcome, words=words.strip(),
            code=code if outcome == Outcome.AMENDED else "", submission_id=submission_id,
        )  # fmt: skip
        keep_answer(answer, by=by, now=now)
        record_event(
            "parents.question.answered", by=by, now=now, school_id=school_id, subject_type="pupil",
            subject_id=question.pupil_id, question=question.pk, date=question.date.isoformat(), outcome=outcome,
        )  # fmt: skip
    return answer


def _waiting(school_id: int, question_id: int) -> MarkQuestion:
    rows = MarkQuestion.objects.select_for_update().filter(pk=question_id, school_id=school_id)
    question = rows.filter(pupil__isnull=False).first()
    if question is None:
        raise ParentRefusal("There is no such question at this school. Nothing has changed.")
    if MarkAnswer.objects.filter(question=question).exists():
        raise ParentRefusal(ANSWERED_ALREADY)
    return question

"""What parents sent that waits for a person of the school: questions about entries, corrections of details, and replies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from onroll.law.attendance_codes import code_on
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.parents.models import DetailCorrection, LetterReply, MarkQuestion
from onroll.service.people.models import Relationship
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class FromParents:
    """What waits, those sent first first."""

    questions: list[MarkQuestion] = field(default_factory=list)
    corrections: list[DetailCorrection] = field(default_factory=list)
    replies: list[LetterReply] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things wait."""
        return len(self.questions) + len(self.corrections) + len(self.replies)


@dataclass(frozen=True, slots=True)
class QuestionToAnswer:
    """One question, and what the register says now."""

    question: MarkQuestion
    relationship: str
    code: str
    meaning: str
    said_then: str

    @property
    def has_changed(self) -> bool:
        """Whether the entry was amended since it was questioned."""
        return self.code != self.question.code


@dataclass(frozen=True, slots=True)
class CorrectionToDecide:
    """One correction, the children in whose entries it would stand, and whether a later one takes its place."""

    correction: DetailCorrection
    children: list[Relationship]
    is_last: bool


def from_parents(scope: Scope, *, school_id: int) -> FromParents:
    """Return what waits at a school, in three statements. Raises OutOfScope."""
    scope.require(Permission.PARENT_ANSWER, school_id=school_id)
    return sent_and_waiting(school_id)


def sent_and_waiting(school_id: int, *, since: dt.date | None = None) -> FromParents:
    """Return what waits at a school, sent on or after a day, for those who have judged the scope."""
    sent = school_id, None if since is None else midnight(since)
    return FromParents(_questions(*sent), _corrections(*sent), _replies_to_read(*sent))


@worded_once
def _questions(school_id: int, since: dt.datetime | None) -> QuerySet[MarkQuestion]:
    rows = MarkQuestion.objects.filter(_of_parents(school_id, since), answer=None)
    return rows.select_related("pupil", "parent")


@worded_once
def _corrections(school_id: int, since: dt.datetime | None) -> QuerySet[DetailCorrection]:
    later = DetailCorrection.objects.filter(
        school_id=OuterRef("school_id"),
        parent_id=OuterRef("parent_id"),
        kind=OuterRef("kind"),
        pk__gt=OuterRef("pk"),
    )
    rows = DetailCorrection.objects.filter(~Exists(later), _of_parents(school_id, since), decision=None)
    return rows.select_related("parent")


@worded_once
def _replies_to_read(school_id: int, since: dt.datetime | None) -> QuerySet[LetterReply]:
    return _replies().filter(_of_parents(school_id, since), read=None)


def _of_parents(school_id: int, since: dt.datetime | None) -> Q:
    of_school = Q(school_id=school_id, parent__isnull=False)
    return of_school if since is None else of_school & Q(made_at__gte=since)


def _replies() -> QuerySet[LetterReply]:
    return LetterReply.objects.select_related("message__pupil", "parent")


def question_to_answer(scope: Scope, *, school_id: int, question_id: int) -> QuestionToAnswer | None:
    """Return one question, answered or not; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.PARENT_ANSWER, school_id=school_id)
    rows = MarkQuestion.objects.select_related("pupil", "parent", "answer")
    question = rows.filter(pk=question_id, school_id=school_id, pupil__isnull=False).first()
    if question is None:
        return None
    entry = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id=question.pupil_id or 0, date=question.date, session=question.session
    ).first()
    code = entry.code if entry else ""
    held = Relationship.objects.filter(
        pupil_id=question.pupil_id or 0, parent_id=question.parent_id or 0
    ).first()
    return QuestionToAnswer(
        question,
        held.relationship if held else "",
        code,
        meaning_of(code, question.date),
        meaning_of(question.code, question.date),
    )


def correction_to_decide(scope: Scope, *, school_id: int, correction_id: int) -> CorrectionToDecide | None:
    """Return one correction, decided or not; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.PARENT_ANSWER, school_id=school_id)
    rows = DetailCorrection.objects.select_related("parent", "decision")
    correction = rows.filter(pk=correction_id, school_id=school_id, parent__isnull=False).first()
    if correction is None:
        return None
    parent_id = correction.parent_id or 0
    children = Relationship.objects.filter(
        parent_id=parent_id, last_day__isnull=True, pupil__enrolments__school_id=school_id
    )
    later = DetailCorrection.objects.filter(
        school_id=school_id, parent_id=parent_id, kind=correction.kind, pk__gt=correction.pk
    )
    return CorrectionToDecide(
        correction,
        list(children.select_related("pupil").order_by("pupil__born").distinct()),
        not later.exists(),
    )


def replies_to(scope: Scope, *, school_id: int, message_id: int) -> list[LetterReply]:
    """Return what parents answered to a message, the first first. Raises OutOfScope."""
    scope.require(Permission.MESSAGE_VIEW, school_id=school_id)
    rows = _replies().select_related("message__pupil", "parent", "read")
    return list(rows.filter(school_id=school_id, message_id=message_id, parent__isnull=False))


def meaning_of(code: str, date: dt.date) -> str:
    """Return what a code means on a day, in the law's words; blank for none."""
    try:
        return code_on(code, date).title if code else ""
    except LookupError:
        return ""

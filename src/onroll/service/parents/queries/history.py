"""What parents asked about a pupil's entries and what was answered, as a timeline has it."""

from __future__ import annotations

from onroll.law.plain_words import day_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.parents.models import LetterReply, MarkQuestion
from onroll.service.pupil_record.kept import Kept
from onroll.service.pupil_record.timeline import Happening


def happenings_from_parents(scope: Scope, *, school_id: int, pupil_id: int, kept: Kept) -> list[Happening]:
    """Return questions about entries, replies to messages and their answers, in two statements, and none of what is not `kept`.

    Questions are for those who answer parents, replies for those who may read messages.
    """
    found: list[Happening] = []
    if MarkQuestion in kept and scope.may(Permission.PARENT_ANSWER, school_id=school_id):
        rows = MarkQuestion.objects.filter(school_id=school_id, pupil_id=pupil_id)
        for asked in rows.select_related("parent", "answer"):
            found += _question(asked)
    if LetterReply in kept and scope.may(Permission.MESSAGE_VIEW, school_id=school_id):
        replies = LetterReply.objects.filter(school_id=school_id, message__pupil_id=pupil_id)
        for reply in replies.select_related("parent"):
            what = "Answered a message on their own page"
            found.append(
                Happening(reply.made_at, str(reply.parent), what, reply.words, message_id=reply.message_id)
            )
    return found


def _question(asked: MarkQuestion) -> list[Happening]:
    what = f"Questioned the entry for {day_in_words(asked.date)} {asked.session}"
    found = [Happening(asked.made_at, str(asked.parent), what, asked.words, question_id=asked.pk)]
    answer = getattr(asked, "answer", None)
    if answer is not None:
        said = f"Parent’s question answered: {answer.get_outcome_display().lower()}"
        found.append(Happening(answer.made_at, answer.made_by_name, said, answer.words, question_id=asked.pk))
    return found

from __future__ import annotations

from django.db import models

from onroll.service.parents.models.sent import AnsweredBySchool, SentByParent


class LetterReply(SentByParent):
    """What a parent answered to a message that was written to them, in their own words."""

    message = models.ForeignKey("correspondence.Message", on_delete=models.PROTECT, related_name="replies")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["school", "made_at"], name="letters_answered")]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_reply_is_kept_once")]


class ReplyRead(AnsweredBySchool):
    """That a person of the school read a reply."""

    reply = models.OneToOneField(LetterReply, on_delete=models.PROTECT, related_name="read")

    class Meta:
        ordering = ["pk"]

from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half
from onroll.service.parents.models.sent import AnsweredBySchool, SentByParent


class MarkQuestion(SentByParent):
    """A parent's question about one entry of their child's: a proposal, which changes nothing until a person answers it."""

    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    code = models.CharField(max_length=2, help_text="What the entry said when it was questioned")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["school", "made_at"], name="marks_questioned")]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_question_is_kept_once")]


class MarkAnswer(AnsweredBySchool):
    """The answer to a question: the entry is amended, with `words` as its reason, or it stays, and `words` say why."""

    class Outcome(models.TextChoices):
        AMENDED = "amended", "Put right"
        STAYS = "stays", "Stays as it is"

    question = models.OneToOneField(MarkQuestion, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    code = models.CharField(max_length=2, blank=True)
    submission = models.ForeignKey(
        "attendance_register.Submission", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="amended", submission__isnull=False)
                | models.Q(outcome="stays", submission__isnull=True),
                name="an_amendment_answers_with_its_entry",
            )
        ]

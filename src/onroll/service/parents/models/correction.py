from __future__ import annotations

from django.db import models

from onroll.service.parents.models.sent import AnsweredBySchool, SentByParent


class DetailCorrection(SentByParent):
    """A number or an email address that a parent says is right: nothing is changed until a person of the school confirms it."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobile number"
        TELEPHONE = "telephone", "Other number"
        EMAIL = "email", "Email address"

    kind = models.CharField(max_length=9, choices=Kind.choices)
    value = models.CharField("the number or address", max_length=300)
    was = models.CharField(max_length=300, blank=True, help_text="What was on record when it was sent")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["school", "made_at"], name="details_corrected")]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_correction_is_kept_once")]


class DetailDecision(AnsweredBySchool):
    """What became of a correction: confirmed, and then on record, or not, and `words` say why."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        DECLINED = "declined", "Not changed"

    correction = models.OneToOneField(DetailCorrection, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)

    class Meta:
        ordering = ["pk"]

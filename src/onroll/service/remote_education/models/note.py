from __future__ import annotations

from django.db import models


class RemoteNote(models.Model):
    """What one pupil is set at home over some days of absence, why, agreed with whom, and when it is looked at again."""

    class Reason(models.TextChoices):
        ILLNESS = "illness", "Illness or a medical need"
        CLOSED = "closed", "The school, or a part of it, is closed"
        TRAVEL = "travel", "The pupil cannot travel to school"
        AWAY = "away", "The pupil may not attend for now"
        OTHER = "other", "Another reason"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="remote_notes")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=7, choices=Reason.choices)
    code = models.CharField("the code of the absence", max_length=2)
    what = models.CharField("what is set", max_length=300)
    agreed_with = models.CharField("with whom it was agreed", max_length=160)
    review_on = models.DateField("when it is looked at again")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "last_day"], name="remote_notes_of_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="remote_days_run_forwards"
            )
        ]


class RemoteReview(models.Model):
    """One look at a note: what was found, and when it is looked at again; without such a day it ended."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(RemoteNote, on_delete=models.PROTECT, related_name="reviews")
    words = models.CharField("what was found", max_length=300)
    next_on = models.DateField(null=True, help_text="Blank where it ended")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["made_at", "pk"]

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing done. Append-only; the database refuses to change or remove it."""

    at = models.DateTimeField()
    name = models.CharField(max_length=60, help_text="area.noun.past, such as roll.pupil.admitted")
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    actor_role = models.CharField(max_length=40)
    school_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["school_id", "at"], name="events_of_a_school"),
            models.Index(fields=["subject_type", "subject_id"], name="events_of_a_subject"),
        ]

from __future__ import annotations

from django.db import models


class Viewing(models.Model):
    """One look at one pupil's record. Append-only, and without foreign keys, so that nothing takes it away."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    user_name = models.CharField(max_length=160)
    role = models.CharField(max_length=40)
    school_id = models.BigIntegerField()
    pupil_id = models.BigIntegerField()
    page = models.CharField(max_length=60)

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["school_id", "at"], name="viewings_of_a_school"),
            models.Index(fields=["pupil_id", "at"], name="viewings_of_a_pupil"),
        ]

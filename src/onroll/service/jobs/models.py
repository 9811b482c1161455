from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """One due moment of one job, put on the queue: the unique pair is why two workers never run it twice."""

    name = models.CharField(max_length=40)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="one_run_a_due_moment")]

from __future__ import annotations

from django.db import models


class DatabaseMark(models.Model):
    """Whether this database holds a demo's made-up people or a real record. One row, written when it is begun."""

    class Kind(models.TextChoices):
        DEMO = "demo", "Demo"
        REAL = "real", "Real"

    only = models.BooleanField(primary_key=True, default=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_mark_a_database")]

    def __str__(self) -> str:
        return self.get_kind_display()

from __future__ import annotations

from django.db import models


class ColumnMap(models.Model):
    """How a school's other system lays its marks out: which column is which, and what its signs mean. Kept to use again."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="column_maps")
    name = models.CharField(max_length=80)
    profile = models.JSONField(help_text="As mark_strings.profiles reads it")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_column_map_a_name")]

    def __str__(self) -> str:
        return self.name

from __future__ import annotations

from django.db import models


class ParentLink(models.Model):
    """An address that is one parent's own at one school, until a day; only a hash of its secret is kept.

    It opens that parent's children at that school, and nothing of the other parent or of another household.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    last_day = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

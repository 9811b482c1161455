from __future__ import annotations

from django.db import models


class ParentLanguage(models.Model):
    """The language in which a school writes to a parent, where it is not English and there are approved words in it."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "parent"], name="one_language_a_parent_and_school")
        ]

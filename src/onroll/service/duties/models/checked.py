from __future__ import annotations

from django.db import models


class CheckedSchool(models.Model):
    """When a school's duties were last looked at, and what its entries, plans and calendar came to then."""

    school = models.OneToOneField(
        "organisations.School", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    stamp = models.CharField(max_length=200)
    checked_at = models.DateTimeField()

from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class SentReference(models.Model):
    """A sender's own id for a pupil's mark, kept beside the ledger so that it can be written back."""

    pk = models.CompositePrimaryKey("pupil_id", "date", "session", "school_id")
    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="+", db_index=False)
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    reference = models.CharField(max_length=64)

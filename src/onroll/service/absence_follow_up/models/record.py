from __future__ import annotations

from django.db import models


class Record(models.Model):
    """What every record of following up keeps: whose it is, who made it and when. Append-only.

    `key` is the sender's own id for a sending, so that one sent twice is kept once. Disposal empties a record: its pupil
    and its words go, and its place stays. A pupil merged into another keeps their records under the row they were made for.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=600, blank=True, help_text="In words")
    key = models.CharField(  # noqa: DJ001 - NULL, so that many may have none
        max_length=64, null=True, help_text="The sender's own id for this sending: sent twice, kept once"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

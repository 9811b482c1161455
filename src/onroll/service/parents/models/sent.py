from __future__ import annotations

from django.db import models


class SentByParent(models.Model):
    """What a parent sent by their own link. Append-only.

    `key` is the form's own id, so that what is sent twice is kept once. Disposal empties it: the parent, the pupil and the
    words go, and its place stays. A parent merged into another keeps what they sent under the row they sent it as.
    """

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField("what you wrote", max_length=600, blank=True)
    key = models.CharField(max_length=64, null=True)  # noqa: DJ001 - NULL, so that many may have none
    made_at = models.DateTimeField()
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class AnsweredBySchool(models.Model):
    """What a person of the school answered, once; the parent who sent it reads the words. Append-only."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    words = models.CharField("the answer", max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

from __future__ import annotations

from django.db import models


class Wording(models.Model):
    """A school's own words for a template: a version, in use from its approval until a later one is approved."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=60)
    channel = models.CharField(max_length=6)
    language = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    written_at = models.DateTimeField()
    written_by_name = models.CharField(max_length=160)
    written_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=160, blank=True)
    is_approved = models.BooleanField(null=True, help_text="None until somebody decides")

    class Meta:
        ordering = ["template", "channel", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "template", "channel", "language", "version"], name="one_wording_a_version"
            ),
            models.CheckConstraint(
                condition=models.Q(is_approved__isnull=True, decided_at__isnull=True)
                | models.Q(is_approved__isnull=False, decided_at__isnull=False),
                name="wording_decided_when_and_how",
            ),
        ]

from __future__ import annotations

from django.db import models


class MissingStep(models.Model):
    """One thing done about a pupil missing during the day: looked where, who was told, found when by whom. Append-only."""

    class Kind(models.TextChoices):
        LOOKED = "looked", "Looked for"
        TOLD_OFFICE = "told office", "Told the office or whoever is on call"
        TOLD_PARENTS = "told parents", "Told the parents"
        TOLD_LEAD = "told lead", "Told the safeguarding lead"
        TOLD_POLICE = "told police", "Told the police"
        FOUND = "found", "Found"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    date = models.DateField()
    at = models.DateTimeField(help_text="When it happened")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.CharField(max_length=600, blank=True, help_text="Where, whom, what was said")
    key = models.CharField(  # noqa: DJ001 - NULL, so that many may have none
        max_length=64, null=True, help_text="The sender's own id for this sending: sent twice, kept once"
    )
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["school", "date", "pupil"], name="steps_about_a_missing_pupil")]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_missing_step_is_kept_once")]

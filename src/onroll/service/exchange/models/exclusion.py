from __future__ import annotations

from django.db import models


class Exclusion(models.Model):
    """A suspension or exclusion as a file told of it. The attendance register has its own entries, code E among them."""

    class Category(models.TextChoices):
        SUSPENSION = "SUSP", "Suspension"
        PERMANENT = "PERM", "Permanent exclusion"
        LUNCHTIME = "LNCH", "Lunchtime suspension"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="exclusions")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="exclusions")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    sessions = models.PositiveSmallIntegerField(null=True, blank=True)
    category = models.CharField(max_length=4, choices=Category.choices)
    reason_code = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "first_day", "category"], name="one_exclusion_a_first_day"
            )
        ]

from __future__ import annotations

from django.db import models


class PublishedRelease(models.Model):
    """One file of published figures as it was loaded: read, looked at, and then in use or set aside. Never altered."""

    class State(models.TextChoices):
        READ = "read", "Waiting to be accepted"
        IN_USE = "in use", "In use"
        CANCELLED = "cancelled", "Cancelled"

    authority = models.ForeignKey(
        "organisations.Authority",
        on_delete=models.PROTECT,
        null=True,
        related_name="published_releases",
        help_text="Whose comparisons it is for; none, everybody's",
    )
    name = models.CharField(max_length=160, help_text="As the department names the release")
    released_on = models.DateField()
    shape = models.CharField(max_length=20)
    is_made_up = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.READ)
    file_name = models.CharField(max_length=160)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    rows = models.PositiveIntegerField()
    found = models.JSONField(default=dict, help_text="What came of working the file out again")
    loaded_at = models.DateTimeField()
    loaded_by_id = models.BigIntegerField(null=True)
    loaded_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-released_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class PublishedRow(models.Model):
    """What one release says of one place, phase and period: the department's numbers, under its names."""

    release = models.ForeignKey(PublishedRelease, on_delete=models.CASCADE, related_name="figures")
    level = models.CharField(max_length=16)
    area_code = models.CharField(max_length=9)
    authority_code = models.CharField(max_length=3, blank=True)
    area_name = models.CharField(max_length=120)
    region_code = models.CharField(max_length=9, blank=True)
    region_name = models.CharField(max_length=120, blank=True)
    phase = models.CharField(max_length=32)
    group = models.CharField(
        max_length=60,
        blank=True,
        default="",
        help_text="As figures by group name it; empty of a file that tells no groups apart",
    )
    period_name = models.CharField(max_length=40)
    period_first_day = models.DateField()
    counts = models.JSONField(help_text="Whole numbers as numbers; any other as text, so that it stays exact")
    rates = models.JSONField(help_text="Rates that do not follow from the counts, as text")
    symbols = models.JSONField(help_text="What stands in place of a number that is not published")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["period_name", "phase", "level", "period_first_day"], name="published_of_a_period"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "level", "area_code", "phase", "group", "period_name", "period_first_day"],
                name="one_published_row_a_place",
            )
        ]

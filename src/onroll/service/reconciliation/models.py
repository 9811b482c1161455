from __future__ import annotations

from django.db import models


class Comparison(models.Model):
    """A file of another system's marks or totals, compared with ours on a day; what came of it stands beside it."""

    class Kind(models.TextChoices):
        MARKS = "marks", "Marks"
        TOTALS = "totals", "Totals"

    class State(models.TextChoices):
        PENDING = "pending", "Waiting to be compared"
        RUNNING = "running", "Being compared"
        READY = "ready", "Compared"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Stopped by a fault"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="comparisons")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    folder = models.CharField(
        max_length=64, unique=True, help_text="Random name of the folder that keeps the file"
    )
    file_name = models.CharField(max_length=160)
    asked = models.JSONField(help_text="How the file is laid out, and what of it is compared")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    found = models.JSONField(
        default=dict, help_text="Totals on both sides, and what each kind of difference comes to"
    )
    message = models.TextField(blank=True, help_text="Why it was refused or stopped, and what to do")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    compared_at = models.DateTimeField(null=True, blank=True)
    file_deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work on it, or is about to be."""
        return self.state in (self.State.PENDING, self.State.RUNNING)


class SessionFound(models.Model):
    """One pupil and session that the two do not count alike; `effect` is what it adds to each figure here, less there."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="sessions")
    pupil = models.ForeignKey(
        "people.Pupil",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="None, not known here",
    )
    reference = models.CharField(max_length=64, blank=True, help_text="Who the file says it is")
    date = models.DateField()
    session = models.CharField(max_length=2)
    kind = models.CharField(max_length=24)
    ours = models.CharField(max_length=2, blank=True)
    theirs = models.CharField(max_length=60, blank=True)
    read_as = models.CharField(max_length=2, blank=True)
    effect = models.JSONField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["comparison", "kind"], name="sessions_of_a_comparison")]


class TotalsFound(models.Model):
    """One pupil or group whose totals differ."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="totals")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=64)
    whose = models.CharField(max_length=12)
    ours = models.JSONField()
    theirs = models.JSONField()

    class Meta:
        ordering = ["pk"]


class RowSetAside(models.Model):
    """One row of the file that was not understood: where it stands, what is wrong and the cure."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="rows_set_aside")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=200)
    cure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

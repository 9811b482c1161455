from __future__ import annotations

from django.db import models


class Changeset(models.Model):
    """Files that were sent in, what they would change, and what a person decided. The record is touched by accepting alone."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting to be read"
        READING = "reading", "Being read"
        READY = "ready", "Ready for review"
        ACCEPTING = "accepting", "Being accepted"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"
        FAILED = "failed", "Stopped by a fault"

    class Kind(models.TextChoices):
        SCHOOL = "school", "School files"
        MARKS = "marks", "Marks from another system"

    #: States in which the files sent are still kept.
    OPEN = (State.PENDING, State.READING, State.READY, State.ACCEPTING, State.FAILED)

    school = models.ForeignKey(
        "organisations.School",
        on_delete=models.PROTECT,
        null=True,
        related_name="changesets",
        help_text="None until accepted, where the files bring a school not on record yet",
    )
    dfe_number = models.CharField(max_length=7, blank=True, help_text="The school the files are of")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.SCHOOL)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    folder = models.CharField(
        max_length=64, unique=True, help_text="Random name of the folder that keeps the files"
    )
    digest = models.CharField(
        max_length=64, help_text="SHA-256 over the files: the same files are one changeset"
    )
    profile = models.JSONField(default=dict, help_text="How marks from another system are laid out")
    files = models.JSONField(default=list, help_text="A summary a file: counts, samples, what was not read")
    message = models.TextField(blank=True, help_text="Why it was refused or stopped, and what to do")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["school", "state"], name="changesets_of_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=True, decided_by_name="")
                | (models.Q(decided_at__isnull=False) & ~models.Q(decided_by_name="")),
                name="a_decided_changeset_names_who",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether a decision on it is still to come."""
        return self.state in self.OPEN

    @property
    def to_change(self) -> int:
        """How many rows accepting it would make or change."""
        return sum(file["new"] + file["changed"] for file in self.files)

    @property
    def set_aside_count(self) -> int:
        """How many rows were set aside."""
        return sum(file["set_aside"] for file in self.files)


class SetAside(models.Model):
    """One row of a file that was not understood: where it stands, what is wrong and the cure."""

    changeset = models.ForeignKey(Changeset, on_delete=models.CASCADE, related_name="rows_set_aside")
    file = models.CharField(max_length=120)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=300, blank=True)
    what = models.CharField(max_length=500)
    cure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

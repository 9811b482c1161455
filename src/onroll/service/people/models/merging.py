from __future__ import annotations

from django.db import models


class MergeProposal(models.Model):
    """A claim that two rows are one person: proposed, reviewed by another, and reversible.

    Merging moves links, never ledger entries; `moved` keeps what was moved so that it can be put back.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for review"
        ACCEPTED = "accepted", "Merged"
        REFUSED = "refused", "Kept apart"
        REVERSED = "reversed", "Merged, then put back"

    class Kind(models.TextChoices):
        PUPIL = "pupil", "Pupil"
        PARENT = "parent", "Parent"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    keep_id = models.BigIntegerField()
    fold_id = models.BigIntegerField()
    grounds = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.CharField(max_length=160)
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=160, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    moved = models.JSONField(default=dict)

    class Meta:
        ordering = ["-proposed_at"]

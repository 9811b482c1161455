from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class Submission(models.Model):
    """One sending of entries to a school's ledger: who, when, in what role and why. Append-only, and sealed.

    `seal` is a hash over this row, its entries' hashes in order and the school's previous seal, so that an entry
    changed, removed, inserted or re-ordered afterwards no longer fits. Closing a register is a submission without
    entries that seals, in `digest`, every current entry of the register.
    """

    class Kind(models.TextChoices):
        TAKING = "taking", "Register taken"
        ARRIVAL = "arrival", "Arrival recorded"
        AMENDMENT = "amendment", "Amendment"
        PLANNED = "planned", "Planned absence entered"
        CLOSURE = "closure", "School or part closed"
        BULK = "bulk", "Bulk edit"
        UNDO = "undo", "Bulk edit undone"
        IMPORT = "import", "Import"
        CLOSING = "closing", "Register closed"
        DISPOSAL = "disposal", "Entries disposed of"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(help_text="Place in the school's ledger, from 1 without gaps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    date = models.DateField(null=True, help_text="The register's day, where it concerns one register")
    session = models.CharField(max_length=2, choices=Half.choices, blank=True)
    group = models.ForeignKey(
        "organisations.RegistrationGroup", on_delete=models.PROTECT, null=True, related_name="submissions"
    )
    finished = models.BooleanField(default=False, help_text="The register was left without a gap")
    key = models.CharField(  # noqa: DJ001 - NULL, so that many sendings may have none
        max_length=64, null=True, help_text="The sender's own id for this sending: sent twice, kept once"
    )
    reason = models.CharField(max_length=300, blank=True)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)
    entry_count = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32, help_text="SHA-256 over the entries' hashes, in order")
    previous_seal = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["school", "number"]
        indexes = [models.Index(fields=["school", "date", "session"], name="submissions_of_a_session")]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="one_submission_a_number"),
            models.UniqueConstraint(fields=["school", "key"], name="a_sending_is_kept_once"),
        ]


class LedgerHead(models.Model):
    """The end of a school's ledger: locked by every writer, so that submissions follow one another."""

    school = models.OneToOneField(
        "organisations.School", on_delete=models.PROTECT, primary_key=True, related_name="ledger_head"
    )
    number = models.PositiveIntegerField(default=0)
    seal = models.BinaryField(max_length=32)

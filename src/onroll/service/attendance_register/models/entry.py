from __future__ import annotations

from django.db import models

from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.organisations.models.calendar import Half


class AttendanceEntry(models.Model):
    """One entry in the attendance register: one code, for one pupil and session. Append-only.

    An amendment is a new entry that names the one it replaces. `made_at` differs from the submission's only where an
    import brings entries made elsewhere. Only the submission is held by the database: a ledger outlives what it names,
    and checking a million names one by one would be most of an import. `hash` is over every field that has meaning; it outlives disposal.
    """

    submission = models.ForeignKey(
        "attendance_register.Submission", on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    school = models.ForeignKey(
        "organisations.School",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    pupil = models.ForeignKey(
        "people.Pupil",
        on_delete=models.PROTECT,
        null=True,
        related_name="attendance_entries",
        db_index=False,
        db_constraint=False,
    )
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    code = models.CharField(max_length=2)
    minutes_late = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was amended")
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", db_index=False
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160, blank=True, help_text="Who made it elsewhere, for an import")
    hash = models.BinaryField(max_length=32)
    disposed_by = models.ForeignKey(
        "attendance_register.Submission",
        on_delete=models.PROTECT,
        null=True,
        related_name="disposed",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            # The school comes second, so that a pupil's entries are never looked for among a whole school's.
            models.Index(fields=["pupil", "school", "date", "session"], name="entries_of_a_pupil"),
            models.Index(fields=["submission"], name="entries_of_a_submission"),
            models.Index(fields=["school", "date", "session"], name="entries_of_a_session"),
            models.Index(
                fields=["replaces"], condition=models.Q(replaces__isnull=False), name="what_replaced_an_entry"
            ),
            models.Index(
                fields=["school", "date"],
                condition=models.Q(replaces__isnull=False),
                name="amendments_of_a_school",
            ),
        ]


class CurrentEntry(models.Model):
    """The entry that stands for a pupil and session: a projection of the ledger, rebuilt and compared by verify."""

    pk = models.CompositePrimaryKey("pupil_id", "school_id", "date", "session")
    pupil = models.ForeignKey(
        "people.Pupil",
        on_delete=models.PROTECT,
        related_name="current_entries",
        db_index=False,
        db_constraint=False,
    )
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    school = models.ForeignKey(
        "organisations.School",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    code = models.CharField(max_length=2)
    minutes_late = models.PositiveSmallIntegerField(null=True)
    entry = models.ForeignKey(
        AttendanceEntry, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["school", "date", "session", "pupil"], name="register_of_a_session"),
            # A few entries in a hundred: lists of absence and lateness read these, and pass the present marks over.
            models.Index(
                fields=["school", "code", "date", "session", "pupil", "entry", "minutes_late"],
                condition=~models.Q(
                    models.Q(session=Half.AM.value, code=PRESENT_CODES[Session.AM])
                    | models.Q(session=Half.PM.value, code=PRESENT_CODES[Session.PM])
                ),
                name="entries_out_of_the_ordinary",
            ),
        ]

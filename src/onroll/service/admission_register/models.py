from __future__ import annotations

from django.db import models


class Enrolment(models.Model):
    """A pupil's spell on one school's roll: a projection of the admission register's entries, for speed.

    An admission withdrawn before its starting day keeps a last day before it, and so is on roll on no day; a second
    entry of a child who is on the roll already likewise.
    """

    #: Stands for a ground where the pupil never started.
    WITHDRAWN = "withdrawn"
    #: Stands for a ground where another entry is the same child's.
    SECOND = "second"
    #: Entries that never put a name on the register.
    VOID = (WITHDRAWN, SECOND)

    class Registration(models.TextChoices):
        SOLE = "sole", "Registered here only"
        MAIN = "main", "Main school"
        SUBSIDIARY = "subsidiary", "Subsidiary school"
        GUEST = "guest", "Guest"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="enrolments")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="enrolments")
    pupil_ref = models.CharField(
        max_length=64, blank=True, help_text="The school's own id for the pupil, as its files give it"
    )
    starting_day = models.DateField(help_text="Regulation 8(2)(h)")
    last_day = models.DateField(null=True, blank=True, help_text="Last day on roll; blank while on roll")
    registration = models.CharField(max_length=10, choices=Registration.choices, default=Registration.SOLE)
    is_boarder = models.BooleanField(default=False)
    other_school = models.CharField(max_length=160, blank=True, help_text="Where also registered")
    deletion_ground = models.CharField(
        max_length=12,
        blank=True,
        help_text="Key of law.deletion_grounds.GROUNDS; blank where an import gave none",
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "starting_day"], name="roll_of_a_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "starting_day"],
                condition=~models.Q(deletion_ground__in=["withdrawn", "second"]),
                name="one_enrolment_a_starting_day",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True)
                | models.Q(last_day__gte=models.F("starting_day"))
                | models.Q(deletion_ground__in=["withdrawn", "second"]),
                name="enrolment_days_run_forwards",
            ),
        ]

    @property
    def is_void(self) -> bool:
        """Whether this entry never put the name on the register."""
        return self.deletion_ground in self.VOID


class Boarding(models.Model):
    """Days on which a pupil boards: a projection of the register's entries. The attendance register leaves them out."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="boarding")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="boarding")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True, help_text="Blank while the pupil boards")

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "first_day"], name="one_boarding_a_first_day"),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
                name="boarding_days_run_forwards",
            ),
        ]


class AdmissionEntry(models.Model):
    """One entry in the admission register: an admission, an amendment, a notification or a deletion. Append-only.

    `contents` holds the regulation 8 items this entry states, `original` what they were before it. The register as
    at any past day is the fold of the entries made by then.
    """

    class Kind(models.TextChoices):
        ADMITTED = "admitted", "Admitted"
        AMENDED = "amended", "Amended"
        NOTIFIED = "notified", "Notified (regulation 8(3))"
        DELETED = "deleted", "Deleted"

    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, related_name="admission_entries"
    )
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="entries")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="admission_entries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    contents = models.JSONField()
    original = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    made_on = models.DateField(help_text="The day the entry was made: retention runs from it")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    made_by_role = models.CharField(max_length=80)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "made_on"], name="admission_entries_of_a_school")]


class RollOver(models.Model):
    """One September roll-over: what it moved, so that it can be undone as one unit."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="roll_overs")
    first_day = models.DateField(help_text="First day of the new year's groups")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    moved = models.JSONField(help_text="Ids of the rows made, and of those ended")
    pupils = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "first_day"],
                condition=models.Q(undone_at__isnull=True),
                name="one_roll_over_a_september",
            ),
        ]

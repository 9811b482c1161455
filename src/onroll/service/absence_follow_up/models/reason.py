from __future__ import annotations

from django.db import models

from onroll.law.reasons_given import EvidenceKind, ReasonKind
from onroll.service.absence_follow_up.models.record import Record
from onroll.service.organisations.models.calendar import Half


class ReasonGiven(Record):
    """A reason somebody gave for some sessions: a proposal until a person accepts it."""

    class GivenBy(models.TextChoices):
        PARENT = "parent", "A parent"
        PROFESSIONAL = "professional", "A professional"
        PUPIL = "pupil", "The pupil"
        STAFF = "staff", "A member of staff"
        OTHER = "other", "Somebody else"

    first_day = models.DateField()
    last_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices, blank=True, help_text="Blank for both")
    given_at = models.DateTimeField(help_text="When it was given")
    given_by = models.CharField(max_length=12, choices=GivenBy.choices)
    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=160, blank=True, help_text="Who gave it, and who they are to the pupil")
    channel = models.CharField(max_length=10, help_text="How it came, as a contact's channel")
    kind = models.CharField(max_length=12, choices=[(one.value, one.in_words) for one in ReasonKind])
    proposed_code = models.CharField(max_length=2, blank=True)
    evidence = models.CharField(max_length=12, choices=[(one.value, one.in_words) for one in EvidenceKind])
    is_confidential = models.BooleanField(
        default=False, help_text="Its words are read only by those who may read medical and other detail"
    )

    class Meta:
        ordering = ["given_at", "pk"]
        indexes = [models.Index(fields=["school", "first_day", "last_day"], name="reasons_of_some_days")]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], name="a_reason_is_kept_once"),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="reason_days_run_forwards"
            ),
        ]


class ReasonDecision(Record):
    """What a person decided about a reason: the last one counts. `words` says why, where it was declined or taken back."""

    class What(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        TAKEN_BACK = "taken back", "Taken back"

    reason = models.ForeignKey(ReasonGiven, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=10, choices=What.choices)
    code = models.CharField(max_length=2, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["school", "key"], name="a_decision_is_kept_once")]

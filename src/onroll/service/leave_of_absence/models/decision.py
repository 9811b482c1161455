from __future__ import annotations

from django.db import models


class LeaveDecision(models.Model):
    """What was decided of one child's leave, by whom, in what role and why. Only ever added to: the last one stands.

    Disposal empties it: its reasons go, and its place stays.
    """

    class Outcome(models.TextChoices):
        GRANTED = "granted", "Granted"
        PART = "part", "Granted in part"
        REFUSED = "refused", "Refused"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(
        "leave_of_absence.LeaveChild", on_delete=models.PROTECT, related_name="decisions"
    )
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    first_day = models.DateField(null=True, help_text="Of the leave that is granted")
    last_day = models.DateField(null=True)
    code = models.CharField(max_length=2, blank=True)
    reasons = models.CharField("the reasons", max_length=500)
    plan = models.ForeignKey(
        "attendance_register.Plan", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=160)
    by_role = models.CharField(max_length=80)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="refused", first_day=None, last_day=None)
                | (~models.Q(outcome="refused") & models.Q(first_day__isnull=False, last_day__isnull=False)),
                name="leave_granted_has_its_days",
            )
        ]

from __future__ import annotations

from django.db import models

from onroll.law.exclusions import ExclusionKind


class Exclusion(models.Model):
    """One suspension or permanent exclusion of a pupil: its days, why, and who decided it."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="excluded")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ExclusionKind])
    first_day = models.DateField()
    last_day = models.DateField(null=True, help_text="Of a suspension; none where it is permanent")
    reason = models.CharField("why", max_length=500)
    days_elsewhere = models.PositiveSmallIntegerField(
        default=0, help_text="School days suspended from other schools this school year"
    )
    plan = models.ForeignKey("attendance_register.Plan", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, help_text="The form's own id: sent twice, made once")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=160)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_name = models.CharField(max_length=160, blank=True)
    cancelled_why = models.CharField("why it is cancelled", max_length=300, blank=True)

    class Meta:
        ordering = ["-first_day", "-pk"]
        indexes = [models.Index(fields=["school", "first_day"], name="excluded_from_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="permanent", last_day=None)
                | models.Q(kind="suspension", last_day__gte=models.F("first_day")),
                name="a_suspension_has_its_last_day",
            ),
            models.UniqueConstraint(fields=["school", "key"], name="an_exclusion_is_made_once"),
        ]


class ExclusionStep(models.Model):
    """One thing done about an exclusion: education arranged, considered by governors, the meeting held, or its days shortened."""

    class Kind(models.TextChoices):
        PROVISION = "provision", "Education arranged"
        MEETING = "meeting", "Reintegration meeting held"
        GOVERNORS = "governors", "Considered by the governing board"
        SHORTENED = "shortened", "Shortened"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    exclusion = models.ForeignKey(Exclusion, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    on = models.DateField()
    words = models.CharField("what was arranged or said", max_length=300)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["made_at", "pk"]

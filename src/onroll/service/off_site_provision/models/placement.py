from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class Placement(models.Model):
    """One pupil's days at a provider, what is taught there, and the plan of the register that was made."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(
        "off_site_provision.Provider", on_delete=models.PROTECT, related_name="placements"
    )
    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="placements")
    nature = models.CharField("what is taught there", max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices, blank=True, help_text="Blank for both")
    weekdays = models.CharField(max_length=5, default="12345")
    plan = models.ForeignKey("attendance_register.Plan", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["school", "last_day"], name="placed_from_a_school")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="placed_days_run_forwards"
            )
        ]

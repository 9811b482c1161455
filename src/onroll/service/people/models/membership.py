from __future__ import annotations

from django.db import models


class RegistrationGroupMembership(models.Model):
    """A pupil's days in a registration group."""

    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="group_memberships")
    group = models.ForeignKey(
        "organisations.RegistrationGroup", on_delete=models.PROTECT, related_name="memberships"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "group", "first_day"], name="one_membership_from_a_day"),
        ]


class YearGroupMembership(models.Model):
    """A pupil's days in a National Curriculum year at a school."""

    pupil = models.ForeignKey("people.Pupil", on_delete=models.PROTECT, related_name="year_memberships")
    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    year_group = models.CharField(max_length=2, help_text="N1, N2, R, 1 to 14")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "school", "first_day"], name="one_year_group_from_a_day"
            ),
        ]

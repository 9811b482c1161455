from __future__ import annotations

from django.db import models


class RegistrationGroup(models.Model):
    """The pupils whose register is taken together: a class or tutor group, for the days it exists."""

    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, related_name="registration_groups"
    )
    name = models.CharField(max_length=40)
    year_group = models.CharField(
        max_length=2, blank=True, help_text="National Curriculum year, blank for a mixed group"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name", "first_day"], name="one_group_a_name_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

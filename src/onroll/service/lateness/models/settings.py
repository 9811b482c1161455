from __future__ import annotations

from django.db import models


class LatenessSettings(models.Model):
    """When a school writes a letter about lateness: so many times, or so many minutes together, within so many school weeks.

    The school's own choice. A school without a row has the values a new row would have.
    """

    school = models.OneToOneField(
        "organisations.School", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    times = models.PositiveSmallIntegerField(default=8)
    minutes = models.PositiveSmallIntegerField(null=True, help_text="Together; none where only times count")
    weeks = models.PositiveSmallIntegerField(default=6, help_text="School weeks: a holiday's are not counted")
    counts_before_closing = models.BooleanField(
        default=True, help_text="Whether arrivals before the register closes count too"
    )
    changed_at = models.DateTimeField(null=True)
    changed_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(times__gte=1, weeks__gte=1), name="a_letter_needs_a_time_and_a_week"
            )
        ]

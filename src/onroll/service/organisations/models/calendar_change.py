from __future__ import annotations

from django.db import models


class CalendarChange(models.Model):
    """One change to a school's calendar: what its sessions were before and after, so that it can be undone."""

    school = models.ForeignKey(
        "organisations.School", on_delete=models.PROTECT, related_name="calendar_changes"
    )
    what = models.CharField(max_length=200, help_text="One readable sentence")
    first_day = models.DateField()
    last_day = models.DateField()
    sessions = models.PositiveIntegerField(help_text="How many sessions it changed")
    before = models.JSONField(help_text="Session to what the calendar said of it; null, nothing")
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="change_days_run_forwards"
            )
        ]

    @property
    def is_undone(self) -> bool:
        """Whether a later change put this one back."""
        return hasattr(self, "undone_by")

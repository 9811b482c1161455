from __future__ import annotations

from django.db import models

from onroll.service.organisations.models.calendar import Half


class Reminder(models.Model):
    """A nudge to whoever takes a register: they see it on Today and on the register until it is finished."""

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        "organisations.RegistrationGroup", on_delete=models.PROTECT, related_name="reminders"
    )
    date = models.DateField()
    session = models.CharField(max_length=2, choices=Half.choices)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["school", "date", "session"], name="reminders_of_a_session")]

from __future__ import annotations

import datetime as dt

from django.db import models


class MessageSettings(models.Model):
    """By what a school's messages go, and in which hours. No secret is kept here."""

    class Sender(models.TextChoices):
        OUTBOX = "outbox", "The outbox: nothing leaves this machine"
        SMTP = "smtp", "The school’s own mail server"
        NOTIFY = "notify", "GOV.UK Notify"

    school = models.OneToOneField("organisations.School", on_delete=models.PROTECT, related_name="+")
    text_by = models.CharField(max_length=6, choices=Sender.choices, default=Sender.OUTBOX)
    email_by = models.CharField(max_length=6, choices=Sender.choices, default=Sender.OUTBOX)
    letter_by = models.CharField(max_length=6, choices=Sender.choices, default=Sender.OUTBOX)
    day_starts = models.TimeField(default=dt.time(7))
    day_ends = models.TimeField(default=dt.time(19))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day_starts__lt=models.F("day_ends")), name="message_hours_run_forwards"
            )
        ]

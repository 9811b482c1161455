from __future__ import annotations

from django.db import models


class GuestTold(models.Model):
    """One telling of a guest's day to the home school: what stood in the register then, how it was told, and to whom."""

    class How(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"
        IN_PERSON = "in person", "In person"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    stay = models.ForeignKey("guests.GuestStay", on_delete=models.PROTECT, related_name="told")
    date = models.DateField()
    marks = models.CharField(max_length=20, help_text="Such as AM / PM I: what they were told of")
    how = models.CharField(max_length=9, choices=How.choices)
    who = models.CharField("who was told", max_length=160)
    message = models.ForeignKey(
        "correspondence.Message", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["school", "date"], name="guests_told_on_a_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(how="email", message__isnull=False)
                | (~models.Q(how="email") & models.Q(message__isnull=True)),
                name="a_guest_told_by_email_has_it",
            )
        ]

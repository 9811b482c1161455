from __future__ import annotations

from django.db import models


class ContactDetail(models.Model):
    """A way to reach a parent, and when it was last checked to be right."""

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobile"
        TELEPHONE = "telephone", "Telephone"
        EMAIL = "email", "Email"
        ADDRESS = "address", "Address"

    parent = models.ForeignKey("people.Parent", on_delete=models.PROTECT, related_name="contact_details")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    value = models.CharField(max_length=300)
    postcode = models.CharField(max_length=8, blank=True)
    is_emergency = models.BooleanField(default=False)
    checked_on = models.DateField(null=True, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

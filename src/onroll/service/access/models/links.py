from __future__ import annotations

from django.conf import settings
from django.db import models


class SignInLink(models.Model):
    """A link, good once and for a while, that lets someone set a password: an invitation, or a reset without email.

    Only a hash of the link's secret is kept; the person who makes it hands it over.
    """

    class Purpose(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        RESET = "reset", "Password reset"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_in_links")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was used, or replaced by another"
    )
    clears_second_factor = models.BooleanField(default=False, help_text="For someone who has lost theirs")

    class Meta:
        ordering = ["-made_at"]

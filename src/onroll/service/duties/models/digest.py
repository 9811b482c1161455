from __future__ import annotations

from django.conf import settings
from django.db import models


class Digest(models.Model):
    """A person's weekly email of what is due: whether they want it, and the last week it was made for."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="digest")
    is_wanted = models.BooleanField(default=True)
    last_week = models.DateField(null=True, help_text="The Monday of the last week it was made for")

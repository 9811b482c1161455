from __future__ import annotations

from django.db import models


class CacheEntry(models.Model):
    """A row of Django's database cache: what the sign-in rate limits count, shared by every process."""

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key

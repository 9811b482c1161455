"""What is kept of a calendar feed's secret: enough to know it again, and not to tell it."""

from __future__ import annotations

import hashlib


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()

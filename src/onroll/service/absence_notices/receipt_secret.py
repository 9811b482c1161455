"""The secret of a notice's own link: sent once, and kept as a hash."""

from __future__ import annotations

import hashlib


def hash_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()

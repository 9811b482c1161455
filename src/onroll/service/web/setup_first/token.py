"""The one-time word that shows the person setting up is the one who started the service: it is printed there alone."""

from __future__ import annotations

import hmac
import os
import secrets

#: Handed from the process that prints it to those that serve.
VARIABLE = "ONROLL_SETUP_TOKEN"


def make() -> str:
    """Make the word for this run of the service, or return the one there is."""
    return os.environ.setdefault(VARIABLE, secrets.token_urlsafe(9))


def matches(given: str) -> bool:
    """Say whether this is the word that was printed."""
    expected = os.environ.get(VARIABLE, "")
    return bool(expected) and hmac.compare_digest(given.strip().encode(), expected.encode())

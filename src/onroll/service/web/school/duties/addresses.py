"""The address of the page about duties."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

#: How many duties one page is asked about: an address has an end.
ASKED_ABOUT = 40


def address(school_id: int, keys: list[str]) -> str:
    """Return the address of the page about the duties of these keys."""
    return f"{reverse('duty', kwargs={'school_id': school_id})}?{urlencode([('key', key) for key in keys])}"

"""Why published figures or a list of neighbours are not kept; each message may be shown to whoever asked."""

from __future__ import annotations


class PublishedRefused(Exception):
    """The release is not kept; the message says what is wrong and what to do."""


class NeighboursRefused(Exception):
    """The list is not kept; the message says what is wrong, where and what to do."""

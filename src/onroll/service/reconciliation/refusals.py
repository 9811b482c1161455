"""Why a file is not compared; the message may be shown to whoever sent it."""

from __future__ import annotations


class ComparisonRefused(Exception):
    """The file is not compared; the message says what is wrong, where and what to do."""

"""Why a view of figures is not saved; the message may be shown to whoever asked."""

from __future__ import annotations


class ViewRefused(Exception):
    """The view is not kept; the message says what is wrong and what to do."""

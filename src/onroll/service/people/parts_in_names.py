"""A name that says what somebody is: whoever may see whom to tell, and not why, would read from it that a pupil is protected."""

from __future__ import annotations

import re

#: What stands for a name that says too much.
ON_RECORD = "the person on record"
_SAYS = re.compile(
    r"social|youth|justice|offend|virtual|protect|safeguard|looked.after|in.care\b|care.leaver|children.?s.serv|"
    r"\b(mash|yot|yjs|cin|cla|lac|vsh)\b",
    re.IGNORECASE,
)


def says_what_they_are(name: str) -> bool:
    """Say whether a name tells in what part somebody works with a pupil, such as “Duty social worker”."""
    return _SAYS.search(name) is not None


def without_part(name: str) -> str:
    """Return a name as it may be shown to whoever may not know why somebody is told."""
    return ON_RECORD if says_what_they_are(name) else name

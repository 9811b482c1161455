"""Why something about lessons is not done: each message may be shown to whoever asked, as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.law.plain_words import counted

#: The most faults told at once. Ours.
MOST_FAULTS = 20


class LessonsRefused(Exception):
    """Something that cannot be done as asked; `field` is what to mend, and `faults` each thing that is wrong."""

    def __init__(self, *faults: str, field: str = "top") -> None:
        super().__init__(" ".join(faults))
        self.faults = faults
        self.field = field


def told_at_once(faults: Sequence[str]) -> list[str]:
    """Return as many faults as are told at once, and how many there are beside."""
    more = len(faults) - MOST_FAULTS
    return [*faults[:MOST_FAULTS], *([f"And {counted(more, 'row')} more."] if more > 0 else [])]

"""Periods too short to call anybody in them persistently absent, and what is said instead.

One day off is a tenth of a week's sessions: over a week or two the share tells of chance. The official series give no persistent absence
for a day or a week either. How short is too short is a choice of Onroll's own.
"""

#: Of fewer school weeks than these persistent absence says little, and is given only to whoever insists.
FEWEST_WEEKS = 6


class TooFewWeeks(ValueError):
    """Persistent or severe absence was asked for over too few school weeks."""

    def __init__(self, weeks: int) -> None:
        super().__init__(why_refused(weeks))
        self.weeks = weeks


def has_too_few(weeks: int) -> bool:
    """Answer whether so many school weeks are too few."""
    return weeks < FEWEST_WEEKS


def why_refused(weeks: int) -> str:
    """Say why persistent absence is not given over so many school weeks, and what to do."""
    held = "no school week" if weeks == 0 else f"{weeks} school week{'' if weeks == 1 else 's'}"
    return (
        f"Persistent and severe absence are not given: the period has {held}, and over fewer than {FEWEST_WEEKS} "
        "a pupil's share of absence says more of chance than of the pupil. Choose a longer period, or ask for them all the same."
    )


def refuse_short(weeks: int, *, insisted: bool = False) -> None:
    """Raise `TooFewWeeks` for a period of too few school weeks, unless they are insisted on."""
    if has_too_few(weeks) and not insisted:
        raise TooFewWeeks(weeks)

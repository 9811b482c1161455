"""The stretch of days that a date falls in, in SQL."""

from onroll.analysis.engine import literal
from onroll.analysis.periods import Stretch


def stretch_of(stretches: tuple[Stretch, ...], day: str) -> str:
    """Spell the number of the stretch a day of the figures falls in."""
    if len(stretches) == 1:
        return "CAST(0 AS BIGINT)"
    whens = " ".join(
        f"WHEN {day} <= {literal(one.last_day)} THEN CAST({one.number} AS BIGINT)" for one in stretches[:-1]
    )
    return f"CASE {whens} ELSE CAST({stretches[-1].number} AS BIGINT) END"

"""The two ways to a rate of all phases of education, as the department has gone them."""

from datetime import date
from enum import StrEnum

#: From this school year a rate of all phases is a count over a count, like any other.
POOLED_FROM = date(2025, 9, 1)


class WayOfTotalling(StrEnum):
    """A rate of all phases: the phases' sums over their sums, or their rates weighted with their enrolments in the January census."""

    POOLED = "pooled"
    CENSUS_WEIGHTED = "census_weighted"


def way_of(day: date) -> WayOfTotalling:
    """Answer the way that published figures of a day's school year were totalled."""
    return WayOfTotalling.POOLED if day >= POOLED_FROM else WayOfTotalling.CENSUS_WEIGHTED

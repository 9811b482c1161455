"""Which passes over the rows what is asked for needs. What nobody asks for is not counted."""

from enum import StrEnum


class Pass(StrEnum):
    """A piece of counting that can be left out, and what is then missing from the tables that are left at the end."""

    DAYS = "sessions by day, session and code: `days_by_group`, and where faults are"
    RUNS = "the longest runs of absence"
    WEEKS = "weeks broken by absence, lateness, terms, and in which weeks and halves of one each pupil had a possible session"
    GAPS = "sessions held without a usable code: `held` and `missing`"
    CODES = "sessions by code: `codes_by_group`"


Passes = frozenset[Pass]

EVERYTHING: Passes = frozenset(Pass)
#: What the totals alone need.
TOTALS: Passes = frozenset({Pass.GAPS, Pass.CODES})
#: What the sums of enrolments, persistent absence, the threshold and the counts of faults need.
SUMS: Passes = frozenset()

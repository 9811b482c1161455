"""What is published of one place, phase, period and group: counts and rates, under the department's names of columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Area, Phase
from onroll.analysis.published.rows import Number

PERSISTENT = "pa_flag"
SEVERE = "enrolments_pa_50_exact"
ENROLMENTS_TO_DATE = "ytd_enrolments"


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """What is published of one place, phase and period.

    `counts` and `rates` (per cent) are by the department's names of columns. `rates` are only those that do not follow from
    the counts. `symbols` is what stands in place of a number that is not published. `group` is the group of pupils they are of, as
    figures by group name it, in a file that tells groups apart; empty in any other.
    """

    area: Area
    phase: Phase
    period: PublishedPeriod
    counts: Mapping[str, Number]
    rates: Mapping[str, Number]
    symbols: Mapping[str, str]
    line: int = 0
    group: str = ""

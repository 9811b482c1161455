"""Counts of sessions by class, and what they come to: percentages rounded once, thresholds in whole numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from onroll.analysis.reference.judging import Used
from onroll.law import PERSISTENT_ABSENCE, SEVERE_ABSENCE, Dated, StatisticalClass
from onroll.law.attendance_codes import CODES
from onroll.law.dated import From

_ONE_DECIMAL = Decimal("0.1")

# The codes of lateness: those that minutes may go with.
LATENESS = frozenset(
    meaning.code
    for step in CODES.steps
    if isinstance(step, From)
    for meaning in step.value.values()
    if meaning.minutes_may_be_given
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Sessions by class, and lateness. `minutes_late` is the sum of the minutes that are known."""

    attended: int
    authorised: int
    unauthorised: int
    late_sessions: int
    minutes_late: int

    @property
    def absent(self) -> int:
        """Sessions of absence, authorised or not."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Sessions that could have been attended."""
        return self.attended + self.absent

    def persistent(self, on: date) -> bool | None:
        """Answer whether the absence is persistent by the threshold of a day."""
        return self._reaches(PERSISTENT_ABSENCE, on)

    def severe(self, on: date) -> bool | None:
        """Answer whether the absence is severe by the threshold of a day."""
        return self._reaches(SEVERE_ABSENCE, on)

    def _reaches(self, threshold: Dated[int], on: date) -> bool | None:
        """Compare whole numbers; None where nothing was possible, or no threshold was in force."""
        per_cent = threshold.find(on)
        if per_cent is None or not self.possible:
            return None
        return self.absent * 100 >= self.possible * per_cent


def count(sessions: Iterable[Used]) -> Counts:
    """Count sessions by class and lateness."""
    sessions = list(sessions)
    classes = Counter(one.statistical_class for one in sessions)
    late = [one for one in sessions if one.code in LATENESS]
    return Counts(
        attended=classes[StatisticalClass.PRESENT] + classes[StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY],
        authorised=classes[StatisticalClass.AUTHORISED_ABSENCE],
        unauthorised=classes[StatisticalClass.UNAUTHORISED_ABSENCE],
        late_sessions=len(late),
        minutes_late=sum(one.minutes_late or 0 for one in late),
    )


def percent(part: int, whole: int) -> Decimal | None:
    """Work out a percentage to one decimal, halves up; None of nothing."""
    if not whole:
        return None
    return (Decimal(part * 100) / Decimal(whole)).quantize(_ONE_DECIMAL, ROUND_HALF_UP)

"""Which days an analysis is about, and how they are numbered."""

from dataclasses import dataclass
from datetime import date

from onroll.analysis.codes import towards_the_threshold
from onroll.analysis.engine import FIRST_MONDAY
from onroll.analysis.periods import Stretch, stretches
from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS
from onroll.law.school_time import AcademicYear

# Weeks kept as the bits of one whole number: a year of them, and six blocks of nine.
WEEKS_A_NUMBER = 54


@dataclass(frozen=True, slots=True)
class Scope:
    """The days figures are of, `first_day` to `on`, and the first day looked at, for windows and runs."""

    first_seen: date
    first_day: date
    on: date

    @classmethod
    def of(cls, first_seen: date, on: date, first_day: date | None = None) -> "Scope":
        """Choose the days: from the start of the academic year, where no first day is asked for."""
        first = AcademicYear.of(on).first_day if first_day is None else first_day
        return cls(min(first_seen, first), first, on)

    @property
    def year(self) -> AcademicYear:
        """The academic year that terms are of."""
        return AcademicYear.of(self.on)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The days looked at, cut where the figures' days, a term, a year or a table of codes starts."""
        return stretches(self.first_seen, self.on, also_at=self.first_day)

    @property
    def counted(self) -> tuple[Stretch, ...]:
        """The stretches that figures are of."""
        return tuple(one for one in self.stretches if one.first_day >= self.first_day)

    @property
    def threshold_codes(self) -> tuple[str, ...]:
        """The codes that count towards the threshold; none before there was one."""
        return towards_the_threshold(self.on)

    @property
    def threshold(self) -> tuple[int, int] | None:
        """The sessions and the school weeks of the threshold, or None before there was one."""
        sessions, weeks = THRESHOLD_SESSIONS.find(self.on), THRESHOLD_SCHOOL_WEEKS.find(self.on)
        return None if sessions is None or weeks is None else (sessions, weeks)

    @property
    def first_number(self) -> int:
        """The first day looked at, counted from the first Monday."""
        return (self.first_seen - FIRST_MONDAY).days

    @property
    def last_number(self) -> int:
        """The last day looked at, counted from the first Monday."""
        return (self.on - FIRST_MONDAY).days

    @property
    def first_week(self) -> int:
        """The week of the first day looked at, counted from the first Monday."""
        return self.first_number // 7

    @property
    def week_numbers(self) -> int:
        """How many whole numbers it takes to hold a bit for every week."""
        weeks = self.last_number // 7 - self.first_week + 1
        return -(-weeks // WEEKS_A_NUMBER)

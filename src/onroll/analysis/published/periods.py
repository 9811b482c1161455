"""The periods that published figures are of, by the names the department gives them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.plain_words import day_in_words
from onroll.law.school_time import AcademicYear, week_of

ACADEMIC_YEAR = "Academic year"
TERMS = ("Autumn term", "Spring term", "Summer term", "Autumn and spring term")
_WEEK = "Week "


class PeriodKind(StrEnum):
    """How long a published period is."""

    YEAR = "academic year"
    TERM = "term"
    WEEK = "week"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PublishedPeriod:
    """A period as the department names it, and its first day: of a term, the first day of its academic year.

    A file of the year to date is of the academic year, as far as it had gone when the file was published.
    """

    name: str
    first_day: date

    @classmethod
    def year(cls, year: AcademicYear) -> "PublishedPeriod":
        """Answer an academic year, to date while it runs."""
        return cls(ACADEMIC_YEAR, year.first_day)

    @classmethod
    def term(cls, year: AcademicYear, name: str) -> "PublishedPeriod":
        """Answer a term of an academic year, by one of the names in `TERMS`. Raises `ValueError` for another."""
        if name not in TERMS:
            raise ValueError(f"“{name}” is no term of published figures. They are {', '.join(TERMS)}.")
        return cls(name, year.first_day)

    @classmethod
    def week(cls, day: date) -> "PublishedPeriod":
        """Answer the week that a day falls in."""
        return cls(f"{_WEEK}{day.isocalendar().week}", week_of(day))

    @property
    def kind(self) -> PeriodKind:
        """How long it is."""
        if self.name == ACADEMIC_YEAR:
            return PeriodKind.YEAR
        if self.name in TERMS:
            return PeriodKind.TERM
        return PeriodKind.WEEK if self.name.startswith(_WEEK) else PeriodKind.OTHER

    @property
    def title(self) -> str:
        """The period as people write it."""
        year = AcademicYear.of(self.first_day).name
        if self.kind is PeriodKind.YEAR:
            return year
        if self.kind is PeriodKind.TERM:
            return f"{self.name} {year}"
        if self.kind is PeriodKind.WEEK:
            return f"{self.name}, from {day_in_words(self.first_day)}"
        return f"{self.name}, {year}"

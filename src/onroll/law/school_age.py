"""Compulsory school age: its first and its last day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from onroll.law.anniversaries import birthday
from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.instruments import (
    EDUCATION_ACT_1996,
    FAMILY_LAW_REFORM_ACT_1969,
    SCHOOL_LEAVING_DATE_1997,
    START_OF_COMPULSORY_SCHOOL_AGE_1998,
)
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule

_REVIEWED_ON = date(2026, 11, 22)
_FRIDAY = 4

STARTS = EDUCATION_ACT_1996.at("8(2)")
CEASES = EDUCATION_ACT_1996.at("8(3)")
AGE_REACHED = FAMILY_LAW_REFORM_ACT_1969.unconfirmed(
    "9",
    "A child born on 29 February is taken to reach an age on 1 March in common years; "
    "no date of compulsory school age turns on it.",
)

STARTING_AGE = Dated(
    "Age in years from which compulsory school age starts, on the next prescribed day",
    steps=[From(date(1998, 8, 1), 5, STARTS)],
    reviewed_on=_REVIEWED_ON,
)
CEASING_AGE = Dated(
    "Age in years by which compulsory school age ceases, on a school leaving date",
    steps=[From(date(1998, 8, 1), 16, CEASES)],
    reviewed_on=_REVIEWED_ON,
)


class DayOfYear(NamedTuple):
    """A day of any year."""

    month: int
    day: int

    def __str__(self) -> str:
        return day_in_words(date(2000, self.month, self.day)).rpartition(" ")[0]


PRESCRIBED_DAYS = Dated(
    "Days of the year on which compulsory school age may start",
    steps=[
        From(
            date(1998, 8, 1),
            (DayOfYear(3, 31), DayOfYear(8, 31), DayOfYear(12, 31)),
            START_OF_COMPULSORY_SCHOOL_AGE_1998.at("2"),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
SCHOOL_LEAVING_DATE = Dated(
    "Month, by its number, whose last Friday is the school leaving date of a year",
    steps=[
        From(
            date(1998, 1, 1),
            6,
            SCHOOL_LEAVING_DATE_1997.unconfirmed(
                "2", "The last Friday in June is confirmed; the order's number is not."
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class CompulsorySchoolAge:
    """The first and the last day, both included, of a child's compulsory school age."""

    first_day: date
    last_day: date

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The provisions that fix the two days."""
        return (
            STARTS,
            PRESCRIBED_DAYS.newest.citation,
            CEASES,
            SCHOOL_LEAVING_DATE.newest.citation,
        )


@rule(
    "school_age.compulsory",
    title="The first and last day of compulsory school age",
    says=(
        "Compulsory school age begins with the prescribed day, 31 August, 31 December or 31 March, that is "
        "the fifth birthday or next follows it. It ends with the last Friday in June of the school year in "
        "which the pupil reaches sixteen."
    ),
    first_day=date(1998, 8, 1),
    cites=(STARTS, CEASES, AGE_REACHED),
)
@lru_cache(maxsize=65_536)
def compulsory_school_age(born: date, *, school_year_starts: date | None = None) -> CompulsorySchoolAge:
    """Find when compulsory school age starts and ceases (Education Act 1996, section 8).

    `school_year_starts` is the first day of the school year after the summer of the
    sixteenth birthday, where the school's own is known; otherwise 1 September.
    """
    return CompulsorySchoolAge(_first_day(born), _last_day(born, school_year_starts))


def is_of_compulsory_school_age(born: date, on: date) -> bool:
    """Answer whether somebody is of compulsory school age on a day."""
    age = compulsory_school_age(born)
    return age.first_day <= on <= age.last_day


def school_leaving_date(year: int) -> date:
    """Answer the school leaving date of a year: the last Friday in June."""
    month = SCHOOL_LEAVING_DATE.newest.value
    last_day_of_month = date(year, month + 1, 1) - timedelta(days=1)
    return last_day_of_month - timedelta(days=(last_day_of_month.weekday() - _FRIDAY) % 7)


def _first_day(born: date) -> date:
    fifth_birthday = birthday(born, STARTING_AGE.newest.value)
    for month, day in PRESCRIBED_DAYS.newest.value:
        prescribed = date(fifth_birthday.year, month, day)
        if fifth_birthday <= prescribed:
            return prescribed
    raise AssertionError("31 December is a prescribed day, so every birthday has one")


def _last_day(born: date, school_year_starts: date | None) -> date:
    sixteenth_birthday = birthday(born, CEASING_AGE.newest.value)
    year = sixteenth_birthday.year
    school_year_starts = school_year_starts or date(year, 9, 1)
    if school_year_starts.year != year or school_year_starts.month < 8:
        raise ValueError(
            f"The school year cannot start on {day_in_words(school_year_starts)} for a "
            f"child who reaches 16 on {day_in_words(sixteenth_birthday)}. Give the "
            f"first day of the school year that starts in autumn {year}."
        )
    leaving_date = school_leaving_date(year)
    if sixteenth_birthday <= leaving_date or sixteenth_birthday < school_year_starts:
        return leaving_date
    return school_leaving_date(year + 1)

"""What may be asked of the generator, and the words in which it refuses."""

from dataclasses import dataclass
from pathlib import Path

from onroll.analysis.generator.schools import LARGEST_YEAR_GROUP, MOST_SCHOOLS, School
from onroll.law.attendance_codes import CODES


class CannotBeGenerated(ValueError):
    """What was asked for cannot be made. The message says what, and what to ask instead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A made-up authority: so many schools, so many pupils in all, the September its year begins, and where to.

    Raises `CannotBeGenerated`.
    """

    schools: int
    pupils: int
    year: int
    out: Path
    seed: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.schools <= MOST_SCHOOLS:
            raise CannotBeGenerated(
                f"--schools {self.schools}: give a number of schools from 1 to {MOST_SCHOOLS:,}."
            )
        if self.pupils < self.schools:
            raise CannotBeGenerated(
                f"--pupils {self.pupils} is fewer than --schools {self.schools}: every school has at least one pupil. "
                f"Give {self.schools} pupils or more."
            )
        first, last = CODES.first_day.year, CODES.reviewed_on.year + 1
        if not first <= self.year <= last:
            raise CannotBeGenerated(
                f"--year {self.year}: the tables of codes known here run from {first} to {last}. "
                "Give the September in which an academic year between those begins, such as 2025 for 2025/26."
            )
        if self.out.exists() and not (self.out.is_dir() and not any(self.out.iterdir())):
            raise CannotBeGenerated(
                f"--out {self.out}: something is there already, and nothing is written over. "
                "Name a new folder or an empty one."
            )

    def check(self, schools: tuple[School, ...]) -> None:
        """Refuse pupils who would be too many to number. Raises `CannotBeGenerated`."""
        largest = max(pupils for school in schools for _, pupils in school.cohorts)
        if largest > LARGEST_YEAR_GROUP:
            raise CannotBeGenerated(
                f"--pupils {self.pupils} in --schools {self.schools} gives a year group of {largest:,}, and unique pupil "
                f"numbers allow a school {LARGEST_YEAR_GROUP} a year. "
                f"Give more schools or fewer pupils; England has about 400 pupils a school."
            )

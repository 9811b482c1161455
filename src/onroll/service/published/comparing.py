"""A published figure beside one of ours: whose it is, its rate, its source, and in words why there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from onroll.analysis.published.of_a_place import PublishedFigures
from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Phase
from onroll.analysis.published.rates import rate_of, rate_over
from onroll.analysis.published.rows import Number
from onroll.law.plain_words import day_in_words

_ONE_DECIMAL = Decimal("0.1")


class Beside(StrEnum):
    """Whose published figure stands beside one of ours."""

    AUTHORITY = "authority"
    NEIGHBOURS = "statistical neighbours"
    REGION = "region"
    ENGLAND = "England"


@dataclass(frozen=True, slots=True)
class Source:
    """The release that a figure comes from."""

    release_id: int
    name: str
    released_on: dt.date
    is_made_up: bool

    @property
    def words(self) -> str:
        """Return the source as it is printed beside a figure."""
        said = f"{self.name}, published {day_in_words(self.released_on)}"
        return f"Made up for this demo: {said}" if self.is_made_up else said


@dataclass(frozen=True, slots=True)
class ComparedRate:
    """A published rate in per cent, not rounded, and where it comes from.

    Where `percent` is None, `absent` says why in words that follow a name. `numerator` and `denominator` are None where the
    department publishes the rate alone. `left_out` names the neighbours whose figures are not published; `averaged` is how many
    rates it is the plain average of, where none of them has its counts published.
    """

    percent: Decimal | None
    numerator: Number | None
    denominator: Number | None
    source: Source | None
    absent: str = ""
    left_out: tuple[str, ...] = ()
    averaged: int = 0

    @property
    def shown(self) -> str:
        """Return the rate with one decimal, rounded half up, as it is printed; empty where there is none."""
        return "" if self.percent is None else f"{self.percent.quantize(_ONE_DECIMAL, ROUND_HALF_UP)}%"


@dataclass(frozen=True, slots=True)
class Comparator:
    """The published figures of one place, or of several added up, by the release they come from.

    `not_published` names the neighbours that the releases have no row of.
    """

    beside: Beside
    name: str
    published: tuple[tuple[Source, tuple[PublishedFigures, ...]], ...] = field(repr=False)
    absent: str = ""
    not_published: tuple[str, ...] = ()

    def rate(self, measure: str) -> ComparedRate:
        """Return the rate of one of our measures, by the measure's name. Raises KeyError where no published file has it."""
        found = ComparedRate(None, None, None, None, self.absent)
        for source, figures in self.published:
            one = (
                rate_over(figures, measure)
                if self.beside is Beside.NEIGHBOURS
                else rate_of(figures[0], measure)
            )
            found = ComparedRate(
                one.percent,
                one.numerator,
                one.denominator,
                source,
                one.absent,
                (*one.left_out, *self.not_published),
                one.averaged,
            )
            if found.percent is not None:
                break
        return found


@dataclass(frozen=True, slots=True)
class Comparators:
    """What stands beside a figure. `period` is what the figures are of; None where none are on record for any such period.

    `note` says in sentences why they are of another period than was asked for, or that there are none, and why of the phase
    they are of; empty where none of it needs saying.
    """

    asked: PublishedPeriod
    period: PublishedPeriod | None
    phase: Phase
    authority: Comparator
    neighbours: Comparator
    region: Comparator
    england: Comparator
    note: str = ""

    def __iter__(self) -> Iterator[Comparator]:
        return iter((self.authority, self.neighbours, self.region, self.england))

    @property
    def says_something(self) -> bool:
        """Whether anything at all is published of the phase."""
        return any(one.published for one in self)

    @property
    def is_made_up(self) -> bool:
        """Whether any of it was made up for a demo."""
        return any(source.is_made_up for one in self for source, _ in one.published)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the releases that the figures come from, each once."""
        return tuple(dict.fromkeys(source for one in self for source, _ in one.published))

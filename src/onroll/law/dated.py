"""Values that change on a day, each step cited.

A step runs until the next one starts, so gaps and overlaps cannot be written. Repeal is
a step of its own. What has been announced but does not bind yet is recorded and off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from onroll.law.citation import Citation, Uncited
from onroll.law.plain_words import day_in_words

T = TypeVar("T")


class NoRuleInForce(LookupError):
    """No rule was in force on the day asked about."""


@dataclass(frozen=True, slots=True)
class From(Generic[T]):
    """A value and the day it starts."""

    day: date
    value: T
    citation: Citation

    def __post_init__(self) -> None:
        _refuse_undated(self.day, self.citation)


@dataclass(frozen=True, slots=True)
class Repealed:
    """The day on which the value before it stops, with nothing in its place."""

    day: date
    citation: Citation

    def __post_init__(self) -> None:
        _refuse_undated(self.day, self.citation)


@dataclass(frozen=True, slots=True)
class Announced(Generic[T]):
    """A value made known but not in force, and why it is off."""

    value: T
    citation: Citation
    reason: str
    expected: date | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.citation, Citation):
            raise Uncited("An announced value needs a citation.")
        if not self.reason.strip():
            raise Uncited("An announced value needs the reason it is not in force.")


class Dated(Generic[T]):
    """One value of the law through time.

    `reviewed_on` is the last day somebody looked and it was still right.
    """

    __slots__ = ("_newest_first", "announced", "description", "reviewed_on", "steps")

    def __init__(
        self,
        description: str,
        *,
        steps: Sequence[From[T] | Repealed],
        reviewed_on: date,
        announced: Sequence[Announced[T]] = (),
    ) -> None:
        """Build a dated value.

        Raises `Uncited` where the description, the steps or the review day is left
        out, and `ValueError` where the steps are not in the order of their days.
        """
        if not description.strip():
            raise Uncited("A dated value needs a description.")
        if not steps or not isinstance(steps[0], From):
            raise Uncited(f"“{description}” needs a first value with its first day.")
        if not isinstance(reviewed_on, date):
            raise Uncited(f"“{description}” needs the day it was last reviewed.")
        days = [step.day for step in steps]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise ValueError(f"The steps of “{description}” must be in order of day.")
        self.description = description
        self.steps = tuple(steps)
        self.reviewed_on = reviewed_on
        self.announced = tuple(announced)
        self._newest_first = self.steps[::-1]

    @property
    def first_day(self) -> date:
        """The first day on which there was a rule."""
        return self.steps[0].day

    def step_on(self, day: date) -> From[T] | None:
        """Answer the step in force on a day, or None where no rule was."""
        for step in self._newest_first:
            if step.day <= day:
                return step if isinstance(step, From) else None
        return None

    def find(self, day: date) -> T | None:
        """Answer the value in force on a day, or None where no rule was."""
        step = self.step_on(day)
        return None if step is None else step.value

    def on(self, day: date) -> T:
        """Answer the value in force on a day.

        Raises `NoRuleInForce` before the first step and after repeal.
        """
        return self._in_force(day).value

    def citation_on(self, day: date) -> Citation:
        """Answer the citation of the value in force on a day.

        Raises `NoRuleInForce` before the first step and after repeal.
        """
        return self._in_force(day).citation

    @property
    def newest(self) -> From[T]:
        """The step in force after every recorded change.

        Raises `NoRuleInForce` where the value is repealed.
        """
        return self._in_force(self.steps[-1].day)

    def _in_force(self, day: date) -> From[T]:
        step = self.step_on(day)
        if step is None:
            raise NoRuleInForce(
                f"No rule was in force on {day_in_words(day)} for: "
                f"{self.description}. The first day with a rule is "
                f"{day_in_words(self.first_day)}."
            )
        return step

    def __repr__(self) -> str:
        return f"Dated({self.description!r}, from {self.first_day.isoformat()})"


def _refuse_undated(day: object, citation: object) -> None:
    if not isinstance(day, date):
        raise Uncited("A value needs the first day it applies.")
    if not isinstance(citation, Citation):
        raise Uncited(f"The value from {day.isoformat()} needs a citation.")

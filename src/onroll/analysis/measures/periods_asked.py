"""The periods figures are given for, as they are called in results, and where each gets its sums from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from onroll.analysis.counting.blocks import PARTS, part_name
from onroll.analysis.counting.on_roll import EVERYTHING, LAST_HALF_TERM, NOTHING
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import FIRST_MONDAY
from onroll.analysis.periods import PARTS_OF, Part, Term

AFTER_HOLIDAY = "after holiday"
END_OF_TERM = "end of term"


@dataclass(frozen=True, slots=True)
class LongPeriod:
    """The whole, or a term: long enough for a pupil to be called persistently absent."""

    term: Term
    scope: Scope

    @property
    def name(self) -> str:
        """The period as results call it."""
        return str(self.term)

    def of_enrolment(self, column: str) -> str:
        """Spell an enrolment's sum for the period, from the columns of `enrolments`."""
        if self.term is Term.WHOLE:
            return column
        return "(" + " + ".join(self._part(column, number) for number in self._parts) + ")"

    def _part(self, column: str, number: int) -> str:
        name = f"{part_name(number)}_{column}"
        if self.term is not Term.SIX_HALF_TERMS:
            return name
        left_out = f"left_out = {EVERYTHING}" if number != len(PARTS) - 1 else f"left_out <> {NOTHING}"
        return f"CASE WHEN {left_out} THEN 0 ELSE {name} END"

    def stretches_counted(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the period's stretches, each with what may be left out of an enrolment it counts for."""
        for one in self.scope.counted:
            if self.term is Term.WHOLE or (one.year == self.scope.year and one.part in PARTS_OF[self.term]):
                yield from ((one.number, left_out) for left_out in self._leaving_out(one.part))

    def _leaving_out(self, part: Part) -> tuple[int, ...]:
        if self.term is not Term.SIX_HALF_TERMS:
            return NOTHING, LAST_HALF_TERM, EVERYTHING
        return (NOTHING,) if part is PARTS[-1] else (NOTHING, LAST_HALF_TERM)

    @property
    def _parts(self) -> list[int]:
        return [PARTS.index(part) for part in PARTS_OF[self.term]]


def long_periods(scope: Scope) -> Iterator[LongPeriod]:
    """Yield the whole period and the terms of the academic year of its last day."""
    for term in Term:
        yield LongPeriod(term, scope)


def half_term_name(number: int) -> str:
    """Name a half term by its number, from 1 for the first of the academic year."""
    return f"half term {number}"


def week_name(number: int) -> str:
    """Name a week by its Monday, from its number."""
    return f"week {(FIRST_MONDAY + timedelta(weeks=number)).isoformat()}"


def weekday_name(number: int, session: str | None = None) -> str:
    """Name a day of the week, 0 for Monday, or one session of it."""
    return f"weekday {number + 1}" + (f" {session}" if session else "")


def session_name(session: str) -> str:
    """Name the mornings or the afternoons."""
    return f"session {session}"

"""The periods figures are given for, as they are called in results, and where each gets its sums from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from onroll.analysis.counting.enrolments import PARTS, part_name
from onroll.analysis.counting.on_roll import EVERYTHING, NOTHING
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import FIRST_MONDAY
from onroll.analysis.periods import PARTS_OF, Term

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

    def where(self, of: str) -> str:
        """Spell which rows of `codes_by_group` are the period's; `of` is their alias."""
        if self.term is Term.WHOLE:
            return "1 = 1"
        ours = [
            one
            for one in self.scope.counted
            if one.year == self.scope.year and one.part in PARTS_OF[self.term]
        ]
        inside = f"{of}.stretch IN ({', '.join(str(one.number) for one in ours) or 'NULL'})"
        if self.term is not Term.SIX_HALF_TERMS:
            return inside
        last = ", ".join(str(one.number) for one in ours if one.part is PARTS[-1]) or "NULL"
        return (
            f"{inside} AND {of}.left_out <> {EVERYTHING} "
            f"AND NOT ({of}.left_out <> {NOTHING} AND coalesce({of}.stretch IN ({last}), FALSE))"
        )

    @property
    def _parts(self) -> list[int]:
        return [PARTS.index(part) for part in PARTS_OF[self.term]]


def long_periods(scope: Scope) -> Iterator[LongPeriod]:
    """Yield the whole period and the terms of the academic year of its last day."""
    for term in Term:
        yield LongPeriod(term, scope)


def week_name(number: int) -> str:
    """Name a week by its Monday, from its number."""
    return f"week {(FIRST_MONDAY + timedelta(weeks=number)).isoformat()}"


def weekday_name(number: int, session: str | None = None) -> str:
    """Name a day of the week, 0 for Monday, or one session of it."""
    return f"weekday {number + 1}" + (f" {session}" if session else "")


def session_name(session: str) -> str:
    """Name the mornings or the afternoons."""
    return f"session {session}"

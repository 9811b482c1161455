"""What somebody asks of figures: which year and period, by what, and how far small numbers are kept back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from onroll.analysis.groupings import ALL, Grouping, UnknownGroup
from onroll.analysis.periods import Term
from onroll.service.figures.document import Sent
from onroll.service.whole_numbers import whole_number

WHOLE = str(Term.WHOLE)
_LONG = {str(term) for term in Term}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `year` is the September an academic year starts in; None for the newest there is.

    `own` is what is asked of one sheet alone, as it was sent: its order, which rows, a number typed in.
    """

    year: int | None = None
    period: str = WHOLE
    by: Grouping = ALL
    shows_small: bool = False
    insists: bool = False
    own: Sent = ()

    @classmethod
    def read(cls, sent: Mapping[str, str], own: Sent = ()) -> Question:
        """Read a question as it stands in an address; what is no year, period or group falls back to the usual."""
        period = sent.get("period", "")
        return cls(
            whole_number(sent.get("year", "")) if len(sent.get("year", "")) == 4 else None,
            period if period in _LONG else WHOLE,
            _grouping(sent),
            sent.get("small") == "shown",
            sent.get("short") == "given",
            own,
        )

    def asked(self, name: str) -> str:
        """Return what was sent to the sheet under a name; nothing where nothing was."""
        return next((value for each, value in self.own if each == name), "")

    def every(self, name: str) -> list[str]:
        """Return everything that was sent to the sheet under a name."""
        return [value for each, value in self.own if each == name]

    def as_sent(self, **other: object) -> dict[str, str]:
        """Return the question as it stands in an address, with other answers in place of some of its own.

        What is asked of one sheet alone is left out: it means nothing to another.
        """
        one = replace(self, **other)  # type: ignore[arg-type]
        said = {
            "year": "" if one.year is None else str(one.year),
            "period": "" if one.period == WHOLE else one.period,
            "by": ",".join(one.by.columns),
            "small": "shown" if one.shows_small else "",
            "short": "given" if one.insists else "",
        }
        return {name: value for name, value in said.items() if value}


def _grouping(sent: Mapping[str, str]) -> Grouping:
    """Read `by`, and `and` for a second group crossed with it."""
    columns = [name for name in (sent.get("by", ""), sent.get("and", "")) if name]
    try:
        return Grouping.written(",".join(columns)) if columns else ALL
    except UnknownGroup:
        return ALL

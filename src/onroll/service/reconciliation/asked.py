"""What is asked of a comparison: how the file is laid out, what its signs mean and what of it is compared. Kept as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation.code_map import BadCodeMap, CodeMap
from onroll.analysis.reconciliation.their_rows import MarkColumns, TotalColumns
from onroll.service.reconciliation.refusals import ComparisonRefused

#: The figures of a file of totals, with the heading each has in our own files.
FIGURE_HEADINGS = {
    Family.POSSIBLE: "possible",
    Family.ATTENDED: "attended",
    Family.AUTHORISED: "authorised",
    Family.UNAUTHORISED: "unauthorised",
    Family.LATE: "late_sessions",
}
BY_PUPIL, BY_GROUP, BY_YEAR = "pupil", "registration group", "year group"
OWNERS = (BY_PUPIL, BY_GROUP, BY_YEAR)


@dataclass(frozen=True, slots=True)
class AskedOfMarks:
    """How a file of marks is compared. `only_theirs` leaves out pupils of ours that the file does not name."""

    columns: MarkColumns = field(default_factory=MarkColumns)
    meanings: Mapping[str, str] = field(default_factory=dict)
    only_theirs: bool = False

    @property
    def code_map(self) -> CodeMap:
        """Return the map of signs. Raises ComparisonRefused."""
        try:
            return CodeMap.of(self.meanings)
        except BadCodeMap as fault:
            raise ComparisonRefused(str(fault)) from fault

    def as_data(self) -> dict[str, Any]:
        """Return it as it is kept."""
        columns = {name: getattr(self.columns, name) for name in MarkColumns.__slots__}
        return {"columns": columns, "meanings": dict(self.meanings), "only_theirs": self.only_theirs}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> AskedOfMarks:
        """Read it as it is kept."""
        return cls(MarkColumns(**data["columns"]), data["meanings"], data["only_theirs"])


@dataclass(frozen=True, slots=True)
class AskedOfTotals:
    """How a file of totals is compared: by pupil or by group, over which days."""

    columns: TotalColumns
    by: str
    first_day: dt.date
    last_day: dt.date

    def as_data(self) -> dict[str, Any]:
        """Return it as it is kept; the days stand beside it."""
        figures = {str(figure): heading for figure, heading in self.columns.figures.items()}
        return {"name": self.columns.name, "figures": figures, "by": self.by}

    @classmethod
    def of(cls, data: Mapping[str, Any], first_day: dt.date, last_day: dt.date) -> AskedOfTotals:
        """Read it as it is kept."""
        figures = {Family(figure): heading for figure, heading in data["figures"].items()}
        return cls(TotalColumns(data["name"], figures), data["by"], first_day, last_day)


def meanings_in(text: str) -> dict[str, str]:
    """Read lines such as `H = C` or `leave = authorised`. Raises ComparisonRefused for a line that is none."""
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            sign, between, meaning = (part.strip() for part in line.rpartition("="))
            if not (between and sign and meaning):
                raise ComparisonRefused(
                    f"Line {number} of what signs mean, “{line.strip()}”, says nothing of a sign. "
                    "Write the sign, = and a code or a class, such as H = C or leave = authorised."
                )
            found[sign] = meaning
    return found

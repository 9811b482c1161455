"""A pupil's figures from the codes of their sessions.

Possible sessions are those present, at an approved educational activity, and absent,
authorised or not. Everything else leaves both sides of the fraction. Comparisons are of
whole numbers, so that no rounding moves a pupil over a line.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onroll.law.attendance_codes import class_for_counting
from onroll.law.attendance_entries import SessionEntry
from onroll.law.code_meaning import StatisticalClass
from onroll.law.dated import Dated, From
from onroll.law.instruments import ABSENCE_STATISTICS, SCHOOLS_WHITE_PAPER_2026, WORKING_TOGETHER_2022
from onroll.law.rules import rule
from onroll.law.school_time import Session

_REVIEWED_ON = date(2026, 11, 28)
_METHOD = ABSENCE_STATISTICS.at("how absence is measured")

PERSISTENT_ABSENCE = Dated(
    "Per cent of possible sessions missed at which a pupil is persistently absent",
    steps=[
        From(
            date(2005, 9, 1),
            20,
            ABSENCE_STATISTICS.at("persistent absence", note="Of the school years 2005/06 to 2009/10."),
        ),
        From(
            date(2010, 9, 1),
            15,
            ABSENCE_STATISTICS.at(
                "persistent absence",
                note="Then measured against a typical number of possible sessions.",
            ),
        ),
        From(
            date(2015, 9, 1),
            10,
            ABSENCE_STATISTICS.at("persistent absence"),
        ),
    ],
    reviewed_on=_REVIEWED_ON,
)
SEVERE_ABSENCE = Dated(
    "Per cent of possible sessions missed at which a pupil is severely absent",
    steps=[
        From(
            date(2022, 9, 1),
            50,
            WORKING_TOGETHER_2022.unconfirmed("severe absence", "The first day of the definition."),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
AGES_PUBLISHED = Dated(
    "Youngest and oldest age, at the start of the school year, of the pupils in published figures",
    steps=[
        From(
            date(2006, 9, 1),
            (5, 15),
            ABSENCE_STATISTICS.at(
                "coverage",
                note="The ages at the start of the school year were read of the tables of 2010/11.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)
NATIONAL_GOAL = Dated(
    "Per cent of attendance that the government aims at for England, by the school year 2028/29",
    steps=[
        From(
            date(2026, 2, 1),
            94,
            SCHOOLS_WHITE_PAPER_2026.unconfirmed(
                "attendance",
                "Read in two secondary sources; a school's own baseline is for support, not judgement.",
            ),
        )
    ],
    reviewed_on=_REVIEWED_ON,
)


@dataclass(frozen=True, slots=True)
class PupilMeasures:
    """One pupil's counts of sessions, and the figures that follow from them.

    `missing` counts sessions without an entry. They are never absence.
    """

    attended: int
    authorised: int
    unauthorised: int
    not_possible: int = 0
    missing: int = 0

    @property
    def absent(self) -> int:
        """Sessions of absence, authorised or not."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Sessions the pupil could have attended."""
        return self.attended + self.absent

    @property
    def attendance_percent(self) -> float | None:
        """Sessions attended of those possible, to one decimal, or None where none was."""
        return percent(self.attended, self.possible)

    @property
    def absence_percent(self) -> float | None:
        """Sessions of absence of those possible, to one decimal, or None."""
        return percent(self.absent, self.possible)

    @property
    def persistent(self) -> bool:
        """Whether a tenth or more of the possible sessions was missed."""
        return self.misses(PERSISTENT_ABSENCE.newest.value)

    @property
    def severe(self) -> bool:
        """Whether half or more of the possible sessions was missed."""
        return self.misses(SEVERE_ABSENCE.newest.value)

    def misses(self, per_cent: int) -> bool:
        """Answer whether so many per cent of the possible sessions, or more, was missed."""
        return self.possible > 0 and self.absent * 100 >= self.possible * per_cent


class SessionCount(NamedTuple):
    """How one session counts in a pupil's figures, and why."""

    entry: SessionEntry
    statistical_class: StatisticalClass | None
    counted: bool
    why: str


@rule(
    "absence_measures.pupil",
    title="A pupil's attendance and absence",
    says=(
        "Possible sessions are those of presence, approved activity, authorised and unauthorised absence; a "
        "session that was not possible, not collected or has no entry is none of them. Each percentage is of "
        "the pupil's own possible sessions. A tenth missed is persistent absence and half is severe, the "
        "exact tenth and half included."
    ),
    first_day=PERSISTENT_ABSENCE.first_day,
    cites=(
        _METHOD,
        PERSISTENT_ABSENCE.newest.citation,
        SEVERE_ABSENCE.newest.citation,
    ),
)
def measures(entries: Iterable[tuple[date, Session, str]], *, as_at: date | None = None) -> PupilMeasures:
    """Work out a pupil's figures from entries, up to a day where one is given.

    An empty code is a session without an entry. Raises `UnknownCode` for a code that
    never was one.
    """
    counts: Counter[StatisticalClass | None] = Counter(
        class_for_counting(code, on) if code else None
        for on, _, code in entries
        if as_at is None or on <= as_at
    )
    return PupilMeasures(
        attended=counts[StatisticalClass.PRESENT] + counts[StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY],
        authorised=counts[StatisticalClass.AUTHORISED_ABSENCE],
        unauthorised=counts[StatisticalClass.UNAUTHORISED_ABSENCE],
        not_possible=counts[StatisticalClass.NOT_POSSIBLE] + counts[StatisticalClass.NOT_COLLECTED],
        missing=counts[None],
    )


def counted_as(on: date, session: Session, code: str, *, left_out: bool = False) -> SessionCount:
    """Say how one session counts, so that a figure opens to its entries.

    `left_out` is True where the attendance register does not cover the pupil that day, because the pupil boards.
    """
    entry = SessionEntry(on, session, code)
    if left_out:
        found = class_for_counting(code, on) if code else None
        return SessionCount(
            entry, found, False, "Not counted: the pupil boards, and the register leaves boarders out."
        )
    if not code:
        return SessionCount(entry, None, False, "Not counted: no entry was made for this session.")
    found = class_for_counting(code, on)
    if found.is_possible:
        return SessionCount(entry, found, True, f"Counted: {found.in_words}.")
    return SessionCount(entry, found, False, f"Not counted: {found.in_words}.")


def percent(part: int, whole: int) -> float | None:
    """Work out a percentage to one decimal, halves up, or None of nothing."""
    if not whole:
        return None
    return (part * 2000 + whole) // (whole * 2) / 10

"""Why the attendance register refuses: each may be shown to whoever asked, as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onroll.law.citation import Citation
from onroll.law.faults import Fault
from onroll.law.plain_words import time_in_words
from onroll.service.attendance_register.facts import Standing


class AttendanceRefusal(Exception):
    """Something the attendance register will not do; the message says why and what to do."""


class NoSuchSession(AttendanceRefusal):
    """The school's calendar holds no such session."""

    def __init__(self, date: dt.date, session: str) -> None:
        super().__init__(
            f"The school does not meet on {date:%-d %B %Y} ({session}), so there is no register. "
            "Choose another session, or mend the calendar."
        )


class NoSuchGroup(AttendanceRefusal):
    """The school has no such registration group."""

    def __init__(self) -> None:
        super().__init__("The school has no such group, so there is no register. Choose one from the board.")


class RegisterNotOpen(AttendanceRefusal):
    """The register's session has not begun."""

    def __init__(self, date: dt.date, opens_at: dt.time) -> None:
        super().__init__(
            f"This register opens at {time_in_words(opens_at)} on {date:%-d %B %Y}. What will happen cannot be entered before "
            "it does. Make a plan for an absence you know of."
        )


class RegisterStillOpen(AttendanceRefusal):
    """A register is not sealed before it has closed."""

    def __init__(self, closes_at: dt.datetime) -> None:
        super().__init__(
            f"This register is open until {time_in_words(closes_at)} on {closes_at:%-d %B %Y}. Arrivals up to then are late and "
            "not absent, so it is not closed before."
        )


class RegisterHasGaps(AttendanceRefusal):
    """The register may be saved, and not finished, while a pupil has no code."""

    def __init__(self, pupil_ids: list[int]) -> None:
        self.pupil_ids = pupil_ids
        count = len(pupil_ids)
        super().__init__(
            f"{count} {'pupil has' if count == 1 else 'pupils have'} no code yet. Nobody is taken to be present. "
            "Give each a code, or save the register part done."
        )


class ReasonNeeded(AttendanceRefusal):
    """A change after closing is an amendment, and keeps its reason (regulation 6)."""

    def __init__(self) -> None:
        super().__init__(
            "This register has closed, so a change is an amendment. Say why the entry is changing."
        )


class AmendmentNotYours(AttendanceRefusal):
    """Someone who takes registers may amend their own group's until the day ends."""

    def __init__(self) -> None:
        super().__init__("This register is from another day. Ask the attendance officer to amend it.")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A mark that was sent for an entry its sender had not seen."""

    pupil_id: int
    sent: str
    standing: Standing


class ConflictingEntries(AttendanceRefusal):
    """Somebody else entered something different meanwhile; nothing was written over it."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        self.conflicts = conflicts
        count = len(conflicts)
        super().__init__(
            f"Somebody else has entered {'a different code' if count == 1 else f'{count} different codes'} since you "
            "opened this register. Nothing of theirs was changed. Look at each, choose, and save again."
        )


class AmendmentRefused(AttendanceRefusal):
    """An amendment lacks something it must keep, or changes nothing (regulation 6)."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.message for fault in faults))


class ArrivalNotExpected(AttendanceRefusal):
    """The pupil is marked in already, or the register has not opened."""


class PlanRefused(AttendanceRefusal):
    """A plan may not be made, or cancelled, as asked."""


class PlansOverlap(PlanRefused):
    """Another plan for the pupil says another code for a session of this one."""


class ClosureRefused(AttendanceRefusal):
    """The school, or a part of it, may not be closed as asked; `field` is what to mend."""

    def __init__(self, message: str, *, field: str = "reason", citation: Citation | None = None) -> None:
        super().__init__(message)
        self.field, self.citation = field, citation


class DisposalRefused(AttendanceRefusal):
    """Entries must still be kept."""


class BulkEditRefused(AttendanceRefusal):
    """A bulk edit may not be made, or undone, as asked."""

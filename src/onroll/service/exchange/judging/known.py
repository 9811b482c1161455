"""What is already on record, and what the files themselves say, as far as judging rows needs it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from onroll.service.admission_register.boarding import is_left_out


class Spell(NamedTuple):
    """One spell on the roll, both days included; the last is None while it lasts."""

    first_day: dt.date
    last_day: dt.date | None


@dataclass(slots=True)
class KnownPupil:
    """A pupil by the school's own id: their UPN, spells on the roll and spells of boarding."""

    upn: str = ""
    spells: list[Spell] = field(default_factory=list)
    boarding: list[Spell] = field(default_factory=list)
    #: Of a boarder: the sessions that have an entry all the same, from when the pupil was taken for a day pupil.
    entered: frozenset[tuple[dt.date, str]] = frozenset()

    def is_on_roll(self, day: dt.date) -> bool:
        """Say whether the pupil was on the roll on a day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.spells)

    def is_left_out(self, day: dt.date, session: str) -> bool:
        """Say whether the pupil boarded on a day, so that the attendance register has no place for a mark."""
        return is_left_out(self.boarding, day) and (day, session) not in self.entered


@dataclass(slots=True)
class Known:
    """The roll, calendar, groups and parents that rows may speak of: the record's, and then the files' own."""

    laestab: str
    now: dt.datetime
    pupils: dict[str, KnownPupil] = field(default_factory=dict)
    #: (day, session) to its kind, and the time its register opens.
    calendar: dict[tuple[dt.date, str], str] = field(default_factory=dict)
    opens: dict[tuple[dt.date, str], dt.time | None] = field(default_factory=dict)
    parents: set[str] = field(default_factory=set)
    #: UPNs already held by a pupil of this school under another pupil_ref.
    refs_by_upn: dict[str, str] = field(default_factory=dict)
    #: The dates of birth of pupils with UPNs that the files name, wherever they are on roll.
    born_by_upn: dict[str, dt.date] = field(default_factory=dict)
    #: What rows set aside of pupils.csv, parents.csv and calendar.csv were about: ids, UPNs, and day with session.
    aside: set[str] = field(default_factory=set)
    #: Markers that pupils.csv says are not true of a pupil, and markers.csv says are.
    denied: set[tuple[str, str]] = field(default_factory=set)
    #: The group and year that pupils.csv gives for each spell.
    placed: dict[str, dict[Spell, dict[str, str]]] = field(default_factory=dict)

    def was_set_aside(self, about: str, file: str) -> tuple[str, str] | None:
        """Return what to say of a row that leans on one set aside; None where none was."""
        if about not in self.aside:
            return None
        return (
            f"The row it leans on in {file} was set aside.",
            f"Correct that row of {file}; this one is then read.",
        )

    def has_begun(self, day: dt.date, session: str) -> bool:
        """Say whether a session's register has opened by now."""
        if day != self.now.date():
            return day < self.now.date()
        opens = self.opens.get((day, session))
        return opens is None or self.now.time() >= opens

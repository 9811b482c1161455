"""What a calendar says of a session, as values: compared, kept and put back. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from onroll.law.school_time import Session
from onroll.law.session_times import TimesOfSession
from onroll.service.organisations.models import SchoolSession, SessionTimes
from onroll.service.organisations.refusals import NoSessionTimes

#: A day and AM or PM.
SessionKey = tuple[dt.date, str]


class SessionRow(NamedTuple):
    """What the calendar says of one session; the times are None where the school does not meet."""

    kind: str
    starts_at: dt.time | None = None
    register_opens_at: dt.time | None = None
    register_closes_at: dt.time | None = None
    ends_at: dt.time | None = None
    reason: str = ""

    @classmethod
    def of(cls, session: SchoolSession) -> SessionRow:
        """Return the row of a stored session."""
        return cls(
            session.kind,
            session.starts_at,
            session.register_opens_at,
            session.register_closes_at,
            session.ends_at,
            session.reason,
        )

    @property
    def meets(self) -> bool:
        """Whether the school meets."""
        return self.kind == SchoolSession.Kind.SCHOOL

    def as_json(self) -> list[str | None]:
        """Return the row as it is kept in a calendar change."""
        times = (at.isoformat() if at else None for at in self[1:5])
        return [self.kind, *times, self.reason]

    @classmethod
    def from_json(cls, kept: list[Any] | None) -> SessionRow | None:
        """Return a row kept in a calendar change; None where there was none."""
        if kept is None:
            return None
        kind, *times, reason = kept
        starts, opens, closes, ends = (dt.time.fromisoformat(at) if at else None for at in times)
        return cls(kind, starts, opens, closes, ends, reason)


@dataclass(frozen=True, slots=True)
class SessionSet:
    """What somebody wants a session to be. Times left out are the school's usual ones."""

    kind: str = SchoolSession.Kind.SCHOOL
    reason: str = ""
    starts_at: dt.time | None = None
    register_opens_at: dt.time | None = None
    register_closes_at: dt.time | None = None
    ends_at: dt.time | None = None


class TimesInForce:
    """A school's session times through time: each set runs until the next starts."""

    def __init__(self, rows: Iterable[SessionTimes]) -> None:
        self._rows: dict[str, list[SessionTimes]] = {}
        for row in sorted(rows, key=lambda one: one.first_day):
            self._rows.setdefault(row.session, []).append(row)
        self._days = {session: [row.first_day for row in rows] for session, rows in self._rows.items()}

    def find(self, day: dt.date, session: str) -> SessionTimes | None:
        """Return the times in force on a day, None where none are."""
        place = bisect_right(self._days.get(session, []), day)
        return self._rows[session][place - 1] if place else None

    def row(self, day: dt.date, session: str, wanted: SessionSet) -> SessionRow:
        """Return the row for a session as wanted, with the usual times where none are given.

        Raises NoSessionTimes where the school would meet without a time for its register.
        """
        if wanted.kind != SchoolSession.Kind.SCHOOL:
            return SessionRow(wanted.kind, reason=wanted.reason)
        usual = self.find(day, session)
        opens = wanted.register_opens_at or (usual.register_opens_at if usual else None)
        closes = wanted.register_closes_at or (usual.register_closes_at if usual else None)
        if opens is None or closes is None:
            raise NoSessionTimes(day)
        return SessionRow(
            wanted.kind,
            wanted.starts_at or wanted.register_opens_at or (usual.starts_at if usual else None),
            opens,
            closes,
            wanted.ends_at or (usual.ends_at if usual else None),
            wanted.reason,
        )


def times_of(session: str, row: SessionRow) -> TimesOfSession | None:
    """Return a row's times for the law to judge; ends and starts not known are taken as the register's own."""
    if row.register_opens_at is None or row.register_closes_at is None:
        return None
    return TimesOfSession(
        Session(session),
        row.starts_at or row.register_opens_at,
        row.register_opens_at,
        row.register_closes_at,
        row.ends_at or dt.time(23, 59),
    )


def keyed(rows: Iterable[SchoolSession]) -> dict[SessionKey, SessionRow]:
    """Return stored sessions by day and half."""
    return {(row.date, row.session): SessionRow.of(row) for row in rows}


def differences(
    standing: Mapping[SessionKey, SessionRow], wanted: Mapping[SessionKey, SessionRow | None]
) -> dict[SessionKey, SessionRow | None]:
    """Return what of the wanted differs from what stands; None is a session to be taken out."""
    return {key: row for key, row in wanted.items() if standing.get(key) != row}

"""The facts of a school's morning that duties are read from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from onroll.law.citation import Citation
from onroll.law.school_time import SchoolCalendar
from onroll.service.absence_follow_up.models import Step
from onroll.service.absence_notices.queries.board import NoticeRow
from onroll.service.absence_notices.queries.not_reached import NotReached
from onroll.service.absence_notices.queries.to_chase import ToChase
from onroll.service.attendance_register.checks import CheckFinding
from onroll.service.attendance_register.queries.board import BoardRow
from onroll.service.correspondence.queries.lost import LostMessage
from onroll.service.exclusions.queries.exclusions import ExclusionDue
from onroll.service.guests.queries.stays import GuestDay
from onroll.service.lateness.queries.due import ConcernDue, LetterDue, PatternDue
from onroll.service.leave_of_absence.queries.requests import Due
from onroll.service.medical_absence.queries.illness import IllnessDue
from onroll.service.off_site_provision.queries.due import ProviderDue
from onroll.service.parents.queries.waiting import FromParents
from onroll.service.part_time_timetables.queries.due import TimetableDue
from onroll.service.remote_education.queries.notes import NoteLine


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session of today whose register has opened: when it closes, and every register of it."""

    date: dt.date
    session: str
    opens_at: dt.datetime
    closes_at: dt.datetime
    registers: tuple[BoardRow, ...]
    reminded: Mapping[int, dt.datetime]
    plans_to_enter: int = 0


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A standing entry of code N."""

    pupil_id: int
    name: str
    date: dt.date
    session: str


@dataclass(frozen=True, slots=True)
class Blanks:
    """How many pupils of a group have no entry for an earlier session."""

    group_id: int
    group: str
    date: dt.date
    session: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckFound:
    """A check of the registers that found something: and where."""

    name: str
    title: str
    findings: tuple[CheckFinding, ...]

    @property
    def citation(self) -> Citation:
        """The provision that what was found falls short of."""
        return self.findings[0].citation


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """What following absences up has left to do: whom to tell and to ask, and what waits for somebody."""

    to_tell: tuple[NoticeRow, ...] = ()
    to_chase: tuple[ToChase, ...] = ()
    not_reached: tuple[NotReached, ...] = ()
    escalated: tuple[Step, ...] = ()
    visits: tuple[Step, ...] = ()
    lost: tuple[LostMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingPupil:
    """A pupil in school and absent from a lesson, whom nobody has found: since when, from what, and what comes next."""

    pupil_id: int
    name: str
    lesson: str
    since: dt.datetime
    next_step: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """How many days back from today each kind of fact is looked for."""

    unexplained: int = 28
    blanks: int = 14
    checks: int = 7
    leave: int = 70
    parents: int = 70
    #: Further than any window a school may set, a summer within it.
    lateness: int = 400
    #: Steps, receipts and messages that wait for somebody.
    waiting: int = 28
    #: How long what nobody can mend is worth a look, however far back the checks are made.
    worth_a_look: int = 7


@dataclass(frozen=True, slots=True)
class Morning:
    """What is known of a school at a moment."""

    now: dt.datetime
    sessions: tuple[SessionFacts, ...]
    calendar: SchoolCalendar
    unexplained: tuple[Unexplained, ...] = ()
    blanks: tuple[Blanks, ...] = ()
    checks: tuple[CheckFound, ...] = ()
    leave_to_decide: tuple[Due, ...] = ()
    leave_not_back: tuple[Due, ...] = ()
    providers: tuple[ProviderDue, ...] = ()
    guests: tuple[GuestDay, ...] = ()
    remote: tuple[NoteLine, ...] = ()
    exclusions: tuple[ExclusionDue, ...] = ()
    from_parents: FromParents = field(default_factory=FromParents)
    missing: tuple[MissingPupil, ...] = ()
    late_letters: tuple[LetterDue, ...] = ()
    late_patterns: tuple[PatternDue, ...] = ()
    late_concerns: tuple[ConcernDue, ...] = ()
    followed_up: FollowedUp = FollowedUp()
    timetables: tuple[TimetableDue, ...] = ()
    illness: tuple[IllnessDue, ...] = ()
    look_back: LookBack = LookBack()

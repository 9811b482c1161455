"""One register as whoever takes it sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.law.code_uses import is_for_the_office
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import Plan, Submission
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.attendance_register.queries.closure_entries import pupils_left_by_withdrawn
from onroll.service.attendance_register.queries.register_statements import (
    Entered,
    StandingEntry,
    boarders_left_out,
    entries_up_to,
    pupils_of_group,
    sessions_up_to,
    submissions_of_register,
)
from onroll.service.attendance_register.queries.session_times import closes_at, opens_at
from onroll.service.attendance_register.status import RegisterFacts, RegisterState, has_closed, register_state
from onroll.service.people.models import Pupil

#: How many earlier sessions each pupil's strip shows.
STRIP = 10
_ABSENT = {StatisticalClass.AUTHORISED_ABSENCE, StatisticalClass.UNAUTHORISED_ABSENCE}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One pupil's line: the plan for the session, the last ten sessions' codes (blank where none), the entry."""

    pupil_id: int
    name: str
    surname: str
    initials: str
    plan: Plan | None
    strip: tuple[str, ...]
    absent_sessions: int
    entry: StandingEntry | None
    #: Whether what is planned is the office's to enter.
    is_for_the_office: bool = False
    #: Whether a closure left the entry that was withdrawn since: nobody took it, so the row is as one without.
    is_left: bool = False

    @property
    def taken(self) -> StandingEntry | None:
        """The entry, where it says what happened to the pupil."""
        return None if self.is_left else self.entry

    @property
    def waits_for_the_office(self) -> bool:
        """Whether the pupil is blank, and the plan says a code that only the office may enter."""
        return self.taken is None and self.plan is not None and self.is_for_the_office

    @property
    def absent_days(self) -> int:
        """Whole school days of absence that run up to this session, as far as the strip reaches."""
        return self.absent_sessions // 2


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One group's register for a session, and where it stands."""

    school_id: int
    group_id: int
    date: dt.date
    session: str
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    state: RegisterState
    has_closed: bool
    finished: bool
    strip_sessions: tuple[tuple[dt.date, str], ...]
    rows: tuple[RegisterRow, ...]
    submissions: tuple[Submission, ...] = field(default=())
    #: Pupils of the group whom the register leaves out, because they board.
    boarders: int = 0
    #: Pupils whose entry a closure left that was withdrawn since: nobody took it.
    left: int = 0

    @property
    def entered(self) -> int:
        """How many pupils have a code."""
        return sum(row.taken is not None for row in self.rows)

    @property
    def waiting(self) -> tuple[RegisterRow, ...]:
        """The pupils left blank for the office to enter."""
        return tuple(row for row in self.rows if row.waits_for_the_office)

    @property
    def last_taken(self) -> Submission | None:
        """The last sending of this register."""
        return self.submissions[-1] if self.submissions else None


def register_page(
    scope: Scope,
    *,
    school_id: int,
    group_id: int,
    date: dt.date,
    session: str,
    has_boarders: bool = False,
    now: dt.datetime,
) -> RegisterPage:
    """Return a register as stored, in five statements whatever the size of the class.

    Where the school `has_boarders`, one more counts those it leaves out. Raises OutOfScope.
    """
    scope.require(Permission.REGISTER_VIEW, school_id=school_id, group_id=group_id)
    sessions = sessions_up_to(school_id, date, session, count=STRIP + 1)
    held = next((row for row in sessions if (row.date, row.session) == (date, session)), None)
    strip = tuple((row.date, row.session) for row in reversed(sessions) if row is not held)[-STRIP:]
    pupils = pupils_of_group(school_id, group_id, date)
    ids = [pupil.pk for pupil in pupils]
    entered = entries_up_to(school_id, ids, strip[0][0] if strip else date, date, session)
    plans = plans_of_session(school_id, date, session, pupil_ids=ids)
    sent = submissions_of_register(school_id, group_id, date, session)
    places = [(day.isoformat(), half) for day, half in strip]
    rows = tuple(_row(pupil, entered, plans.get(pupil.pk), strip, places, date) for pupil in pupils)
    left = _left_by_withdrawn(school_id, date, session, rows)
    if left:
        rows = tuple(replace(row, is_left=row.pupil_id in left) for row in rows)
    facts = RegisterFacts(
        opens_at=opens_at(held),
        closes_at=closes_at(held),
        expected=len(rows),
        entered=sum(row.taken is not None for row in rows),
        first_sent_at=next((one.made_at for one in sent if one.kind == Submission.Kind.TAKING), None),
        waiting=sum(row.waits_for_the_office for row in rows),
    )
    return RegisterPage(
        school_id=school_id,
        group_id=group_id,
        date=date,
        session=session,
        opens_at=facts.opens_at,
        closes_at=facts.closes_at,
        state=register_state(facts, now=now),
        has_closed=has_closed(facts.closes_at, now=now),
        finished=any(one.finished for one in sent),
        strip_sessions=strip,
        rows=rows,
        submissions=sent,
        boarders=boarders_left_out(school_id, group_id, date) if has_boarders else 0,
        left=len(left),
    )


def _left_by_withdrawn(
    school_id: int, date: dt.date, session: str, rows: Sequence[RegisterRow]
) -> frozenset[int]:
    """Return the pupils whose entry was left by a closure that was withdrawn."""
    codes = {row.pupil_id: row.entry.code for row in rows if row.entry}
    return pupils_left_by_withdrawn(school_id, date, session, codes)


def _row(
    pupil: Pupil,
    entered: Entered,
    plan: Plan | None,
    strip: tuple[tuple[dt.date, str], ...],
    places: Sequence[tuple[str, str]],
    date: dt.date,
) -> RegisterRow:
    codes = entered.before.get(pupil.pk, {})
    before = tuple(codes.get(place, "") for place in places)
    return RegisterRow(
        pupil_id=pupil.pk,
        name=str(pupil),
        surname=pupil.surname,
        initials=pupil.initials,
        plan=plan,
        strip=before,
        absent_sessions=_absent_run(before, strip),
        entry=entered.here.get(pupil.pk),
        is_for_the_office=plan is not None and is_for_the_office(plan.code, date),
    )


def _absent_run(codes: tuple[str, ...], strip: tuple[tuple[dt.date, str], ...]) -> int:
    """Count the sessions of absence that run up to now."""
    run = 0
    for code, (day, _) in zip(reversed(codes), reversed(strip), strict=True):
        if not code or class_for_counting(code, day) not in _ABSENT:
            break
        run += 1
    return run

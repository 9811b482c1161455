"""One register as whoever takes it sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry, Plan, Submission
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.attendance_register.queries.session_times import closes_at, opens_at
from onroll.service.attendance_register.status import RegisterFacts, RegisterState, has_closed, register_state
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil

#: How many earlier sessions each pupil's strip shows.
STRIP = 10
_ABSENT = {StatisticalClass.AUTHORISED_ABSENCE, StatisticalClass.UNAUTHORISED_ABSENCE}


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """The entry that stands now, and what a change to it would replace."""

    entry_id: int
    code: str
    minutes_late: int | None
    note: str


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

    @property
    def entered(self) -> int:
        """How many pupils have a code."""
        return sum(row.entry is not None for row in self.rows)

    @property
    def last_taken(self) -> Submission | None:
        """The last sending of this register."""
        return self.submissions[-1] if self.submissions else None


def register_page(
    scope: Scope, *, school_id: int, group_id: int, date: dt.date, session: str, now: dt.datetime
) -> RegisterPage:
    """Return a register as stored, in five statements whatever the size of the class.

    Raises OutOfScope.
    """
    scope.require(Permission.REGISTER_VIEW, school_id=school_id, group_id=group_id)
    sessions = _sessions_up_to(school_id, date, session)
    held = next((row for row in sessions if (row.date, row.session) == (date, session)), None)
    strip = tuple((row.date, row.session) for row in reversed(sessions) if row is not held)[-STRIP:]
    pupils = list(pupils_of_group(school_id, group_id, date))
    ids = [pupil.pk for pupil in pupils]
    entries = _entries(school_id, ids, strip[0][0] if strip else date, date)
    plans = plans_of_session(school_id, date, session, pupil_ids=ids)
    sent = tuple(
        Submission.objects.filter(
            school_id=school_id, date=date, session=session, group_id=group_id
        ).order_by("number")
    )
    rows = tuple(_row(pupil, entries, plans, strip, (date, session)) for pupil in pupils)
    facts = RegisterFacts(
        opens_at=opens_at(held),
        closes_at=closes_at(held),
        expected=len(rows),
        entered=sum(row.entry is not None for row in rows),
        first_sent_at=next((one.made_at for one in sent if one.kind == Submission.Kind.TAKING), None),
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
    )


def pupils_of_group(school_id: int, group_id: int, date: dt.date):  # type: ignore[no-untyped-def] # a queryset of Pupil
    """Return the pupils on roll and in a group on a day, in the order of the register."""
    return (
        Pupil.objects.filter(
            Q(group_memberships__last_day__isnull=True) | Q(group_memberships__last_day__gte=date),
            group_memberships__group_id=group_id,
            group_memberships__first_day__lte=date,
        )
        .filter(
            Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=date),
            enrolments__school_id=school_id,
            enrolments__starting_day__lte=date,
        )
        .distinct()
        .order_by("legal_surname", "legal_forenames", "pk")
    )


def _sessions_up_to(school_id: int, date: dt.date, session: str) -> Sequence[SchoolSession]:
    """Return the session asked for, where it is held, and those before it, latest first."""
    before = Q(date__lt=date) | Q(date=date, session__lte=session)
    rows = SchoolSession.objects.filter(before, school_id=school_id, kind=SchoolSession.Kind.SCHOOL)
    return list(rows.order_by("-date", "-session")[: STRIP + 1])


def _entries(
    school_id: int, pupil_ids: Sequence[int], first_day: dt.date, last_day: dt.date
) -> dict[tuple[int, dt.date, str], StandingEntry]:
    rows = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id__in=pupil_ids, date__range=(first_day, last_day)
    ).values_list("pupil_id", "date", "session", "entry_id", "code", "minutes_late", "entry__note")
    return {
        (pupil_id, day, session): StandingEntry(entry_id, code, late, note)
        for pupil_id, day, session, entry_id, code, late, note in rows
    }


def _row(
    pupil: Pupil,
    entries: dict[tuple[int, dt.date, str], StandingEntry],
    plans: dict[int, Plan],
    strip: tuple[tuple[dt.date, str], ...],
    here: tuple[dt.date, str],
) -> RegisterRow:
    before = [(day, entries.get((pupil.pk, day, session))) for day, session in strip]
    return RegisterRow(
        pupil_id=pupil.pk,
        name=str(pupil),
        surname=pupil.surname,
        initials=pupil.initials,
        plan=plans.get(pupil.pk),
        strip=tuple(entry.code if entry else "" for _, entry in before),
        absent_sessions=_absent_run(before),
        entry=entries.get((pupil.pk, *here)),
    )


def _absent_run(before: list[tuple[dt.date, StandingEntry | None]]) -> int:
    """Count the sessions of absence that run up to now."""
    run = 0
    for day, entry in reversed(before):
        if entry is None or class_for_counting(entry.code, day) not in _ABSENT:
            break
        run += 1
    return run

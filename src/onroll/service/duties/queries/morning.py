"""Gather the facts of a school's morning, narrowed to what the roles reach."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db.models import QuerySet

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.school_time import SchoolCalendar
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.checks import CHECKS, CheckFacts
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.board import board
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.attendance_register.queries.planned_and_blank import planned_and_blank
from onroll.service.attendance_register.queries.school_days import calendar_from, sessions_and_closures
from onroll.service.attendance_register.queries.session_times import closes_at, opens_at
from onroll.service.duties.facts import (
    CheckFound,
    LookBack,
    MissingPupil,
    Morning,
    SessionFacts,
    Unexplained,
)
from onroll.service.duties.queries.blanks import blanks_between
from onroll.service.duties.queries.followed_up import followed_up_of
from onroll.service.duties.queries.reminders import reminders_of_session
from onroll.service.exclusions.queries.exclusions import ExclusionDue, exclusions_due
from onroll.service.guests.queries.stays import GuestDay, guests_today
from onroll.service.lateness.queries.due import (
    ConcernDue,
    LetterDue,
    PatternDue,
    concerns_to_answer,
    lateness_due,
)
from onroll.service.leave_of_absence.queries.requests import Due, leave_due
from onroll.service.lessons.queries.missing import missing_on
from onroll.service.medical_absence.queries.illness import IllnessDue, medical_due
from onroll.service.off_site_provision.queries.due import ProviderDue, provision_due
from onroll.service.organisations.models import SchoolSession
from onroll.service.parents.queries.waiting import FromParents, sent_and_waiting
from onroll.service.part_time_timetables.queries.due import TimetableDue, timetables_due
from onroll.service.remote_education.queries.notes import remote_due
from onroll.service.worded_once import worded_once

#: The checks whose findings stand on Today; the other checks' have duties of their own.
CHECKED_HERE = frozenset(
    {
        "code_not_permitted",
        "note_missing",
        "code_contradicts_plan",
        "entry_not_on_roll",
        "entry_outside_calendar",
        "register_taken_late",
    }
)
#: How many days of calendar are read ahead: enough for the longest holiday.
LOOK_AHEAD = 60
#: Over how many school days absences without a reason, and what waits for somebody, are looked for; blank entries; the checks. Ours.
SCHOOL_DAYS_BACK, SCHOOL_DAYS_OF_BLANKS, SCHOOL_DAYS_OF_CHECKS = 20, 10, 5
#: How far back those may reach: over a summer. Ours.
LONGEST_BACK = 70
#: As far back as a person is told of at a glance; what is older and still stands is in the record of duties.
NOT_FAR = LookBack()


def morning_of(scope: Scope, *, school_id: int, now: dt.datetime, look_back: LookBack = NOT_FAR) -> Morning:
    """Return the facts of a school at a moment. Raises OutOfScope.

    Someone whose roles reach single groups is told of those alone; only those who may read every register are told
    of pupils by name.
    """
    held = sessions_and_closures(
        school_id,
        now.date() - dt.timedelta(days=max(look_back.unexplained, look_back.blanks, LONGEST_BACK)),
        now.date() + dt.timedelta(days=LOOK_AHEAD),
    )
    calendar = calendar_from(held)
    look_back = _over_holidays(look_back, calendar, now.date())
    todays = [one for one in held if one.date == now.date() and (opens := opens_at(one)) and opens <= now]
    sessions = tuple(_session(scope, one, now) for one in todays)
    if not scope.may(Permission.REGISTER_VIEW, school_id=school_id):
        return Morning(now, sessions, calendar)
    to_decide, not_back = _leave(scope, school_id, now, look_back)
    letters, patterns = _lateness(scope, school_id, now)
    return Morning(
        now,
        sessions,
        calendar,
        unexplained=_unexplained(school_id, now, look_back.unexplained),
        blanks=blanks_between(
            school_id,
            held,
            now.date() - dt.timedelta(days=look_back.blanks),
            now.date() - dt.timedelta(days=1),
        ),
        checks=(
            _checks(school_id, now, look_back.checks)
            if scope.may(Permission.CHECKS_VIEW, school_id=school_id)
            else ()
        ),
        leave_to_decide=tuple(to_decide),
        leave_not_back=tuple(not_back),
        providers=_providers(scope, school_id, now),
        guests=_guests(scope, school_id, now),
        remote=(
            remote_due(school_id, on=now.date())
            if scope.may(Permission.PROVISION_ARRANGE, school_id=school_id)
            else ()
        ),
        exclusions=_exclusions(scope, school_id, now),
        from_parents=_from_parents(scope, school_id, now, look_back),
        missing=_missing(scope, school_id, now),
        late_letters=tuple(letters),
        late_patterns=tuple(patterns),
        late_concerns=tuple(_concerns(scope, school_id)),
        followed_up=followed_up_of(scope, school_id=school_id, now=now, look_back=look_back),
        timetables=_timetables(scope, school_id, now, look_back),
        illness=_illness(scope, school_id, now),
        look_back=look_back,
    )


def _over_holidays(look_back: LookBack, calendar: SchoolCalendar, today: dt.date) -> LookBack:
    """Return how far back to look where a holiday lies between: what was left before it is still to be done after it."""
    met = [day for day in calendar.school_days if day <= today]

    def days_back(school_days: int) -> int:
        return (today - met[-school_days:][0]).days if met else 0

    return replace(
        look_back,
        unexplained=max(look_back.unexplained, days_back(SCHOOL_DAYS_BACK)),
        waiting=max(look_back.waiting, days_back(SCHOOL_DAYS_BACK)),
        blanks=max(look_back.blanks, days_back(SCHOOL_DAYS_OF_BLANKS)),
        checks=max(look_back.checks, days_back(SCHOOL_DAYS_OF_CHECKS)),
    )


def _leave(
    scope: Scope, school_id: int, now: dt.datetime, look_back: LookBack
) -> tuple[list[Due], list[Due]]:
    if not scope.may(Permission.LEAVE_VIEW, school_id=school_id):
        return [], []
    return leave_due(school_id, on=now.date(), look_back=look_back.leave)


def _exclusions(scope: Scope, school_id: int, now: dt.datetime) -> tuple[ExclusionDue, ...]:
    if not scope.may(Permission.EXCLUSION_VIEW, school_id=school_id):
        return ()
    sees = scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    return exclusions_due(school_id, on=now.date(), sees_protected=sees)


def _providers(scope: Scope, school_id: int, now: dt.datetime) -> tuple[ProviderDue, ...]:
    if not scope.may(Permission.ARRANGEMENT_VIEW, school_id=school_id):
        return ()
    return provision_due(school_id, now=now)


def _guests(scope: Scope, school_id: int, now: dt.datetime) -> tuple[GuestDay, ...]:
    if not scope.may(Permission.PROVISION_ARRANGE, school_id=school_id):
        return ()
    return tuple(one for one in guests_today(school_id, now=now) if one.is_to_tell)


def _from_parents(scope: Scope, school_id: int, now: dt.datetime, look_back: LookBack) -> FromParents:
    if not scope.may(Permission.PARENT_ANSWER, school_id=school_id):
        return FromParents()
    return sent_and_waiting(school_id, since=now.date() - dt.timedelta(days=look_back.parents))


def _lateness(scope: Scope, school_id: int, now: dt.datetime) -> tuple[list[LetterDue], list[PatternDue]]:
    if not scope.may(Permission.LATENESS_ACT, school_id=school_id):
        return [], []
    return lateness_due(school_id, on=now.date())


def _missing(scope: Scope, school_id: int, now: dt.datetime) -> tuple[MissingPupil, ...]:
    if not scope.may(Permission.MISSING_FOLLOW_UP, school_id=school_id):
        return ()
    return tuple(
        MissingPupil(one.pupil.pk, str(one.pupil), str(one.line.lesson.group), one.since, one.next_step)
        for one in missing_on(school_id, now.date())
    )


def _concerns(scope: Scope, school_id: int) -> list[ConcernDue]:
    if not scope.may(Permission.ESCALATION_DECIDE, school_id=school_id):
        return []
    return concerns_to_answer(school_id)


def _illness(scope: Scope, school_id: int, now: dt.datetime) -> tuple[IllnessDue, ...]:
    if not scope.may(Permission.MEDICAL_VIEW, school_id=school_id):
        return ()
    return tuple(medical_due(school_id, on=now.date()))


def _timetables(
    scope: Scope, school_id: int, now: dt.datetime, look_back: LookBack
) -> tuple[TimetableDue, ...]:
    if not scope.may(Permission.TIMETABLE_VIEW, school_id=school_id):
        return ()
    return tuple(timetables_due(school_id, on=now.date(), look_back=look_back.leave))


def _session(scope: Scope, held: SchoolSession, now: dt.datetime) -> SessionFacts:
    opens, closes = opens_at(held), closes_at(held)
    if opens is None or closes is None:  # pragma: no cover - a constraint gives every session held its times
        raise ValueError("A session is held without register times.")
    reminders = reminders_of_session(scope, school_id=held.school_id, date=held.date, session=held.session)
    return SessionFacts(
        date=held.date,
        session=held.session,
        opens_at=opens,
        closes_at=closes,
        registers=tuple(
            board(scope, school_id=held.school_id, date=held.date, session=held.session, now=now)
        ),
        reminded={group_id: one.made_at for group_id, one in reminders.items()},
        plans_to_enter=planned_and_blank(held.school_id, held.date, held.session),
    )


def _unexplained(school_id: int, now: dt.datetime, days: int) -> tuple[Unexplained, ...]:
    rows = _of_code(
        school_id, CODE_OF_NO_REASON_YET.newest.value, now.date() - dt.timedelta(days=days), now.date()
    )
    return tuple(Unexplained(row.pupil_id, str(row.pupil), row.date, row.session) for row in rows)


@worded_once
def _of_code(school_id: int, code: str, first_day: dt.date, last_day: dt.date) -> QuerySet[CurrentEntry]:
    rows = entries_out_of_the_ordinary().filter(
        school_id=school_id, code=code, date__range=(first_day, last_day)
    )
    return rows.select_related("pupil").order_by("date", "pupil__legal_surname", "pupil_id", "session")


def _checks(school_id: int, now: dt.datetime, days: int) -> tuple[CheckFound, ...]:
    facts = CheckFacts(school_id, now.date() - dt.timedelta(days=days), now.date(), now)
    found = [(check, check.find(facts)) for check in CHECKS if check.name in CHECKED_HERE]
    return tuple(
        CheckFound(check.name, check.title, tuple(findings)) for check, findings in found if findings
    )

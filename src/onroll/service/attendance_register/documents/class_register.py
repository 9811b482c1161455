"""A group's register for some weeks: every entry as it stands, and every amendment with its original (regulation 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from onroll.law.amendments import AMENDMENT
from onroll.law.attendance_codes import codes_in_force
from onroll.law.plain_words import day_in_words, moment_in_words
from onroll.law.school_time import week_of
from onroll.service.access.permissions import Permission
from onroll.service.access.roles import ROLES
from onroll.service.access.scope import Scope
from onroll.service.admission_register.boarding import BoardingDays, days_without
from onroll.service.admission_register.models import Boarding
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry, LedgerHead
from onroll.service.organisations.models import RegistrationGroup, SchoolSession
from onroll.service.typesetting import typeset

_LONDON = ZoneInfo("Europe/London")
_A_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil of the register, by legal name, and the days it covered them: in the group, on roll and not boarding."""

    pupil_id: int
    name: str
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Amended:
    """One amendment, with all that regulation 6 keeps of it."""

    name: str
    date: dt.date
    session: str
    original: str
    amended: str
    reason: str
    made_at: dt.datetime
    made_by: str
    role: str


@dataclass(frozen=True, slots=True)
class ClassRegister:
    """A group's register for a span of days, as it stood at a moment, and the ledger's last seal then."""

    school: str
    urn: str
    group: str
    first_day: dt.date
    last_day: dt.date
    as_at: dt.datetime
    sessions: list[tuple[dt.date, str]]
    pupils: list[PupilRow]
    codes: dict[tuple[int, dt.date, str], str]
    late: dict[tuple[int, dt.date, str], int]
    amendments: list[Amended]
    submissions: int
    seal: str

    def weeks(self) -> Iterator[tuple[dt.date, list[tuple[dt.date, str]]]]:
        """Yield each week with a session, by its Monday."""
        monday = week_of(self.first_day)
        while monday <= self.last_day:
            held = [key for key in self.sessions if monday <= key[0] < monday + _A_WEEK]
            if held:
                yield monday, held
            monday += _A_WEEK


def class_register(
    scope: Scope,
    *,
    school_id: int,
    group_id: int,
    first_day: dt.date,
    last_day: dt.date,
    now: dt.datetime,
) -> ClassRegister:
    """Return a group's register for a span of days, both included, in seven statements. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id, group_id=group_id)
    group = RegistrationGroup.objects.select_related("school").get(pk=group_id, school_id=school_id)
    span = (first_day, last_day)
    sessions = SchoolSession.objects.filter(
        school_id=school_id,
        date__range=span,
        kind__in=(SchoolSession.Kind.SCHOOL, SchoolSession.Kind.CLOSURE),
    )
    pupils = _pupils(school_id, group_id, span)
    codes, late = _codes(school_id, pupils, span)
    head = LedgerHead.objects.filter(school_id=school_id).first()
    return ClassRegister(
        school=group.school.name,
        urn=group.school.urn,
        group=group.name,
        first_day=first_day,
        last_day=last_day,
        as_at=now,
        sessions=list(sessions.order_by("date", "session").values_list("date", "session")),
        pupils=pupils,
        codes=codes,
        late=late,
        amendments=_amendments(school_id, pupils, span),
        submissions=head.number if head else 0,
        seal=bytes(head.seal).hex() if head else "",
    )


def register_pdf(
    scope: Scope,
    *,
    school_id: int,
    group_id: int,
    first_day: dt.date,
    last_day: dt.date,
    now: dt.datetime,
    printed_by: str,
) -> bytes:
    """Return a group's register as a PDF, a page or more a week. Raises OutOfScope."""
    register = class_register(
        scope, school_id=school_id, group_id=group_id, first_day=first_day, last_day=last_day, now=now
    )
    return typeset("class-register.typ", as_data(register, printed_by), made_at=now)


def as_data(register: ClassRegister, printed_by: str) -> dict[str, Any]:
    """Return a register as its template takes it: words and codes only."""
    used = set(register.codes.values()) | {
        code for one in register.amendments for code in (one.original, one.amended)
    }
    return {
        "school": register.school,
        "urn": register.urn,
        "group": register.group,
        "days": f"{day_in_words(register.first_day)} to {day_in_words(register.last_day)}",
        "as_at": _moment(register.as_at),
        "printed_by": printed_by,
        "weeks": [_week(register, monday, held) for monday, held in register.weeks()],
        "amendments": [_amendment(one) for one in register.amendments],
        "amendments_cite": AMENDMENT.short_text,
        "key": [
            {"code": meaning.code, "title": meaning.title, "class": meaning.statistical_class.in_words}
            for meaning in codes_in_force(register.last_day)
            if meaning.code in used
        ],
        "submissions": f"{register.submissions:,}",
        "seal": register.seal,
    }


def _week(register: ClassRegister, monday: dt.date, held: list[tuple[dt.date, str]]) -> dict[str, Any]:
    days = sorted({day for day, _ in held})
    sunday = monday + dt.timedelta(days=6)
    there = [row for row in register.pupils if row.first_day <= sunday and row.last_day >= monday]
    return {
        "title": f"Week of {day_in_words(monday)}",
        "days": [
            {"name": f"{day:%a} {day.day} {day:%b}", "halves": [half for on, half in held if on == day]}
            for day in days
        ],
        "rows": [{"name": row.name, "cells": [_cell(register, row, key) for key in held]} for row in there],
    }


def _cell(register: ClassRegister, row: PupilRow, key: tuple[dt.date, str]) -> str:
    """Return a pupil's code and minutes late; a dash on a day the pupil was not on this register."""
    if not row.first_day <= key[0] <= row.last_day:
        return "–"
    code = register.codes.get((row.pupil_id, *key), "")
    minutes = register.late.get((row.pupil_id, *key))
    return f"{code} {minutes}" if minutes else code


def _amendment(one: Amended) -> dict[str, str]:
    role = ROLES.get(one.role)
    return {
        "pupil": one.name,
        "session": f"{one.date.day} {one.date:%b} {one.session}",
        "original": one.original,
        "amended": one.amended,
        "reason": one.reason,
        "made": f"{_moment(one.made_at)}, {one.made_by}, {role.title if role else one.role}",
    }


def _moment(moment: dt.datetime) -> str:
    return moment_in_words(moment.astimezone(_LONDON))


def _pupils(school_id: int, group_id: int, span: tuple[dt.date, dt.date]) -> list[PupilRow]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT p.id, p.legal_surname, p.legal_forenames, n.id, m.first_day, m.last_day, n.starting_day, n.last_day
              FROM people_registrationgroupmembership m
              JOIN people_pupil p ON p.id = m.pupil_id
              JOIN admission_register_enrolment n ON n.pupil_id = m.pupil_id AND n.school_id = %s
             WHERE m.group_id = %s
             ORDER BY p.legal_surname, p.legal_forenames, p.id, m.first_day
            """,
            [school_id, group_id],
        )
        rows = cursor.fetchall()
    boarding: dict[int, list[BoardingDays]] = {}
    for enrolment_id, begins, ends in Boarding.objects.filter(school_id=school_id).values_list(
        "enrolment_id", "first_day", "last_day"
    ):
        boarding.setdefault(enrolment_id, []).append((begins, ends))
    found = []
    for pupil_id, surname, forenames, enrolment_id, *days in rows:
        joined, left, started, ended = (_day(day) if day else None for day in days)
        first = max(day for day in (joined, started, span[0]) if day)
        last = min(day for day in (left, ended, span[1]) if day)
        for covered_from, covered_until in days_without(boarding.get(enrolment_id, ()), first, last):
            found.append(PupilRow(pupil_id, f"{surname}, {forenames}", covered_from, covered_until))
    return found


def _codes(
    school_id: int, pupils: list[PupilRow], span: tuple[dt.date, dt.date]
) -> tuple[dict[tuple[int, dt.date, str], str], dict[tuple[int, dt.date, str], int]]:
    rows = CurrentEntry.objects.filter(
        school_id=school_id, date__range=span, pupil_id__in={row.pupil_id for row in pupils}
    ).values_list("pupil_id", "date", "session", "code", "minutes_late")
    standing = [((pupil, day, session), code, late) for pupil, day, session, code, late in rows]
    return (
        {key: code for key, code, _ in standing},
        {key: late for key, _, late in standing if late},
    )


def _amendments(school_id: int, pupils: list[PupilRow], span: tuple[dt.date, dt.date]) -> list[Amended]:
    names = {row.pupil_id: row.name for row in pupils}
    rows = (
        AttendanceEntry.objects.filter(
            school_id=school_id, date__range=span, pupil_id__in=names, replaces__isnull=False
        )
        .select_related("replaces", "submission")
        .order_by("date", "session", "pk")
    )
    return [
        Amended(
            name=names[row.pupil_id or 0],
            date=row.date,
            session=row.session,
            original=row.replaces.code if row.replaces else "",
            amended=row.code,
            reason=row.reason or row.submission.reason,
            made_at=row.made_at,
            made_by=row.made_by or row.submission.made_by_name,
            role=row.submission.made_by_role,
        )
        for row in rows
    ]


def _day(value: Any) -> dt.date:
    # SQLite hands dates back as text where a statement is not the ORM's.
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)

"""The last week's messages: a text about each absence nobody had explained, and letters about lateness, in the outbox."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.school_time import AcademicYear
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.correspondence.actions.asking import about_day, about_session, ask_for_messages
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.drafting import Request
from onroll.service.correspondence.queries.lateness import lateness_of
from onroll.service.demo.writing.known import DEMO, Known

_LONDON = ZoneInfo("Europe/London")
_A_WEEK = dt.timedelta(days=7)
_TEXTS_AT, _LETTERS_AT = dt.time(9, 40), dt.time(14, 30)
_FRIDAY = 5
#: Letters are written to the families of those late most often, and of no more than these.
_LETTERS = 2


def write_messages(
    school: str, known: Known, *, after: dt.datetime, ends: dt.datetime, until: dt.datetime
) -> None:
    """Write the messages of a span of moments, as far as they lie in the last week before `until`."""
    day = max(after, until - _A_WEEK).date()
    while day <= ends.date():
        for moment, write in ((_TEXTS_AT, _texts), (_LETTERS_AT, _letters)):
            now = dt.datetime.combine(day, moment, _LONDON)
            if after < now <= ends:
                write(school, known, now)
        day += dt.timedelta(days=1)


def _texts(school: str, known: Known, now: dt.datetime) -> None:
    """Write to the parents of pupils without a reason at the close of the morning's registers."""
    school_id, day = known.schools[school], now.date()
    entered = AttendanceEntry.objects.filter(
        school_id=school_id, date=day, session="AM", code=CODE_OF_NO_REASON_YET.on(day), made_at__lte=now
    )
    pupils = set(entered.values_list("pupil_id", flat=True))
    if pupils:
        facts = {pupil_id: {"session": "this morning"} for pupil_id in sorted(pupils)}
        request = Request(school_id, "absence-no-reason", about_session(day, "AM"), "text", facts, on=day)
        ask_for_messages(request, by=known.officer(school), now=now)
        send_due(by=DEMO, now=now + dt.timedelta(minutes=1))


def _letters(school: str, known: Known, now: dt.datetime) -> None:
    """On a Friday, write to the families of the pupils who came late most often."""
    school_id, day = known.schools[school], now.date()
    if day.isoweekday() != _FRIDAY:
        return
    since = AcademicYear.of(day).first_day
    officer = known.officer(school)
    on_roll = CurrentEntry.objects.filter(school_id=school_id, date=day).values_list("pupil_id", flat=True)
    late = lateness_of(
        officer.scope, school_id=school_id, pupil_ids=set(on_roll), first_day=since, last_day=day
    )
    most = sorted(late, key=lambda pupil_id: (-int(late[pupil_id]["times"].split(" ")[0]), pupil_id))[
        :_LETTERS
    ]
    if most:
        facts = {pupil_id: late[pupil_id] for pupil_id in most}
        ask_for_messages(
            Request(school_id, "lateness", about_day(day), "letter", facts, on=day), by=officer, now=now
        )
        send_due(by=DEMO, now=now + dt.timedelta(minutes=1))

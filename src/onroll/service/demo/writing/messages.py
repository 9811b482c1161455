"""The last week's messages: a text about each absence nobody had explained, and letters about lateness, in the outbox."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.attendance_register.models import AttendanceEntry
from onroll.service.correspondence.actions.asking import about_session, ask_for_messages
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.drafting import Request
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.demo.writing.known import DEMO, Known
from onroll.service.lateness.actions.writing import write_letters
from onroll.service.lateness.queries.due import lateness_due
from onroll.service.lateness.refusals import LatenessRefused

_LONDON = ZoneInfo("Europe/London")
_A_WEEK = dt.timedelta(days=7)
_TEXTS_AT, _LETTERS_AT = dt.time(9, 40), dt.time(14, 30)
_FRIDAY = 5
#: Letters are written to the families of those late most often: at least these, and all but a few that are left to write.
_LETTERS, _LEFT = 2, 6


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
        request = Request(school_id, "absence-no-reason", about_session(day, "AM"), AS_WISHED, facts, on=day)
        ask_for_messages(request, by=known.officer(school), now=now)
        send_due(by=DEMO, now=now + dt.timedelta(minutes=1))


def _letters(school: str, known: Known, now: dt.datetime) -> None:
    """On a Friday, write to the families of the pupils who came late most often, of those a letter is due about."""
    school_id, day = known.schools[school], now.date()
    if day.isoweekday() != _FRIDAY:
        return
    officer = known.officer(school)
    due, _ = lateness_due(school_id, on=day)
    most = sorted(due, key=lambda one: (-one.reached.counts.times, one.pupil_id))[
        : max(_LETTERS, len(due) - _LEFT)
    ]
    if not most:
        return
    try:
        write_letters(
            school_id=school_id,
            pupil_ids=[one.pupil_id for one in most],
            channel="letter",
            by=officer,
            now=now,
        )
    except LatenessRefused:
        # Nobody wrote the minutes down, or there is no address.
        return
    send_due(by=DEMO, now=now + dt.timedelta(minutes=1))

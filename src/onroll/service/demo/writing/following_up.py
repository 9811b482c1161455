"""The morning's absences under way: messages from before school, calls made, a reason accepted, the safeguarding lead told."""

from __future__ import annotations

import datetime as dt

from onroll.law.reasons_given import ReasonKind
from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.reasoning import Reason, note_reason
from onroll.service.absence_follow_up.actions.stepping import escalate, plan_visit
from onroll.service.absence_follow_up.models import Contact, ReasonGiven
from onroll.service.absence_follow_up.queries.call_list import CallRow, call_list
from onroll.service.absence_follow_up.queries.families import Whom
from onroll.service.access.actor import Actor
from onroll.service.demo.writing.known import Known
from onroll.service.duties.queries import session_now

#: What parents left on the absence line, in turn: the reason, and their words.
_MESSAGES = (
    (ReasonKind.ILLNESS, "Sick in the night, will see how tomorrow is"),
    (ReasonKind.APPOINTMENT, "Orthodontist at ten, back for lunch"),
    (ReasonKind.FAMILY, "Car will not start and the little one is poorly"),
    (ReasonKind.ILLNESS, "Bad cold and a temperature"),
)
#: Of every so many pupils on a list, one has a message waiting, and two have been called about.
_TURN = 4
_MOST = 24


def follow_up(known: Known, *, now: dt.datetime) -> None:
    """Follow up the absences of the session under way, as the office would have by now; once a day and school."""
    for school, school_id in known.schools.items():
        by = known.people.get((school, "attendance_officer"))
        held = session_now(by.scope, school_id=school_id, now=now) if by else None
        if by is None or held is None or held.date != now.date():
            continue
        about = {"school_id": school_id, "pupil__isnull": False}
        if (
            Contact.objects.filter(date=held.date, **about).exists()
            or ReasonGiven.objects.filter(first_day=held.date, **about).exists()
        ):
            continue
        calls = call_list(by.scope, school_id=school_id, date=held.date, session=held.session, now=now)
        for place, row in enumerate(calls.rows[:_MOST]):
            _follow_up_one(school_id, row, place, by, now)


def _follow_up_one(school_id: int, row: CallRow, place: int, by: Actor, now: dt.datetime) -> None:
    parents = [one for one in row.whom if one.numbers]
    if not parents:
        return
    if row.is_first or place % _TURN in (0, 1):
        _call(school_id, row, parents[0], "no answer" if place % 2 else "voicemail", 6, by, now)
        if row.is_first and len(parents) > 1:
            _call(school_id, row, parents[1], "no answer", 4, by, now)
        if place == 0 and row.is_first:
            escalate(
                school_id=school_id, pupil_id=row.pupil_id, date=now.date(), by=by, now=now - dt.timedelta(minutes=1),
                why="Nobody has answered, and the child is among those we call first.",
            )  # fmt: skip
        elif place == 1 and row.is_first:
            plan_visit(
                school_id=school_id, pupil_id=row.pupil_id, date=now.date(), at=now + dt.timedelta(hours=1), by=by, now=now,
                who="The safeguarding lead and a colleague",
            )  # fmt: skip
    elif place % _TURN == 2:
        _message(school_id, row, parents[0], place, by, now)


def _call(
    school_id: int, row: CallRow, parent: Whom, outcome: str, minutes: int, by: Actor, now: dt.datetime
) -> None:
    record_contact(
        school_id=school_id,
        pupil_id=row.pupil_id,
        date=now.date(),
        channel=Contact.Channel.PHONE.value,
        outcome=outcome,
        parent_id=parent.parent_id,
        used=parent.numbers[0],
        by=by,
        now=now - dt.timedelta(minutes=minutes),
    )


def _message(school_id: int, row: CallRow, parent: Whom, place: int, by: Actor, now: dt.datetime) -> None:
    kind, words = _MESSAGES[place // _TURN % len(_MESSAGES)]
    before_school = min(now, now.replace(hour=7, minute=30 + place, second=0, microsecond=0))
    reason = Reason(
        first_day=now.date(),
        last_day=now.date(),
        given_by=ReasonGiven.GivenBy.PARENT.value,
        channel=Contact.Channel.MESSAGE.value,
        kind=kind.value,
        parent_id=parent.parent_id,
        words=words,
        given_at=before_school,
    )
    note_reason(school_id=school_id, pupil_id=row.pupil_id, reason=reason, by=by, now=now)

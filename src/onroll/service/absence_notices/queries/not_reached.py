"""Pupils absent without a reason of whom nobody has been reached by the school's hour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_notices.models import NoticeSettings
from onroll.service.absence_notices.queries.board import notices_of, told_of
from onroll.service.absence_notices.queries.sayings import sayings_of, sessions_accounted_for
from onroll.service.absence_notices.queries.what_was_said import what_another_school_said
from onroll.service.absence_notices.status import reached_due
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.attendance_register.queries.session_times import closes_at
from onroll.service.organisations.queries.sessions import sessions_held
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class NotReached:
    """One pupil, and by when somebody should have been reached."""

    pupil_id: int
    name: str
    due: dt.datetime
    #: What another school was told of it, and what it answered; blank where no other school was.
    said: str = ""


def pupils_not_reached(school_id: int, *, now: dt.datetime, settings: NoticeSettings) -> list[NotReached]:
    """Return the pupils of today of whom nobody was reached by the hour, no reason came, and safeguarding does not know.

    Nor is one of them of whom somebody who was told said where the child is. For the service's own duties.
    """
    today = now.date()
    held = sessions_held(school_id, today, today)
    closing = {one.session: closes for one in held if (closes := closes_at(one))}
    if not closing or now < reached_due(today, closing.values(), settings):
        return []
    rows = list(_without_anything(school_id, today, CODE_OF_NO_REASON_YET.on(today)))
    told = told_of(notices_of(school_id, today)) if rows else []
    known = sessions_accounted_for(sayings_of(told))
    found: dict[int, NotReached] = {}
    for row in rows:
        due = reached_due(today, [closing[row.session]] if row.session in closing else (), settings)
        pupil_id = row.pupil_id or 0
        if due <= now and pupil_id not in found and row.session not in known.get(pupil_id, ()):
            said = what_another_school_said(one for one in told if one.notice.pupil_id == pupil_id)
            found[pupil_id] = NotReached(pupil_id, str(row.pupil), due, said)
    return list(found.values())


@worded_once
def _without_anything(school_id: int, today: dt.date, code: str) -> QuerySet[CurrentEntry]:
    rows = entries_out_of_the_ordinary().filter(
        *_nothing_came(school_id, today), school_id=school_id, date=today, code=code
    )
    return rows.select_related("pupil").order_by("session", "pupil__legal_surname", "pupil_id")


def _nothing_came(school_id: int, today: dt.date) -> tuple[Q, ...]:
    """Return the conditions under which nobody knows anything of a pupil of the outer query."""
    about = {"school_id": school_id, "pupil_id": OuterRef("pupil_id")}
    corrected = Contact.objects.filter(corrects=OuterRef("pk"))
    declined = ReasonDecision.objects.filter(reason=OuterRef("pk"), what=ReasonDecision.What.DECLINED)
    reached = Contact.objects.filter(~Exists(corrected), date=today, outcome__in=Contact.REACHED, **about)
    given = ReasonGiven.objects.filter(~Exists(declined), first_day__lte=today, last_day__gte=today, **about)
    known = (Step.Kind.ESCALATED, Step.Kind.SEEN, Step.Kind.VISIT_MADE)
    steps = Step.objects.filter(date=today, kind__in=known, **about)
    return ~Q(Exists(reached)), ~Q(Exists(given)), ~Q(Exists(steps))

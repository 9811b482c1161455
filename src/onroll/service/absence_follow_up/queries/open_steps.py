"""Steps that wait for somebody: told to the safeguarding lead and not decided, home visits planned and not recorded as made."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from onroll.service.absence_follow_up.models import Step
from onroll.service.worded_once import worded_once

_ENDED_BY = {Step.Kind.ESCALATED: Step.Kind.DECIDED, Step.Kind.VISIT_PLANNED: Step.Kind.VISIT_MADE}


def open_steps(school_id: int, *, since: dt.date) -> list[Step]:
    """Return a school's steps that wait, about absences since a day, the oldest first, for the service's own duties.

    Each has `taken_on`, whether the safeguarding lead has taken it on.
    """
    return _waiting(school_id, since)


@worded_once
def _waiting(school_id: int, since: dt.date) -> QuerySet[Step]:
    answers = Step.objects.filter(answers=OuterRef("pk"))
    waiting = Step.objects.none()
    for kind, end in _ENDED_BY.items():
        ended = answers.filter(kind=end)
        waiting |= Step.objects.filter(
            ~Exists(ended), school_id=school_id, kind=kind, date__gte=since, pupil__isnull=False
        )
    taken_on = Exists(answers.filter(kind=Step.Kind.ACKNOWLEDGED))
    return waiting.annotate(taken_on=taken_on).select_related("pupil").order_by("at", "pk")

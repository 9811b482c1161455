"""On which day something was first decided about each pupil told of for lateness: for figures before and after."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lateness.models import LatenessStep
from onroll.service.people.first_days import Days, first_days_of_moments

#: The answers that somebody is to do something by; the others leave things as they are.
_TO_ACT = (LatenessStep.Answer.SPEAK, LatenessStep.Answer.FAMILY, LatenessStep.Answer.SERVICES)


def first_answers(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which a concern about lateness was answered with speaking or a referral.

    Lateness keeps no meeting of its own: what is said to a family is a contact or a letter. Raises OutOfScope.
    """
    scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    answered = LatenessStep.objects.filter(
        school_id=school_id, kind=LatenessStep.Kind.ANSWER, answer__in=_TO_ACT
    )
    return first_days_of_moments(answered, "made_at", first_day=first_day, last_day=last_day)

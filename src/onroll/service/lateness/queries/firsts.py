"""On which day something was first decided about each pupil told of for lateness: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lateness.models import LatenessStep

#: The answers that somebody is to do something by; the others leave things as they are.
_TO_ACT = (LatenessStep.Answer.SPEAK, LatenessStep.Answer.FAMILY, LatenessStep.Answer.SERVICES)


def first_answers(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date
) -> dict[int, dt.date]:
    """Return by pupil the first day of a span on which a concern about lateness was answered with speaking or a referral.

    Lateness keeps no meeting of its own: what is said to a family is a contact or a letter. Raises OutOfScope.
    """
    scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    firsts = (
        LatenessStep.objects.filter(
            school_id=school_id,
            pupil__isnull=False,
            kind=LatenessStep.Kind.ANSWER,
            answer__in=_TO_ACT,
            made_at__date__range=(first_day, last_day),
        )
        .order_by()
        .values_list(Coalesce(F("pupil__folded_into_id"), F("pupil_id")))
        .annotate(Min("made_at"))
    )
    return {pupil_id: localdate(at) for pupil_id, at in firsts}

"""For which pupils a reason was told that nobody has accepted or declined yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import OuterRef, Q, Subquery

from onroll.service.absence_follow_up.models import ReasonDecision, ReasonGiven


def told_and_waiting(
    school_id: int, pupil_ids: Collection[int], date: dt.date, session: str
) -> frozenset[int]:
    """Return those of some pupils for whom a reason for a session waits, and nothing of what it is. One statement.

    For those who have judged the scope: that somebody rang is told to whoever takes the register.
    """
    last = ReasonDecision.objects.filter(reason=OuterRef("pk")).order_by("-pk")
    reasons = ReasonGiven.objects.filter(
        school_id=school_id,
        pupil_id__in=pupil_ids,
        first_day__lte=date,
        last_day__gte=date,
        session__in=("", session),
    ).annotate(decided=Subquery(last.values("what")[:1]))
    waiting = reasons.filter(Q(decided=None) | Q(decided=ReasonDecision.What.TAKEN_BACK))
    return frozenset(one for one in waiting.values_list("pupil_id", flat=True) if one is not None)

"""How much leave stands on a day, and how much waits to be decided: two numbers for a page that counts."""

from __future__ import annotations

import datetime as dt

from django.db.models import OuterRef, Subquery

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision


def leave_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return how many pupils have leave on a day, and for how many children leave is still to decide. Raises OutOfScope."""
    scope.require(Permission.LEAVE_VIEW, school_id=school_id)
    last = LeaveDecision.objects.filter(child_id=OuterRef("pk")).order_by("-at", "-pk")
    children = LeaveChild.objects.filter(school_id=school_id, request__last_day__gte=on).annotate(
        granted_from=Subquery(last.values("first_day")[:1]),
        granted_until=Subquery(last.values("last_day")[:1]),
        outcome=Subquery(last.values("outcome")[:1]),
    )
    today = children.filter(granted_from__lte=on, granted_until__gte=on).values("pupil_id").distinct()
    waiting = children.filter(outcome__isnull=True, request__withdrawn_at__isnull=True)
    return today.count(), waiting.count()

"""Dispose of suspensions and exclusions, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.exclusions.refusals import ExclusionRefused


def dispose_of_exclusions(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove suspensions that ended before a day, and exclusions that took effect before it, with what was done; return how many rows went.

    One that was made, cancelled or had something done about it since stays whole. Nothing asks the register to keep them
    longer than the entries they led to (regulation 7). They cannot be brought back. Raises ExclusionRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Exclusions on or after {day} are kept with the entries they led to.", ExclusionRefused
    )
    since = midnight(before)
    # The sessions of a permanent exclusion go on as far as its plan does.
    over = Q(last_day__lt=before) | Q(last_day=None, plan__last_day__lt=before)
    past = Exclusion.objects.filter(over, school_id=school_id, made_at__lt=since)
    done_since = ExclusionStep.objects.filter(school_id=school_id, made_at__gte=since)
    with transaction.atomic():
        ids = list(
            past.exclude(cancelled_at__gte=since)
            .exclude(pk__in=done_since.values("exclusion_id"))
            .values_list("pk", flat=True)
        )
        count = ExclusionStep.objects.filter(exclusion_id__in=ids).delete()[0]
        count += Exclusion.objects.filter(pk__in=ids).delete()[0]
        return disposal.record("exclusions.disposed", count)

"""Dispose of what was asked and decided of leave, when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.leave_of_absence.refusals import LeaveRefusal


def dispose_of_leave(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every request whose days ended before a day, with its decisions, where entries made then may go; return how many.

    Nothing asks for it to be kept longer than the entries it explains (regulation 7). They cannot be brought back. Raises
    LeaveRefusal, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Requests for days on or after {day} are kept with the entries they explain.", LeaveRefusal
    )
    requests = LeaveRequest.objects.filter(
        school_id=school_id, last_day__lt=before, made_at__lt=midnight(before), disposed_at__isnull=True
    )
    decided_since = LeaveDecision.objects.filter(school_id=school_id, at__gte=midnight(before))
    with transaction.atomic():
        ids = list(requests.exclude(children__decisions__in=decided_since).values_list("pk", flat=True))
        of_them = LeaveDecision.objects.filter(child__request_id__in=ids, disposed_at__isnull=True)
        of_them.update(reasons="", plan=None, disposed_at=now)
        LeaveChild.objects.filter(request_id__in=ids).update(pupil=None)
        count = LeaveRequest.objects.filter(pk__in=ids).update(
            parent=None, reason="", away_at="", other_schools="", evidence="", disposed_at=now
        )
        return disposal.record("leave.disposed", count, counted="requests")

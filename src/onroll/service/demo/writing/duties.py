"""Duties as the schools' records hold them: looked for at the end of each of the last weeks, some of them put off or handed on."""

from __future__ import annotations

import datetime as dt

from onroll.service.demo.writing.known import DEMO, Known
from onroll.service.duties.actions.handing_on import hand_on
from onroll.service.duties.actions.putting_off import put_off
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyRecord

#: How many weeks of duties the demo remembers.
REMEMBERED = dt.timedelta(weeks=3)
_ROLES = ("attendance_officer", "senior_attendance_champion")
_REASON = "Meeting the family later this week"


def look_again(known: Known, *, now: dt.datetime) -> None:
    """Look at every school's duties as they stand at a moment."""
    for school_id in known.schools.values():
        recheck_duties(school_id=school_id, by=DEMO, now=now)


def share_out(known: Known, *, now: dt.datetime) -> None:
    """Put off one reason to establish in each school, and hand one on to its champion, as its officer does."""
    for school, school_id in known.schools.items():
        officer, champion = (known.people.get((school, role)) for role in _ROLES)
        open_now = DutyRecord.objects.filter(
            school_id=school_id, settled_at=None, rule="reason_not_established"
        ).order_by("-due", "pk")
        keys = list(open_now.values_list("key", flat=True)[:2])
        if officer is not None and keys:
            until = now.date() + dt.timedelta(days=3)
            put_off(school_id=school_id, keys=keys[:1], until=until, reason=_REASON, by=officer, now=now)
        if officer is not None and champion is not None and champion.user_id and keys[1:]:
            hand_on(school_id=school_id, keys=keys[1:], user_id=champion.user_id, by=officer, now=now)

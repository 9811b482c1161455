"""In which sessions each pupil's group was not to come in, though the school met: a staggered start, or a part planned to be closed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from onroll.law.school_time import BOTH_SESSIONS, Session
from onroll.service.attendance_register.models import Closure
from onroll.service.exchange.mark_strings.strings import Place
from onroll.service.organisations.models import School
from onroll.service.people.models import RegistrationGroupMembership

_ONE_DAY = dt.timedelta(days=1)


def places_not_due(school: School, refs: Mapping[int, str]) -> dict[str, set[Place]]:
    """Return by the school's own id of a pupil the sessions that a standing planned closure of the pupil's group covers."""
    closures = Closure.objects.filter(
        school=school, is_planned=True, withdrawn_at__isnull=True, groups__isnull=False
    )
    found: dict[str, set[Place]] = defaultdict(set)
    for closure in closures.distinct().prefetch_related("groups"):
        members = RegistrationGroupMembership.objects.filter(
            group__in=closure.groups.all(), first_day__lte=closure.last_day
        ).exclude(last_day__lt=closure.first_day)
        sessions = [Session(closure.session)] if closure.session else BOTH_SESSIONS
        for pupil_id, first, last in members.values_list("pupil_id", "first_day", "last_day"):
            begins, ends = max(first, closure.first_day), min(last or closure.last_day, closure.last_day)
            days = (begins + n * _ONE_DAY for n in range((ends - begins).days + 1))
            if pupil_id in refs:
                found[refs[pupil_id]].update(Place(day, session) for day in days for session in sessions)
    return dict(found)

"""One absence: what stands, whom to call, and everything done about it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse

from onroll.service import clock
from onroll.service.absence_notices.queries.in_absence import absence_with_notices
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.ABSENCE_VIEW, reach=Reach.SOMEWHERE)
def absence(request: PageRequest, school: School, pupil_id: int, date: dt.date) -> HttpResponse:
    """Show one pupil's absence of a day; the look is logged."""
    now, scope = clock.now(), request.scope
    found = absence_with_notices(scope, school_id=school.pk, pupil_id=pupil_id, date=date, now=now)
    record_viewing(by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="absence", now=now)
    context = {
        "absence": found,
        "pupil": found.pupil,
        "date": date,
        "may_follow_up": scope.may(Permission.ABSENCE_FOLLOW_UP, school_id=school.pk),
        "may_accept": scope.may(Permission.REASON_ACCEPT, school_id=school.pk),
        "may_decide": scope.may(Permission.ESCALATION_DECIDE, school_id=school.pk),
        "may_amend": scope.may(Permission.PUPIL_VIEW, school_id=school.pk),
    }
    return render(request, "school/absences/absence.html", context)

"""Everything that was done about a pupil's absences, on whichever day, as a role may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Model, Prefetch

from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_follow_up.queries.lines import Line, contact_line, reason_lines, step_line
from onroll.service.absence_follow_up.queries.records import reason_of
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope

#: So many of each kind of record are read, the newest.
MOST = 200


def history_of_pupil(
    scope: Scope, *, school_id: int, pupil_id: int, group_id: int | None, kept: Collection[type[Model]]
) -> list[tuple[dt.date, Line]]:
    """Return by the day of the absence what was done, in at most four statements, and none of what is not `kept`; nothing to whom absences are not shown.

    Who was spoken to and what was said is for those who follow absences up, and so is every step of safeguarding.
    """
    if not scope.may(Permission.ABSENCE_VIEW, school_id=school_id, group_id=group_id):
        return []
    sees_detail = scope.may(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    about = {"school_id": school_id, "pupil_id": pupil_id}
    contacts = list(Contact.objects.filter(**about).order_by("-at", "-pk")[:MOST]) if Contact in kept else []
    corrected = {one.corrects_id for one in contacts}
    found = [(one.date, contact_line(one, sees_detail, is_corrected=one.pk in corrected)) for one in contacts]
    decisions = Prefetch("decisions", ReasonDecision.objects.order_by("pk"), to_attr="decided")
    given = ReasonGiven.objects.filter(**about).prefetch_related(decisions).order_by("-given_at", "-pk")
    for one in given[:MOST] if ReasonGiven in kept else ():
        lines = reason_lines(reason_of(one, sees_detail=sees_detail), sees_detail)
        found += [(one.first_day, line) for line in lines]
    if sees_detail and Step in kept:
        steps = Step.objects.filter(**about).order_by("-at", "-pk")[:MOST]
        found += [(one.date, step_line(one)) for one in steps]
    return found

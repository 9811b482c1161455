"""On which day each pupil's family was first reached about an absence, and first met: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from onroll.service.absence_follow_up.models import Contact, Step
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope

_FACE_TO_FACE = (Contact.Channel.IN_PERSON, Contact.Channel.HOME_VISIT)
_Days = dict[int, dt.date]


def first_contacts(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> _Days:
    """Return by pupil the first day of a span on which somebody was reached about an absence. Raises OutOfScope.

    A contact put right since is not counted; one of a row folded into another is the other's.
    """
    scope.require(Permission.ABSENCE_VIEW, school_id=school_id)
    return _firsts(_reached(school_id), first_day, last_day)


def first_meetings(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> _Days:
    """Return by pupil the first day of a span on which the family was met, in school or at home. Raises OutOfScope."""
    scope.require(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    met = _reached(school_id).filter(channel__in=_FACE_TO_FACE)
    visits = Step.objects.filter(
        school_id=school_id,
        kind=Step.Kind.VISIT_MADE,
        found__in=(Step.Found.CHILD_SEEN, Step.Found.FAMILY_SEEN),
    )
    found = _firsts(met, first_day, last_day)
    for pupil_id, day in _firsts(visits, first_day, last_day).items():
        found[pupil_id] = min(day, found.get(pupil_id, day))
    return found


def _reached(school_id: int) -> QuerySet[Contact]:
    return Contact.objects.filter(school_id=school_id, outcome__in=Contact.REACHED, corrected_by__isnull=True)


def _firsts(rows: QuerySet[Contact] | QuerySet[Step], first_day: dt.date, last_day: dt.date) -> _Days:
    firsts = (
        rows.filter(pupil__isnull=False, at__date__range=(first_day, last_day))
        .order_by()
        .values_list(Coalesce(F("pupil__folded_into_id"), F("pupil_id")))
        .annotate(Min("at"))
    )
    return {pupil_id: localdate(at) for pupil_id, at in firsts}

"""On which day each pupil's family was first reached about an absence, and first met: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from onroll.service.absence_follow_up.models import Contact, Step
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.first_days import Days, first_days_of_moments

_FACE_TO_FACE = (Contact.Channel.IN_PERSON, Contact.Channel.HOME_VISIT)


def first_contacts(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which somebody was reached about an absence. Raises OutOfScope.

    A contact put right since is not counted; one of a row folded into another is the other's.
    """
    scope.require(Permission.ABSENCE_VIEW, school_id=school_id)
    return first_days_of_moments(_reached(school_id), "at", first_day=first_day, last_day=last_day)


def first_meetings(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which the family was met, in school or at home. Raises OutOfScope."""
    scope.require(Permission.ABSENCE_DETAIL_VIEW, school_id=school_id)
    met = _reached(school_id).filter(channel__in=_FACE_TO_FACE)
    visits = Step.objects.filter(
        school_id=school_id,
        kind=Step.Kind.VISIT_MADE,
        found__in=(Step.Found.CHILD_SEEN, Step.Found.FAMILY_SEEN),
    )
    found = first_days_of_moments(met, "at", first_day=first_day, last_day=last_day)
    visited = first_days_of_moments(visits, "at", first_day=first_day, last_day=last_day)
    for pupil_id, day in visited.items():
        found[pupil_id] = min(day, found.get(pupil_id, day))
    return found


def _reached(school_id: int) -> QuerySet[Contact]:
    return Contact.objects.filter(school_id=school_id, outcome__in=Contact.REACHED, corrected_by__isnull=True)

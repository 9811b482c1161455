"""What stops a school starting, with the names a page needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.readiness import QUESTIONS, Obstacle, what_stops_the_school
from onroll.service.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands in the way, how many questions were asked, and pupils' names for a role that may see them."""

    obstacles: list[Obstacle]
    asked: int
    pupils: Mapping[int, str]


def school_readiness(scope: Scope, *, school_id: int, today: dt.date) -> Readiness:
    """Return what stops a school starting, with names. Raises OutOfScope."""
    obstacles = what_stops_the_school(scope, school_id=school_id, today=today)
    named = {pupil_id for obstacle in obstacles for pupil_id in obstacle.pupil_ids}
    may_see = scope.may(Permission.PUPIL_VIEW, school_id=school_id)
    pupils = Pupil.objects.filter(pk__in=named) if named and may_see else ()
    return Readiness(obstacles, len(QUESTIONS), {pupil.pk: str(pupil) for pupil in pupils})

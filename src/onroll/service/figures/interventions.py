"""What was done for pupils that the record keeps, and on which day first: what pupils can be compared before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onroll.service.absence_follow_up.queries.firsts import first_contacts, first_meetings
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.queries.firsts import first_letters
from onroll.service.exclusions.queries.firsts import first_reintegration_meetings
from onroll.service.figures.reading import Figures
from onroll.service.lateness.queries.firsts import first_answers
from onroll.service.leave_of_absence.queries.firsts import first_decisions
from onroll.service.medical_absence.queries.firsts import first_check_ins
from onroll.service.part_time_timetables.queries.firsts import first_timetables

Firsts = Callable[..., Mapping[int, dt.date]]


@dataclass(frozen=True, slots=True)
class Intervention:
    """One kind of thing done: its name in addresses, in words, who may see it, and its first day for each pupil."""

    name: str
    title: str
    #: What it is of a pupil for whom there is none.
    none: str
    permission: Permission
    firsts: Firsts


#: Meetings are kept by whose they are: each takes a permission of its own, and one list of all would tell of the others.
KINDS = (
    Intervention(
        "contact",
        "First contact about an absence that reached somebody",
        "No contact about an absence reached anybody",
        Permission.ABSENCE_VIEW,
        first_contacts,
    ),
    Intervention(
        "meeting",
        "First meeting about an absence, in school or at home",
        "No meeting about an absence is recorded",
        Permission.ABSENCE_DETAIL_VIEW,
        first_meetings,
    ),
    Intervention(
        "reintegration",
        "First reintegration meeting after a suspension or exclusion",
        "No reintegration meeting is recorded",
        Permission.EXCLUSION_VIEW,
        first_reintegration_meetings,
    ),
    Intervention(
        "check-in",
        "First return-to-school check-in after illness",
        "No return-to-school check-in is recorded",
        Permission.MEDICAL_VIEW,
        first_check_ins,
    ),
    Intervention(
        "lateness",
        "First decision to speak or to refer, after a concern about lateness",
        "Nothing was decided about a concern about lateness",
        Permission.ESCALATION_DECIDE,
        first_answers,
    ),
    Intervention(
        "leave",
        "First decision on leave of absence",
        "No leave of absence was decided",
        Permission.LEAVE_VIEW,
        first_decisions,
    ),
    Intervention(
        "timetable",
        "First part-time timetable",
        "No part-time timetable began",
        Permission.TIMETABLE_VIEW,
        first_timetables,
    ),
    Intervention(
        "letter",
        "First letter to a parent",
        "No letter went to a parent",
        Permission.MESSAGE_VIEW,
        first_letters,
    ),
)


def interventions(figures: Figures) -> list[Intervention]:
    """Return the kinds that this person may see of the school."""
    school_id = figures.body.school_id
    if school_id is None:
        return []
    return [one for one in KINDS if figures.scope.may(one.permission, school_id=school_id)]


def first_days_of(figures: Figures, one: Intervention) -> Mapping[int, dt.date]:
    """Return by pupil the first day of the days counted on which it was. Raises OutOfScope."""
    return one.firsts(
        figures.scope,
        school_id=figures.body.school_id,
        first_day=figures.first_day,
        last_day=figures.on,
    )

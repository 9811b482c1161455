"""Who of a school met the threshold of a penalty notice, as a trust or an authority counts it: with what they missed at its other schools.

A school by itself sees its own registers alone, so its own figure may be smaller.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.analysis.behind import Asked
from onroll.analysis.measures.definitions import THRESHOLD
from onroll.service.access.permissions import Permission
from onroll.service.figures.people import Person, people_in
from onroll.service.figures.reading import Figures
from onroll.service.organisations.models import School


@dataclass(frozen=True, slots=True)
class Towards:
    """One pupil: unauthorised sessions in the last school weeks, and the day the threshold was first met."""

    person: Person
    year_group: str
    group: str
    sessions: int
    first_met_on: dt.date | None


@dataclass(frozen=True, slots=True)
class MetInSchool:
    """A school's pupils in the figure, those who met it and the others: as many as it says."""

    asked: Asked
    school: School
    met: tuple[Towards, ...]
    others: tuple[Towards, ...]


def school_of(figures: Figures, asked: Asked) -> School | None:
    """Return the one school whose pupils a figure of the threshold opens to, for whoever may see them; None where it does not."""
    if asked.measure != THRESHOLD.name or "school" not in asked.grouping.columns:
        return None
    values = dict(zip(asked.grouping.columns, asked.grouping.values(asked.group), strict=True))
    school = next((one for one in figures.body.schools if one.urn == values["school"]), None)
    if school is None or not figures.scope.may(Permission.PUPIL_VIEW, school_id=school.pk):
        return None
    return school


def open_in_school(figures: Figures, asked: Asked, school: School) -> MetInSchool:
    """Open a figure of the threshold to a school's pupils. Raises OutOfScope."""
    figures.body.require(figures.scope, Permission.FIGURES_VIEW)
    if not figures.may_ask_by(asked.grouping):
        figures.body.require(figures.scope, Permission.PUPIL_SAFEGUARDING_VIEW)
    people = people_in(figures.scope, school.pk)
    columns = ["school", "pupil", "year_group", "registration_group", "in_ten_weeks", "first_met_on"]
    rows = figures.kept.enrolments(columns, f"{asked.grouping.label('e')} = ?", asked.group)
    found = sorted(
        (
            Towards(
                people[urn, pupil],
                year or "",
                group or "",
                sessions or 0,
                dt.date.fromisoformat(met) if met else None,
            )
            for urn, pupil, year, group, sessions, met in rows
        ),
        key=lambda one: (-one.sessions, one.person.name.casefold(), one.person.pupil_id),
    )
    return MetInSchool(
        asked,
        school,
        tuple(one for one in found if one.first_met_on is not None),
        tuple(one for one in found if one.first_met_on is None),
    )

"""Who came late in a span of days, those to do something about first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.lateness.late import Counts
from onroll.service.lateness.lessons_in_words import in_lessons
from onroll.service.lateness.models import LatenessSettings
from onroll.service.lateness.queries.arrivals import minutes_of_a_school_day
from onroll.service.lateness.queries.standing import Standing, View, standings
from onroll.service.lateness.status import LetterState
from onroll.service.people.models import Pupil, RegistrationGroupMembership


@dataclass(frozen=True, slots=True)
class LateLine:
    """One pupil as the list shows them."""

    pupil_id: int
    name: str
    group: str
    standing: Standing
    lessons: str

    @property
    def counts(self) -> Counts:
        """How often and how long in the span."""
        return self.standing.counts


@dataclass(frozen=True, slots=True)
class LateList:
    """Who came late in a span, and by what a letter is due."""

    lines: list[LateLine]
    settings: LatenessSettings
    letters_from: dt.date

    @property
    def letters_due(self) -> int:
        """How many letters are due."""
        return sum(one.standing.letter is LetterState.DUE for one in self.lines)


def late_pupils(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date, on: dt.date, group: str = ""
) -> LateList:
    """Return who came late in a span, those with a letter due first, then the most minutes. Raises OutOfScope.

    Somebody whose roles reach single groups is told of their pupils alone.
    """
    groups, reached = _groups(scope, school_id, on), None
    if not scope.may(Permission.LATENESS_VIEW, school_id=school_id):
        own = scope.groups_with(Permission.LATENESS_VIEW)
        reached = [pupil_id for pupil_id, (group_id, _) in groups.items() if group_id in own]
    view = View.of(school_id, on)
    found = standings(school_id, view, first_day=first_day, last_day=last_day, pupil_ids=reached)
    pupils = Pupil.objects.in_bulk([one.pupil_id for one in found])
    a_day = minutes_of_a_school_day(school_id, on)
    lines = [
        LateLine(
            one.pupil_id,
            str(pupils[one.pupil_id]),
            groups.get(one.pupil_id, (0, ""))[1],
            one,
            in_lessons(one.counts.minutes, a_day),
        )
        for one in found
    ]
    lines = [one for one in lines if not group or one.group == group]
    lines.sort(
        key=lambda one: (
            one.standing.letter is not LetterState.DUE, -one.counts.minutes, -one.counts.times, one.name,
        )
    )  # fmt: skip
    return LateList(lines, view.settings, view.letters_from)


def _groups(scope: Scope, school_id: int, on: dt.date) -> dict[int, tuple[int, str]]:
    """Return each pupil's registration group on a day. Raises OutOfScope."""
    if not scope.may_somewhere(Permission.LATENESS_VIEW, school_id=school_id):
        raise OutOfScope("No role held lets you see who came late here.")
    rows = RegistrationGroupMembership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), group__school_id=school_id, first_day__lte=on
    )
    return {
        pupil_id: (group_id, name)
        for pupil_id, group_id, name in rows.values_list("pupil_id", "group_id", "group__name")
    }

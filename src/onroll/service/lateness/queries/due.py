"""What lateness asks of a school on a day: letters, patterns to look at, concerns to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from onroll.service.admission_register.models import Enrolment
from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.patterns import TIMES, Pattern
from onroll.service.lateness.queries.standing import View, asking_since
from onroll.service.lateness.thresholds import Reached
from onroll.service.people.models import Pupil
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class LetterDue:
    """A pupil about whose lateness a letter is due."""

    pupil_id: int
    name: str
    reached: Reached


@dataclass(frozen=True, slots=True)
class PatternDue:
    """A pupil whose lateness has a pattern that nobody has looked at."""

    pupil_id: int
    name: str
    patterns: tuple[Pattern, ...]
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class ConcernDue:
    """A concern about lateness that the safeguarding lead has not answered."""

    step_id: int
    pupil_id: int
    name: str
    told_at: dt.datetime
    told_by: str


def lateness_due(school_id: int, *, on: dt.date) -> tuple[list[LetterDue], list[PatternDue]]:
    """Return of a school the letters that are due and the patterns to look at."""
    view = View.of(school_id, on)
    fewest = 1 if view.settings.minutes is not None else min(view.settings.times, TIMES)
    asking = asking_since(school_id, view, at_least=fewest)
    pupils = {one.pk: one for one in _on_roll(school_id, [one.pupil_id for one in asking], on)}
    asking = [one for one in asking if one.pupil_id in pupils]
    return (
        [LetterDue(one.pupil_id, str(pupils[one.pupil_id]), one.reached) for one in asking if one.reached],
        [
            PatternDue(one.pupil_id, str(pupils[one.pupil_id]), one.fresh, one.last_day)
            for one in asking
            if one.fresh
        ],
    )


@worded_once
def _on_roll(school_id: int, pupil_ids: Collection[int], on: dt.date) -> QuerySet[Pupil]:
    standing = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), school_id=school_id, pupil_id=OuterRef("pk")
    )
    return Pupil.objects.filter(Exists(standing), pk__in=pupil_ids).order_by()


def concerns_to_answer(school_id: int) -> list[ConcernDue]:
    """Return the concerns of a school that nobody has answered, the oldest first."""
    return [
        ConcernDue(row.pk, row.pupil_id or 0, str(row.pupil), row.made_at, row.made_by_name)
        for row in _unanswered(school_id)
    ]


@worded_once
def _unanswered(school_id: int) -> QuerySet[LatenessStep]:
    rows = LatenessStep.objects.filter(
        school_id=school_id, kind=LatenessStep.Kind.CONCERN, answered_by=None, pupil__isnull=False
    )
    return rows.select_related("pupil").order_by("made_at", "pk")

"""What the safeguarding lead was told of, and what was decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from onroll.service.absence_follow_up.models import Step
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope

#: How many days back matters decided are listed. Ours.
DAYS_LISTED = 14


@dataclass(frozen=True, slots=True)
class Escalation:
    """One matter: what the safeguarding lead was told, who took it on, and what was decided, in order."""

    told: Step
    taken_on: Step | None
    decisions: tuple[Step, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is decided yet."""
        return not self.decisions


def escalations(scope: Scope, *, school_id: int, on: dt.date) -> list[Escalation]:
    """Return the matters nobody has decided, the oldest first, and those decided lately after them. Raises OutOfScope."""
    scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    found = [_escalation(row) for row in _told(school_id)]
    lately = on - dt.timedelta(days=DAYS_LISTED)
    listed = [one for one in found if one.is_open or one.told.date >= lately]
    return sorted(listed, key=lambda one: not one.is_open)


def escalation(scope: Scope, *, school_id: int, step_id: int) -> Escalation | None:
    """Return one matter; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    row = _told(school_id).filter(pk=step_id).first()
    return _escalation(row) if row else None


def _told(school_id: int):  # type: ignore[no-untyped-def] # a queryset of Step, its answers in order
    answers = Prefetch("answered_by", Step.objects.order_by("pk"), to_attr="answered")
    rows = Step.objects.filter(school_id=school_id, kind=Step.Kind.ESCALATED, pupil__isnull=False)
    return rows.select_related("pupil").prefetch_related(answers).order_by("at", "pk")


def _escalation(row: Step) -> Escalation:
    answers: list[Step] = row.answered  # type: ignore[attr-defined] # prefetched under this name
    return Escalation(
        told=row,
        taken_on=next((one for one in answers if one.kind == Step.Kind.ACKNOWLEDGED), None),
        decisions=tuple(one for one in answers if one.kind == Step.Kind.DECIDED),
    )

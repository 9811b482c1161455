"""A concern about a pupil's lateness, and how it was answered."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lateness.models import LatenessStep


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """One concern as it was told, and its answers in order."""

    told: LatenessStep
    answers: tuple[LatenessStep, ...]


def concern_of(scope: Scope, *, school_id: int, step_id: int) -> ConcernFacts | None:
    """Return one concern; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    told = (
        LatenessStep.objects.filter(
            pk=step_id, school_id=school_id, kind=LatenessStep.Kind.CONCERN, pupil__isnull=False
        )
        .select_related("pupil")
        .first()
    )
    return ConcernFacts(told, tuple(told.answered_by.order_by("made_at", "pk"))) if told else None

"""The names a pupil had before, in words: kept so that papers under them can be found."""

from __future__ import annotations

from onroll.law.plain_words import day_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.models import FormerName


def former_names(scope: Scope, *, school_id: int, pupil_id: int) -> list[str]:
    """Return a pupil's former names, newest first: "Amina Khan, until 3 March 2026". Raises OutOfScope."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    rows = FormerName.objects.filter(pupil_id=pupil_id, pupil__enrolments__school_id=school_id).distinct()
    return [
        f"{row.forenames} {row.surname}, until {day_in_words(row.until)}"
        for row in rows.order_by("-until", "-pk")
    ]

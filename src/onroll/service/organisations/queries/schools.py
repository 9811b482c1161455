"""One school, for the pages that are its own."""

from __future__ import annotations

from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.hand_written import columns_of, instances
from onroll.service.organisations.models import School


def school_in_reach(scope: Scope, *, school_id: int) -> School | None:
    """Return a school that some role held reaches, or any part of it; None where there is none. Raise OutOfScope."""
    if not scope.reaches_school(school_id):
        raise OutOfScope("No role held reaches that school.")
    statement = f"SELECT {columns_of(School)} FROM organisations_school WHERE id = %s"
    found = instances(School, statement, [school_id])
    return found[0] if found else None

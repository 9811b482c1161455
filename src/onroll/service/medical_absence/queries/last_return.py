"""Where a school's last sickness return went, so that the authority's address is typed once."""

from __future__ import annotations

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.medical_absence.models import MedicalRecord


def last_return_went_to(scope: Scope, *, school_id: int) -> str:
    """Return the address the authority was last emailed a sickness return at; blank where none was. Raises OutOfScope."""
    scope.require(Permission.MEDICAL_VIEW, school_id=school_id)
    made = MedicalRecord.objects.filter(
        school_id=school_id, kind=MedicalRecord.Kind.RETURN, how=MedicalRecord.How.EMAIL
    )
    return made.exclude(who="").order_by("-pk").values_list("who", flat=True).first() or ""

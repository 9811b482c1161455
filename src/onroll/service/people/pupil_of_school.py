"""Finding a pupil within a school, past or present: anyone else's is not there."""

from __future__ import annotations

from django.db.models import Q

from onroll.service.access.scope import OutOfScope
from onroll.service.people.models import Parent, Pupil


def pupil_of_school(pupil_id: int, *, school_id: int) -> Pupil:
    """Return a pupil who is or was on a school's roll. Raise OutOfScope for any other."""
    pupil = Pupil.objects.filter(pk=pupil_id, enrolments__school_id=school_id).distinct().first()
    if pupil is None:
        raise OutOfScope("That pupil is not, and was not, on this school’s roll.")
    return pupil


def parent_of_school(parent_id: int, *, school_id: int) -> Parent:
    """Return a parent of some pupil of a school, past or present, or one merged into such a parent. Raise OutOfScope for any other."""
    own, kept = (f"{path}relationships__pupil__enrolments__school_id" for path in ("", "folded_into__"))
    parent = (
        Parent.objects.filter(Q(**{own: school_id}) | Q(**{kept: school_id}), pk=parent_id).distinct().first()
    )
    if parent is None:
        raise OutOfScope("That is not a parent of any pupil of this school.")
    return parent

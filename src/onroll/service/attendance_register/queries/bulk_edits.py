"""Bulk edits made at a school."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import Submission


@dataclass(frozen=True, slots=True)
class BulkEditMade:
    """One bulk edit, and whether it has been undone."""

    submission: Submission
    undone: bool


def bulk_edits_of_school(scope: Scope, *, school_id: int, most: int = 20) -> list[BulkEditMade]:
    """Return a school's latest bulk edits, newest first. Raises OutOfScope."""
    scope.require(Permission.REGISTER_BULK_EDIT, school_id=school_id)
    rows = Submission.objects.filter(school_id=school_id, kind=Submission.Kind.BULK).order_by("-number")
    undone = Exists(Submission.objects.filter(undoes=OuterRef("pk")))
    return [BulkEditMade(row, row.undone) for row in rows.annotate(undone=undone)[:most]]

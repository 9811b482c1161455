"""Deleting what was sent, and what came of it: by hand, or when its time is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.exchange import uploads
from onroll.service.reconciliation.models import Comparison

DAYS_FILE_IS_KEPT = 7
DAYS_RESULT_IS_KEPT = 30


def delete_file(*, comparison_id: int, by: Actor, now: dt.datetime) -> Comparison:
    """Delete the file that was sent, and keep what came of it; deleted before, do nothing. Raises OutOfScope."""
    with transaction.atomic():
        comparison = _locked(comparison_id, by)
        if comparison.file_deleted_at is None:
            comparison.file_deleted_at = now
            if comparison.is_busy:
                comparison.state = Comparison.State.REFUSED
                comparison.message = "The file was deleted before it was compared. Send it again."
            comparison.save(update_fields=["file_deleted_at", "state", "message"])
            _record("reconciliation.file.deleted", comparison, by, now)
    uploads.remove(comparison.folder)
    return comparison


def delete_comparison(*, comparison_id: int, by: Actor, now: dt.datetime) -> None:
    """Delete a comparison, what came of it and its file. Raises OutOfScope."""
    with transaction.atomic():
        comparison = _locked(comparison_id, by)
        _record("reconciliation.comparison.deleted", comparison, by, now)
        folder = comparison.folder
        comparison.delete()
    uploads.remove(folder)


def delete_old_comparisons(*, by: Actor, now: dt.datetime) -> int:
    """Delete files and comparisons whose time is over; return how many of either."""
    files = Comparison.objects.filter(
        file_deleted_at=None, made_at__lte=now - dt.timedelta(days=DAYS_FILE_IS_KEPT)
    )
    results = Comparison.objects.filter(made_at__lte=now - dt.timedelta(days=DAYS_RESULT_IS_KEPT))
    count = 0
    for comparison_id in list(results.values_list("pk", flat=True)):
        delete_comparison(comparison_id=comparison_id, by=by, now=now)
        count += 1
    for comparison_id in list(files.values_list("pk", flat=True)):
        delete_file(comparison_id=comparison_id, by=by, now=now)
        count += 1
    return count


def _locked(comparison_id: int, by: Actor) -> Comparison:
    comparison = Comparison.objects.select_for_update(of=("self",)).get(pk=comparison_id)
    by.scope.require(Permission.RECONCILIATION_RUN, school_id=comparison.school_id)
    return comparison


def _record(name: str, comparison: Comparison, by: Actor, now: dt.datetime) -> None:
    record_event(
        name,
        by=by,
        now=now,
        school_id=comparison.school_id,
        subject_type="comparison",
        subject_id=comparison.pk,
    )

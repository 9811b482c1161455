"""Sending a file of another system to be compared, and having it compared again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.exchange import uploads
from onroll.service.exchange.faults import FileRefused
from onroll.service.reconciliation.asked import AskedOfMarks, AskedOfTotals
from onroll.service.reconciliation.models import Comparison
from onroll.service.reconciliation.refusals import ComparisonRefused
from onroll.service.reconciliation.their_file import refuse_file
from onroll.service.room_for_words import insert


def send_file(
    *,
    school_id: int,
    files: Iterable[uploads.Incoming],
    asked: AskedOfMarks | AskedOfTotals,
    by: Actor,
    now: dt.datetime,
) -> Comparison:
    """Keep a file to be compared with this school's registers. Raises ComparisonRefused and OutOfScope."""
    by.scope.require(Permission.RECONCILIATION_RUN, school_id=school_id)
    of_marks = isinstance(asked, AskedOfMarks)
    if isinstance(asked, AskedOfMarks):
        asked.code_map  # noqa: B018 - refuses a map that cannot be used before anything is kept
    try:
        folder, _ = uploads.keep(files)
    except FileRefused as refusal:
        raise ComparisonRefused(str(refusal)) from refusal
    try:
        refuse_file(folder)
        with transaction.atomic():
            comparison = insert(
                Comparison(
                    school_id=school_id,
                    kind=Comparison.Kind.MARKS if of_marks else Comparison.Kind.TOTALS,
                    folder=folder,
                    file_name=uploads.kept_files(folder)[0].name,
                    asked=asked.as_data(),
                    first_day=asked.first_day if isinstance(asked, AskedOfTotals) else None,
                    last_day=asked.last_day if isinstance(asked, AskedOfTotals) else None,
                    made_at=now,
                    made_by_id=by.user_id,
                    made_by_name=by.name,
                )
            )
            record_event(
                "reconciliation.file.sent",
                by=by,
                now=now,
                school_id=school_id,
                subject_type="comparison",
                subject_id=comparison.pk,
                kind=str(comparison.kind),
            )
    except BaseException:
        uploads.remove(folder)
        raise
    return comparison


@transaction.atomic
def change_meanings(*, comparison_id: int, asked: AskedOfMarks, by: Actor) -> Comparison:
    """Have a file of marks read by another map: it waits to be compared again. Raises ComparisonRefused and OutOfScope."""
    comparison = Comparison.objects.select_for_update(of=("self",)).get(pk=comparison_id)
    by.scope.require(Permission.RECONCILIATION_RUN, school_id=comparison.school_id)
    if comparison.is_busy:
        raise ComparisonRefused("The file is being compared. Wait until that is done.")
    if comparison.file_deleted_at is not None or comparison.kind != Comparison.Kind.MARKS:
        raise ComparisonRefused("The file is no longer kept. Send it again.")
    asked.code_map  # noqa: B018 - refuses a map that cannot be used
    comparison.asked = asked.as_data()
    comparison.state, comparison.message = Comparison.State.PENDING, ""
    comparison.save(update_fields=["asked", "state", "message"])
    return comparison

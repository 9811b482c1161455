"""Setting a changeset aside for good: its files are removed, and the record stays as it is."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.refusals import NotThatState
from onroll.service.exchange.landing.importing_actor import importing
from onroll.service.exchange.models import Changeset


def cancel_changeset(*, changeset_id: int, by: Actor, now: dt.datetime) -> Changeset:
    """Cancel a changeset nobody has accepted; cancelled before, do nothing. Raises NotThatState."""
    with transaction.atomic():
        changeset = Changeset.objects.select_for_update(of=("self",)).get(pk=changeset_id)
        importing(by, school_id=changeset.school_id)
        if changeset.state == Changeset.State.CANCELLED:
            return changeset
        if not changeset.is_open or changeset.state == Changeset.State.ACCEPTING:
            raise NotThatState(changeset, "cancelled")
        changeset.state = Changeset.State.CANCELLED
        changeset.decided_at, changeset.decided_by_name = now, by.name
        changeset.save(update_fields=["state", "decided_at", "decided_by_name"])
        changeset.rows_set_aside.all().delete()
        record_event(
            "exchange.changeset.cancelled",
            by=by,
            now=now,
            school_id=changeset.school_id,
            subject_type="changeset",
            subject_id=changeset.pk,
        )
    uploads.remove(changeset.folder)
    return changeset


def remove_old_changesets(*, before: dt.datetime, by: Actor, now: dt.datetime) -> int:
    """Cancel changesets sent before a moment that nobody decided on, and empty old lists of rows set aside; return how many."""
    undecided = Changeset.objects.filter(made_at__lt=before, state__in=[*Changeset.OPEN]).exclude(
        state=Changeset.State.ACCEPTING
    )
    count = 0
    for changeset_id in undecided.values_list("pk", flat=True):
        cancel_changeset(changeset_id=changeset_id, by=by, now=now)
        count += 1
    for changeset in Changeset.objects.filter(decided_at__lt=before, rows_set_aside__isnull=False).distinct():
        changeset.rows_set_aside.all().delete()
    return count

"""Sending files in: they are kept, and nothing is read yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.exchange import uploads
from onroll.service.exchange.landing.importing_actor import importing
from onroll.service.exchange.models import Changeset
from onroll.service.organisations.models import School


def send_files(
    *,
    school_id: int | None,
    files: Iterable[uploads.Incoming],
    by: Actor,
    now: dt.datetime,
    profile: Mapping[str, Any] | None = None,
) -> Changeset:
    """Keep files as a changeset to be read; the same files again, while a decision is to come, are the same changeset.

    `school_id` is None where the files are to say which school they are of; only the service itself may do that.
    `profile` says how marks from another system are laid out. Raises FileRefused and OutOfScope.
    """
    importing(by, school_id=school_id)
    folder, digest = uploads.keep(files)
    kind = Changeset.Kind.MARKS if profile else Changeset.Kind.SCHOOL
    with transaction.atomic():
        same = Changeset.objects.filter(
            school=school_id,
            digest=digest,
            kind=kind,
            profile=dict(profile or {}),
            state__in=Changeset.OPEN,
        ).first()
        if same is not None and uploads.kept_files(same.folder):
            uploads.remove(folder)
            return same
        school = School.objects.filter(pk=school_id).first() if school_id is not None else None
        changeset = Changeset.objects.create(
            school=school,
            dfe_number=school.dfe_number if school else "",
            kind=kind,
            folder=folder,
            digest=digest,
            profile=dict(profile or {}),
            made_at=now,
            made_by_id=by.user_id,
            made_by_name=by.name,
        )
        record_event(
            "exchange.files.sent",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="changeset",
            subject_id=changeset.pk,
            files=[path.name for path in uploads.kept_files(folder)],
        )
    return changeset

"""Asking for a job, together with what it is about: both are kept, or neither is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.accepting import begin_accepting
from onroll.service.exchange.actions.uploading import send_files
from onroll.service.exchange.models import Changeset
from onroll.service.jobs import tasks
from onroll.service.reconciliation.actions.sending import change_meanings, send_file
from onroll.service.reconciliation.asked import AskedOfMarks, AskedOfTotals
from onroll.service.reconciliation.models import Comparison


def ask_to_read(
    *,
    school_id: int,
    files: Iterable[uploads.Incoming],
    by: Actor,
    now: dt.datetime,
    profile: Mapping[str, Any] | None = None,
) -> Changeset:
    """Keep files that were sent and have them read soon. Raises FileRefused and OutOfScope."""
    with transaction.atomic():
        changeset = send_files(school_id=school_id, files=files, by=by, now=now, profile=profile)
        if changeset.state == Changeset.State.PENDING:
            tasks.read_files.enqueue(changeset.pk, _person(by))
    return changeset


def ask_to_read_again(*, changeset: Changeset, by: Actor) -> None:
    """Have a changeset's files read again: after a fault, or where the worker was killed once too often."""
    tasks.read_files.enqueue(changeset.pk, _person(by))


def ask_to_accept(*, changeset_id: int, by: Actor) -> Changeset:
    """Have a changeset accepted soon. Raises NotThatState and OutOfScope."""
    with transaction.atomic():
        changeset = begin_accepting(changeset_id=changeset_id, by=by)
        if changeset.state == Changeset.State.ACCEPTING:
            # What reading said last is no news of accepting.
            uploads.write_progress(changeset.folder, "", 0)
            tasks.accept_files.enqueue(changeset.pk, _person(by))
    return changeset


def ask_to_compare(
    *,
    school_id: int,
    files: Iterable[uploads.Incoming],
    asked: AskedOfMarks | AskedOfTotals,
    by: Actor,
    now: dt.datetime,
) -> Comparison:
    """Keep another system's file and have it compared soon. Raises ComparisonRefused and OutOfScope."""
    with transaction.atomic():
        comparison = send_file(school_id=school_id, files=files, asked=asked, by=by, now=now)
        tasks.compare.enqueue(comparison.pk, _person(by))
    return comparison


def ask_to_compare_again(*, comparison_id: int, asked: AskedOfMarks, by: Actor) -> Comparison:
    """Have a file of marks compared by another map of its signs. Raises ComparisonRefused and OutOfScope."""
    with transaction.atomic():
        comparison = change_meanings(comparison_id=comparison_id, asked=asked, by=by)
        tasks.compare.enqueue(comparison.pk, _person(by))
    return comparison


def ask_to_extract(*, school_id: int) -> None:
    """Have one school's extract brought up to its registers soon, after a change too large to wait for the night."""
    tasks.extract_school.enqueue(school_id)


def _person(by: Actor) -> int:
    """Return who asks: a job is run for a person, whose roles it looks up when it runs."""
    if by.user_id is None:
        raise ValueError("A job is asked for by a person.")
    return by.user_id

"""Reading a changeset's files: judged and compared, and everything a reviewer needs written beside it."""

from __future__ import annotations

import datetime as dt
import logging
from itertools import islice

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.exchange import uploads
from onroll.service.exchange.actions.refusals import NotThatState
from onroll.service.exchange.assessing import Assessment, assess
from onroll.service.exchange.collector import collector_at_rest
from onroll.service.exchange.faults import Fault, FileRefused
from onroll.service.exchange.files import FILES
from onroll.service.exchange.landing.importing_actor import importing
from onroll.service.exchange.mark_strings.reading import MarkTable, table_of_marks
from onroll.service.exchange.models import Changeset, SetAside
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.reading.folders import Sent, tables_in
from onroll.service.exchange.reading.tables import HeldTable
from onroll.service.exchange.summarising import summaries

logger = logging.getLogger(__name__)
_READABLE = {Changeset.State.PENDING, Changeset.State.READING, Changeset.State.READY, Changeset.State.FAILED}
_AT_ONCE = 1000


@collector_at_rest()
def read_changeset(
    *, changeset_id: int, by: Actor, now: dt.datetime, progress: Progress = no_progress
) -> Assessment | None:
    """Read a changeset's files; None, with the reason in its message, where they are refused. Raises NotThatState.

    Reading again is always safe: the record is only looked at.
    """
    changeset = _begin(changeset_id, by)
    try:
        found = assess_changeset(changeset, now=now, progress=progress)
        _settle(changeset, found)
    except FileRefused as refusal:
        _stop(changeset, Changeset.State.REFUSED, str(refusal))
        uploads.remove(changeset.folder)
        return None
    except Exception:
        logger.exception("changeset %s could not be read", changeset.pk)
        _stop(changeset, Changeset.State.FAILED, _FAULT_OF_OURS)
        raise
    return found


_FAULT_OF_OURS = (
    "Reading stopped by a fault in Onroll, not in the files; nothing was changed. Read them again; if it stops again, "
    "tell whoever looks after Onroll."
)


def assess_changeset(
    changeset: Changeset, *, now: dt.datetime, progress: Progress = no_progress
) -> Assessment:
    """Judge and compare a changeset's files with the record as it is now. FileRefused as assess does."""
    sent = _sent(changeset, now, progress)
    uploads.write_rows(changeset.folder, _sheets(sent))
    return assess(sent, changeset.school, now=now, progress=progress)


def _sheets(sent: Sent) -> list[tuple[str, str, int]]:
    """Return of each table that a workbook holds which it is, what it is called and how many lines it has."""
    tables = [
        (name, table.source if isinstance(table, MarkTable) else table) for name, table in sent.tables.items()
    ]
    return [(name, one.file, len(one.held)) for name, one in tables if isinstance(one, HeldTable)]


def _sent(changeset: Changeset, now: dt.datetime, progress: Progress) -> Sent:
    paths = uploads.kept_files(changeset.folder)
    if not paths:
        raise FileRefused("", "The files are no longer there.", "Send them again.")
    if changeset.kind == Changeset.Kind.MARKS:
        return table_of_marks(paths, changeset.profile, changeset.school, now=now, progress=progress)
    sent = tables_in(paths, FILES, progress)
    if not sent.tables:
        raise FileRefused(
            "",
            f"None of what was sent ({', '.join(sent.not_read)}) is a file Onroll knows.",
            f"Name the files {', '.join(f'{name}.csv' for name in FILES)}, or send a workbook with sheets of those names.",
        )
    return sent


def _begin(changeset_id: int, by: Actor) -> Changeset:
    with transaction.atomic():
        changeset = (
            Changeset.objects.select_for_update(of=("self",)).select_related("school").get(pk=changeset_id)
        )
        importing(by, school_id=changeset.school_id)
        if changeset.state not in _READABLE:
            raise NotThatState(changeset, "read")
        changeset.state = Changeset.State.READING
        changeset.save(update_fields=["state"])
    return changeset


@transaction.atomic
def _settle(changeset: Changeset, found: Assessment) -> None:
    """Write beside the changeset what reading found, in place of what an earlier reading did."""
    changeset.dfe_number = found.laestab
    changeset.files = summaries(found)
    changeset.message = _not_read_words(found.not_read)
    changeset.state = Changeset.State.READY
    changeset.save(update_fields=["dfe_number", "files", "message", "state"])
    changeset.rows_set_aside.all().delete()
    faults = found.faults()
    while batch := [_row(changeset, fault) for fault in islice(faults, _AT_ONCE)]:
        SetAside.objects.bulk_create(batch)


def _row(changeset: Changeset, fault: Fault) -> SetAside:
    return SetAside(
        changeset=changeset,
        file=fault.file[:120],
        row=fault.row,
        column=fault.column,
        value=fault.value[:300],
        what=fault.what[:500],
        cure=fault.cure[:500],
    )


def _not_read_words(names: list[str]) -> str:
    if not names:
        return ""
    return f"Not read, because no file of ours has such a name: {', '.join(names)}."


def _stop(changeset: Changeset, state: Changeset.State, message: str) -> None:
    changeset.state, changeset.message = state, message
    changeset.save(update_fields=["state", "message"])

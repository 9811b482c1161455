"""Dispose of entries that have been preserved for as long as the law asks: emptied for good, and their hashes kept.

An entry's place in the ledger, and its hash, outlive what it said, so that the ledger still verifies. The act itself is a
submission whose digest is over the hashes of everything disposed of.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register import seals
from onroll.service.attendance_register.actions.refusals import DisposalRefused
from onroll.service.attendance_register.ledger import Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.attendance_register.rows import CURRENT_TABLE, ENTRY_TABLE
from onroll.service.audit.actions import record_event

#: A session's entries go together, when the last of them may: an amendment keeps what it amended (regulation 6).
_TO_GO = f"""
    e.school_id = %s AND e.disposed_by_id IS NULL AND e.made_at < %s AND NOT EXISTS (
        SELECT 1 FROM {ENTRY_TABLE} later WHERE later.pupil_id = e.pupil_id AND later.date = e.date
           AND later.session = e.session AND later.school_id = e.school_id AND later.made_at >= %s)
"""
_EMPTIED = (
    "disposed_by_id = %s, pupil_id = NULL, code = '', minutes_late = NULL, note = '', reason = '', made_by = '', "
    "replaces_id = NULL"
)


@dataclass(frozen=True, slots=True)
class Disposable:
    """How many entries may go, and the register days they are of; None where there are none."""

    entries: int
    first_day: dt.date | None
    last_day: dt.date | None


def preview_disposal(scope: Scope, *, school_id: int, before: dt.date, on: dt.date) -> Disposable:
    """Return what `dispose_of_entries` would dispose of, without doing it. Raises OutOfScope, DisposalRefused."""
    scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    _refuse(before, on)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*), MIN(e.date), MAX(e.date) FROM {ENTRY_TABLE} e WHERE {_TO_GO}",
            _values(school_id, before),
        )
        count, first, last = cursor.fetchone()
    return Disposable(count, _day(first), _day(last))


def dispose_of_entries(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every entry made before a day, where the law no longer has it kept (regulation 7); return how many.

    They cannot be brought back. Raises DisposalRefused.
    """
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    _refuse(before, now.date())
    with transaction.atomic(), connection.cursor() as cursor:
        head = lock_ledger(school_id)
        cursor.execute(
            f"SELECT e.hash FROM {ENTRY_TABLE} e WHERE {_TO_GO} ORDER BY e.submission_id, e.id",
            _values(school_id, before),
        )
        hashes = [bytes(row[0]) for row in cursor]
        if not hashes:
            return 0
        reason = f"Entries made before {before:%-d %B %Y}, preserved for as long as regulation 7 asks"
        sending = Sending(Submission.Kind.DISPOSAL, (), reason=reason, digest=seals.digest(hashes))
        (submission_id,) = append(head, [sending], by=by, now=now)
        _empty(cursor, submission_id, school_id, before)
        record_event(
            "registers.entries.disposed",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="submission",
            subject_id=submission_id,
            before=before.isoformat(),
            entries=len(hashes),
        )
    return len(hashes)


def _empty(cursor: Any, submission_id: int, school_id: int, before: dt.date) -> None:
    cursor.execute(
        f"UPDATE {ENTRY_TABLE} AS e SET {_EMPTIED} WHERE {_TO_GO}",
        [submission_id, *_values(school_id, before)],
    )
    cursor.execute(
        f"DELETE FROM {CURRENT_TABLE} WHERE school_id = %s AND entry_id IN"
        f" (SELECT id FROM {ENTRY_TABLE} WHERE disposed_by_id = %s AND school_id = %s)",
        [school_id, submission_id, school_id],
    )


def _refuse(before: dt.date, on: dt.date) -> None:
    kept_from = first_day_preserved(on)
    if before > kept_from:
        raise DisposalRefused(
            f"Entries made on or after {day_in_words(kept_from)} must still be kept on {day_in_words(on)} "
            f"(regulation 7). Choose {day_in_words(kept_from)} or an earlier day."
        )


def _values(school_id: int, before: dt.date) -> list[Any]:
    moment = connection.ops.adapt_datetimefield_value(midnight(before))
    return [school_id, moment, moment]


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value

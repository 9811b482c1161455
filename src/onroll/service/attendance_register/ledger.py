"""The one way into the attendance register: append submissions to a school's ledger.

Nothing here judges; actions do. Everything here keeps order: the school's head is locked first, so that what an action
reads after `lock_ledger` is what its entries replace, and seals follow one another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db import connection

from onroll.service.access.actor import Actor
from onroll.service.attendance_register import seals
from onroll.service.attendance_register.models import AttendanceEntry, LedgerHead, Submission
from onroll.service.attendance_register.rows import (
    insert_entries,
    insert_submissions,
    locked_head,
    move_head,
    project,
    refresh_statistics,
    reserve_entry_ids,
)
from onroll.service.hand_written import prepared_cursor
from onroll.service.room_for_words import refuse_too_long

#: So many entries at once are a bulk load.
MANY = 10_000
#: Words that need no measuring, for every column keeps as many.
SHORT = 100


class Mark(NamedTuple):
    """One entry to be made. `replaces_id` names the entry it amends; `made_at` and `made_by` are for imports.

    A mark that `replaces_earlier` amends the one before it, of the same call, for its pupil and session.
    """

    pupil_id: int
    date: dt.date
    session: str
    code: str
    minutes_late: int | None = None
    note: str = ""
    reason: str = ""
    replaces_id: int | None = None
    made_at: dt.datetime | None = None
    made_by: str = ""
    replaces_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """One submission to be made: its header and its marks, in order.

    A closing carries the digest of its session's entries; without one, its session's entries are those appended with it.
    A disposal carries the digest of the entries it disposes of.
    """

    kind: Submission.Kind
    marks: Sequence[Mark]
    date: dt.date | None = None
    session: str = ""
    group_id: int | None = None
    key: str | None = None
    reason: str = ""
    finished: bool = False
    undoes_id: int | None = None
    made_at: dt.datetime | None = None
    by: Actor | None = None
    digest: bytes | None = None


def lock_ledger(school_id: int) -> LedgerHead:
    """Lock a school's ledger until the transaction ends, and return its head; make it the first time."""
    head = locked_head(school_id)
    if head is not None:
        return head
    LedgerHead.objects.bulk_create(
        [LedgerHead(school_id=school_id, number=0, seal=seals.GENESIS)], ignore_conflicts=True
    )
    return LedgerHead.objects.select_for_update().get(school_id=school_id)


def append(
    head: LedgerHead,
    sendings: Sequence[Sending],
    *,
    by: Actor,
    now: dt.datetime,
    more_to_come: bool = False,
    onto_blank: bool = False,
) -> list[int]:
    """Append submissions under a head that `lock_ledger` returned; return their ids, in order.

    With `more_to_come`, telling the database how full its tables have become is left to the caller. `onto_blank` says
    that no pupil has an entry yet in any of these sessions. Raises IntegrityError where a sending's key was kept before, and TooLong.
    """
    for sending in sendings:
        _refuse_too_long(sending)
    with connection.cursor() as cursor:
        sendings, entry_ids = _named_within(cursor, sendings)
    session_hashes: SessionHashes = {}
    numbered = [
        _sealed(head, sending, sending.by or by, sending.made_at or now, session_hashes)
        for sending in sendings
    ]
    with prepared_cursor() as cursor:
        ids = insert_submissions(cursor, [row for row, _ in numbered])
        entries = [
            (submission_id, *entry)
            for submission_id, (_, rows) in zip(ids, numbered, strict=True)
            for entry in rows
        ]
        if entries:
            insert_entries(cursor, entries, entry_ids)
            project(cursor, ids, replaced_within=bool(entry_ids), onto_blank=onto_blank)
        if len(entries) > MANY and not more_to_come:
            refresh_statistics(cursor)
        move_head(cursor, head)
    return ids


def _refuse_too_long(sending: Sending) -> None:
    refuse_too_long(Submission(key=sending.key, reason=sending.reason))
    for mark in sending.marks:
        if len(mark.note) > SHORT or len(mark.reason) > SHORT:
            refuse_too_long(AttendanceEntry(note=mark.note, reason=mark.reason))


def _named_within(cursor: Any, sendings: Sequence[Sending]) -> tuple[Sequence[Sending], list[int]]:
    """Number the entries ahead where one replaces another of the same call, and name it; else leave them as they are."""
    if not any(mark.replaces_earlier for sending in sendings for mark in sending.marks):
        return sendings, []
    ids = reserve_entry_ids(cursor, sum(len(sending.marks) for sending in sendings))
    coming = iter(ids)
    made: dict[tuple[int, dt.date, str], int] = {}
    named = []
    for sending in sendings:
        marks = []
        for mark in sending.marks:
            place = (mark.pupil_id, mark.date, mark.session)
            marks.append(mark._replace(replaces_id=made[place]) if mark.replaces_earlier else mark)
            made[place] = next(coming)
        named.append(replace(sending, marks=marks))
    return named, ids


#: The hashes of the entries of each (date, session) appended so far in one call.
SessionHashes = dict[tuple[dt.date | None, str], list[bytes]]


def _sealed(
    head: LedgerHead, sending: Sending, by: Actor, made_at: dt.datetime, session_hashes: SessionHashes
) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
    """Hash a sending's marks, seal it after the head, and move the head on."""
    entries = [_entry(head.school_id, mark, made_at) for mark in sending.marks]
    number, previous = head.number + 1, bytes(head.seal)
    date = sending.date.isoformat() if sending.date else None
    header = (
        head.school_id,
        number,
        sending.kind.value,
        date,
        sending.session,
        sending.group_id,
        int(sending.finished),
        sending.key,
        sending.reason,
        sending.undoes_id,
        seals.seconds(made_at),
        by.user_id,
        by.name,
        by.role,
        len(entries),
    )
    entries_digest = _digest(sending, [entry[-1] for entry in entries], session_hashes)  # type: ignore[misc]
    head.number, head.seal = number, seals.seal(header, entries_digest, previous)
    return (*header, entries_digest, previous, head.seal), entries


def _digest(sending: Sending, hashes: list[bytes], session_hashes: SessionHashes) -> bytes:
    place = (sending.date, sending.session)
    if sending.kind == Submission.Kind.DISPOSAL and sending.digest:
        return sending.digest
    if sending.kind == Submission.Kind.CLOSING:
        return sending.digest or seals.digest(session_hashes.get(place, []))
    session_hashes.setdefault(place, []).extend(hashes)
    return seals.digest(hashes)


def _entry(school_id: int, mark: Mark, made_at: dt.datetime) -> tuple[object, ...]:
    """Return one entry's row after its submission's id, in the order of `rows.ENTRY_COLUMNS`, its hash last."""
    moment = seals.seconds(mark.made_at or made_at)
    date = mark.date.isoformat()
    hashed = seals.entry_hash(
        school_id,
        mark.pupil_id,
        date,
        mark.session,
        mark.code,
        mark.minutes_late,
        mark.note,
        mark.reason,
        mark.replaces_id,
        moment,
        mark.made_by,
    )
    return (
        school_id,
        mark.pupil_id,
        date,
        mark.session,
        mark.code,
        mark.minutes_late,
        mark.note,
        mark.reason,
        mark.replaces_id,
        moment,
        mark.made_by,
        hashed,
    )

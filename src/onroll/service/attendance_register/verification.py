"""Prove a school's attendance ledger: hashes, order, seals and the projection, from the first submission on.

Reads by cursor, a row at a time: a year of a large school is 400,000 entries and must not be held in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import groupby, pairwise
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from onroll.law.plain_words import moment_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register import seals
from onroll.service.attendance_register.models import LedgerHead, Submission
from onroll.service.attendance_register.projection import projection_differences


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One place where the ledger is not as it was written; the session is named wherever it can be."""

    what: str
    message: str
    date: str | None = None
    session: str | None = None
    pupil_id: int | None = None
    entry_id: int | None = None
    submission_number: int | None = None


@dataclass(slots=True)
class Verification:
    """What a verification read, the seal it ended on, and what it found."""

    school_id: int
    entries: int = 0
    submissions: int = 0
    head: str = seals.GENESIS.hex()
    discrepancies: list[Discrepancy] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.discrepancies

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return {**asdict(self), "is_whole": self.is_whole}


def verify_register(scope: Scope, *, school_id: int) -> Verification:
    """Verify one school's attendance register. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VERIFY, school_id=school_id)
    found = Verification(school_id)
    entries = _ByNumber(_entries(school_id))
    previous, expected = seals.GENESIS, 1
    sessions: dict[tuple[str, str], Any] = defaultdict(sha256)
    disposed: dict[int, Any] = defaultdict(sha256)
    for submission in Submission.objects.filter(school_id=school_id).order_by("number").iterator(2_000):
        found.submissions += 1
        rows = entries.of(submission.pk)
        found.entries += len(rows)
        _verify_place(found, submission, expected, previous)
        _verify_entries(found, submission, rows)
        _verify_seal(found, submission, sessions)
        if submission.kind == Submission.Kind.DISPOSAL:
            _verify_disposal(found, submission, disposed.pop(submission.pk, sha256()))
        for row in rows:
            sessions[row[_DATE], row[_SESSION]].update(bytes(row[_HASH]))
            if row[_DISPOSED] is not None:
                disposed[row[_DISPOSED]].update(bytes(row[_HASH]))
        previous, expected = bytes(submission.seal), submission.number + 1
    for row in entries.left_over():
        found.discrepancies.append(
            _of_entry("inserted", "This entry belongs to no submission of the school.", row)
        )
    if disposed:
        message = "Entries were emptied, and no act of disposal in this ledger says so."
        found.discrepancies.append(Discrepancy("changed", message))
    _verify_head(found, previous, expected - 1)
    found.discrepancies += [Discrepancy(**one) for one in projection_differences(school_id)]
    found.head = previous.hex()
    return found


_WITHOUT_ENTRIES = {Submission.Kind.CLOSING, Submission.Kind.DISPOSAL}
_ID, _SUBMISSION, _PUPIL, _DATE, _SESSION, _HASH, _DISPOSED, _MADE_BY = 0, 1, 2, 3, 4, 11, 12, 13


def _entries(school_id: int) -> Iterator[tuple[Any, ...]]:
    """Yield every entry of a school as it was hashed: dates as text, moments as seconds."""
    if connection.vendor == "postgresql":
        date, made_at = "date::text", "extract(epoch FROM made_at)::bigint"
    else:
        date, made_at = "CAST(date AS TEXT)", "CAST(strftime('%%s', made_at) AS INTEGER)"
    sql = (
        f"SELECT id, submission_id, pupil_id, {date}, session, code, minutes_late, note, reason, replaces_id, {made_at},"
        " hash, disposed_by_id, made_by"
        " FROM attendance_register_attendanceentry WHERE school_id = %s ORDER BY submission_id, id"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [school_id])
        while rows := cursor.fetchmany(5_000):
            yield from rows


class _ByNumber:
    """Hands out entries by submission, in step with the submissions' own order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, key=lambda row: row[_SUBMISSION])
        self._waiting: tuple[int, list[tuple[Any, ...]]] | None = None
        self._strays: list[tuple[Any, ...]] = []

    def of(self, submission_id: int) -> list[tuple[Any, ...]]:
        """Return the entries of a submission; those of ids passed over belong to none."""
        while (group := self._next()) is not None and group[0] < submission_id:
            self._strays += group[1]
            self._waiting = None
        if group is None or group[0] != submission_id:
            return []
        self._waiting = None
        return group[1]

    def _next(self) -> tuple[int, list[tuple[Any, ...]]] | None:
        if self._waiting is None:
            key, rows = next(self._groups, (None, iter(())))
            self._waiting = (key, list(rows)) if key is not None else None
        return self._waiting

    def left_over(self) -> list[tuple[Any, ...]]:
        """Return the entries that no submission claimed."""
        while (group := self._next()) is not None:
            self._strays += group[1]
            self._waiting = None
        return self._strays


def _verify_place(found: Verification, submission: Submission, expected: int, previous: bytes) -> None:
    if submission.number != expected:
        found.discrepancies.append(
            _of_submission(
                "removed",
                submission,
                f"Submission {expected} is missing: the next there is has number {submission.number}.",
            )
        )
    if bytes(submission.previous_seal) != previous:
        found.discrepancies.append(
            _of_submission("seal", submission, "Its seal does not follow the one before it.")
        )


def _verify_entries(found: Verification, submission: Submission, rows: list[tuple[Any, ...]]) -> None:
    school_id = submission.school_id
    changed = [
        row
        for row in rows
        if row[_DISPOSED] is None and seals.entry_hash(school_id, *_said(row)) != bytes(row[_HASH])
    ]
    found.discrepancies += [
        _of_entry("changed", "This entry is not as it was made.", row, submission.number) for row in changed
    ]
    if submission.kind in _WITHOUT_ENTRIES:
        if rows:
            message = f"{submission.get_kind_display()} has entries; it never has."
            found.discrepancies.append(_of_submission("inserted", submission, message))
        return
    hashes = [bytes(row[_HASH]) for row in rows]
    if seals.digest(hashes) == bytes(submission.digest):
        return
    _explain_entries(found, submission, rows, hashes)


def _said(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what an entry says, in the order it was hashed."""
    return (*row[_PUPIL:_HASH], row[_MADE_BY])


def _explain_entries(
    found: Verification, submission: Submission, rows: list[tuple[Any, ...]], hashes: list[bytes]
) -> None:
    """Say as exactly as can be known why a submission's entries are not those it was sealed with."""
    more = len(rows) - submission.entry_count
    if more < 0:
        message = f"{-more} of its {submission.entry_count} entries {'is' if more == -1 else 'are'} missing."
        found.discrepancies.append(
            _of_submission("removed", submission, message, beside=_beside(rows, -more))
        )
        return
    if more > 0:
        extra = _extra(hashes, bytes(submission.digest)) if more == 1 and len(rows) <= 500 else None
        message = f"{more} more {'entry' if more == 1 else 'entries'} than it was sealed with."
        found.discrepancies.append(
            _of_entry(
                "inserted",
                "This entry was not in the submission when it was sealed.",
                rows[extra],
                submission.number,
            )
            if extra is not None
            else _of_submission("inserted", submission, message)
        )
        return
    found.discrepancies.append(
        _of_submission(
            "re-ordered",
            submission,
            "Its entries are not those it was sealed with, or not in their order.",
            beside=_out_of_order(rows),
        )
    )


def _beside(rows: list[tuple[Any, ...]], missing: int) -> tuple[Any, ...] | None:
    """Return the entry beside which so many were removed, by the gap they left in its submission's numbers.

    None where the gaps are not that many: then the numbers do not say.
    """
    gaps = [
        (after[_ID] - before[_ID] - 1, before)
        for before, after in pairwise(rows)
        if after[_ID] > before[_ID] + 1
    ]
    return gaps[0][1] if gaps and sum(size for size, _ in gaps) == missing else None


def _extra(hashes: list[bytes], digest: bytes) -> int | None:
    """Return the place of the one hash without which the digest holds."""
    for place in range(len(hashes)):
        if seals.digest(hashes[:place] + hashes[place + 1 :]) == digest:
            return place
    return None


def _out_of_order(rows: list[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """Return the first entry for a session before the one above it, where the others run in order; else the only day's."""
    places = [(row[_DATE], row[_SESSION]) for row in rows]
    if len(set(places)) == 1:
        return rows[0]
    back = [row for row, before, here in zip(rows[1:], places, places[1:], strict=False) if here < before]
    return back[0] if len(back) == 1 else None


def _verify_disposal(found: Verification, submission: Submission, disposed: Any) -> None:
    if disposed.digest() != bytes(submission.digest):
        found.discrepancies.append(
            _of_submission(
                "changed", submission, "The entries emptied under it are not those it was sealed with."
            )
        )


def _verify_seal(found: Verification, submission: Submission, sessions: dict[tuple[str, str], Any]) -> None:
    date = submission.date.isoformat() if submission.date else None
    closing = submission.kind == Submission.Kind.CLOSING
    if closing and sessions[date or "", submission.session].digest() != bytes(submission.digest):
        found.discrepancies.append(
            _of_submission("seal", submission, "The session's entries are not those its closing sealed.")
        )
    header = (
        submission.school_id,
        submission.number,
        submission.kind,
        date,
        submission.session,
        submission.group_id,
        int(submission.finished),
        submission.key,
        submission.reason,
        submission.undoes_id,
        seals.seconds(submission.made_at),
        submission.made_by_id,
        submission.made_by_name,
        submission.made_by_role,
        submission.entry_count,
    )
    if seals.seal(header, bytes(submission.digest), bytes(submission.previous_seal)) != bytes(
        submission.seal
    ):
        found.discrepancies.append(
            _of_submission("changed", submission, "The submission is not as it was sealed.")
        )


def _verify_head(found: Verification, seal: bytes, number: int) -> None:
    head = LedgerHead.objects.filter(school_id=found.school_id).first()
    if head is None and number == 0:
        return
    if head is None or (head.number, bytes(head.seal)) != (number, seal):
        found.discrepancies.append(
            Discrepancy(
                "removed", "The ledger does not end where its head says: submissions are missing at its end."
            )
        )


def _of_submission(
    what: str, submission: Submission, message: str, *, beside: tuple[Any, ...] | None = None
) -> Discrepancy:
    """Describe a fault of a submission; one of many sessions is placed by the entry the fault is beside, if any is known."""
    date, session = submission.date.isoformat() if submission.date else None, submission.session or None
    if date is None and beside is not None:
        date, session = str(beside[_DATE]), beside[_SESSION]
        message = f"{message} The fault is at or beside {date} {session}."
    of_session = f" for {submission.date.isoformat()} {submission.session}" if submission.date else ""
    place = (
        f"Submission {submission.number}, {submission.get_kind_display().lower()}{of_session}, sent "
        f"{moment_in_words(localtime(submission.made_at))}"
    )
    return Discrepancy(
        what,
        f"{place}: {message}",
        date=date,
        session=session,
        submission_number=submission.number,
    )


def _of_entry(what: str, message: str, row: tuple[Any, ...], number: int | None = None) -> Discrepancy:
    return Discrepancy(
        what,
        f"Entry {row[_ID]} for {row[_DATE]} {row[_SESSION]}: {message}",
        date=row[_DATE],
        session=row[_SESSION],
        pupil_id=row[_PUPIL],
        entry_id=row[_ID],
        submission_number=number,
    )

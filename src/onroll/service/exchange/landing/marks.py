"""Marks into the attendance register: first entries, then their amendments, each naming the one it replaces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django.db import connection

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.judging.marks import MarkRead
from onroll.service.exchange.judging.rows import Record
from onroll.service.exchange.marks_comparison import MarksComparison
from onroll.service.exchange.progress import REGISTER, Progress
from onroll.service.exchange.writing.marks import NAME_AND_ROLE, NO_REASON_GIVEN
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School

REASON = "Brought up to date from the school's own file"


def land_marks(
    found: Assessment, school: School, *, key: str, by: Actor, now: dt.datetime, progress: Progress
) -> int:
    """Enter what is new and amend what is changed; return how many entries were made."""
    compared = found.marks_compared
    if not (compared.new or compared.changed or compared.amendments):
        return 0
    progress(REGISTER, 0)
    pupil_ids = {ref: pk for pk, ref in SchoolRecord(school, now.date()).pupil_refs().items()}
    _keep_references([*compared.new, *compared.changed], pupil_ids, school.pk)
    return import_entries(
        school_id=school.pk,
        marks=_first_entries(compared, pupil_ids),
        amendments=list(_amendments(compared, pupil_ids)),
        key=key,
        reason=REASON,
        by=by,
        now=now,
        entered=lambda done: progress(REGISTER, done),
    )


def _first_entries(compared: MarksComparison, pupil_ids: dict[str, int]) -> Iterator[Mark]:
    """Yield the entries of sessions that have none, as first made; and those that stand differently without an amendment."""
    chains = compared.amendments
    for read in compared.new:
        chain = chains.get(read[1:4]) if chains else None
        yield Mark(
            pupil_id=pupil_ids[read.pupil_ref],
            date=read.day,
            session=read.session,
            code=chain[0]["original_code"] if chain else read.code,
            minutes_late=chain[0]["original_minutes_late"] if chain else read.minutes_late,
            note=(chain[0]["original_note"] or "") if chain else read.note,
            made_at=read.recorded_at,
            made_by=read.recorded_by,
        )
    for read in compared.changed:
        if not chains or read[1:4] not in chains:
            yield Mark(
                pupil_id=pupil_ids[read.pupil_ref],
                date=read.day,
                session=read.session,
                code=read.code,
                minutes_late=read.minutes_late,
                note=read.note,
                reason=REASON,
            )


def _amendments(compared: MarksComparison, pupil_ids: dict[str, int]) -> Iterator[Mark]:
    """Yield amendments in order; each carries the minutes and the note that the next starts from, the last those that stand."""
    if not compared.amendments:
        return
    stands = {
        read[1:4]: read for read in (*compared.new, *compared.changed) if read[1:4] in compared.amendments
    }
    for place, chain in compared.amendments.items():
        read = stands.get(place)
        for record, following in zip_longest(chain, chain[1:]):
            last = read if following is None else None
            yield Mark(
                pupil_id=pupil_ids[record["pupil_ref"]],
                date=record["date"],
                session=record["session"],
                code=record["amended_code"],
                minutes_late=following["original_minutes_late"] if following else last and last.minutes_late,
                note=(following["original_note"] or "") if following else last.note if last else "",
                reason=record["reason"] or NO_REASON_GIVEN,
                made_at=record["amended_at"],
                made_by=_amender(record),
            )


def _amender(record: Record) -> str:
    name, role = record["amended_by"] or "", record["amended_role"] or ""
    return f"{name}{NAME_AND_ROLE}{role}" if role else name


def _keep_references(marks: list[MarkRead], pupil_ids: dict[str, int], school_id: int) -> None:
    """Keep the sender's ids beside the ledger, so that an export gives them back."""
    rows = (
        (pupil_ids[mark.pupil_ref], mark.day.isoformat(), mark.session, school_id, mark.source_ref)
        for mark in marks
        if mark.source_ref
    )
    columns = "pupil_id, date, session, school_id, reference"
    cursor: Any
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, columns, rows)
        else:
            cursor.executemany(
                f"INSERT OR REPLACE INTO exchange_sentreference ({columns}) VALUES (%s, %s, %s, %s, %s)", rows
            )


def _copy(cursor: Any, columns: str, rows: Iterator[tuple[int, str, str, int, str]]) -> None:
    cursor.execute("CREATE TEMPORARY TABLE arriving_reference (LIKE exchange_sentreference) ON COMMIT DROP")
    with cursor.copy(f"COPY arriving_reference ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(
        f"INSERT INTO exchange_sentreference ({columns}) SELECT {columns} FROM arriving_reference "
        "ON CONFLICT (pupil_id, date, session, school_id) DO UPDATE SET reference = excluded.reference"
    )
    cursor.execute("DROP TABLE arriving_reference")

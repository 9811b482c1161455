"""The attendance register as attendance.csv and amendments.csv: the code that stands, and how it came to."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from onroll.service.clock import LONDON
from onroll.service.exchange.files.attendance import ATTENDANCE
from onroll.service.exchange.files.cells import on_one_line
from onroll.service.exchange.writing.record import SchoolRecord

#: Between the name and the role of somebody who amended an entry elsewhere, in the entry's `made_by`.
NAME_AND_ROLE = " · "
#: Regulation 6 asks for the reason of an amendment; this stands where a file gave none, and is written back as none.
NO_REASON_GIVEN = "No reason was given in the file"
_PUPILS_AT_ONCE = 100
_ORDER = "ORDER BY e.pupil_id, e.date, e.session, e.id"


class EntryWritten(NamedTuple):
    """One entry as the ledger holds it, with its submission's moment and person."""

    pupil_id: int
    date: str
    session: str
    code: str
    minutes_late: int | None
    note: str
    reason: str
    made_at: Any
    made_by: str
    sent_at: Any
    sent_by: str
    sent_by_role: str
    kind: str
    reference: str | None


def attendance_rows(record: SchoolRecord) -> Iterator[list[str]]:
    """Yield attendance.csv, by pupil_ref, date and session: each entry as it stands, recorded when it was first made."""
    laestab, upns = record.school.dfe_number, _upns(record)
    for ref, chains in _chains(record):
        for chain in chains:
            first, stands = chain[0], chain[-1]
            yield [
                ref,
                upns.get(stands.pupil_id) or "",
                laestab,
                str(stands.date),
                stands.session,
                stands.code,
                "" if stands.minutes_late is None else str(stands.minutes_late),
                on_one_line(stands.note),
                _recorded_at(first),
                first.made_by or _sender(first),
                stands.reference or "",
            ]


def amendment_rows(record: SchoolRecord) -> Iterator[dict[str, Any]]:
    """Yield amendments.csv, by pupil_ref, date and session, in the order they were made."""
    laestab = record.school.dfe_number
    for ref, chains in _chains(record, amended_only=True):
        for chain in chains:
            for before, after in itertools.pairwise(chain):
                name, role = _amender(after)
                yield {
                    "pupil_ref": ref,
                    "laestab": laestab,
                    "date": _day(after.date),
                    "session": after.session,
                    "original_code": before.code,
                    "amended_code": after.code,
                    "reason": "" if after.reason == NO_REASON_GIVEN else after.reason,
                    "amended_at": _made_at(after.made_at),
                    "amended_by": name,
                    "amended_role": role,
                    "original_minutes_late": before.minutes_late,
                    "original_note": before.note,
                }


ATTENDANCE_HEADER = ATTENDANCE.header


def _chains(
    record: SchoolRecord, *, amended_only: bool = False
) -> Iterator[tuple[str, list[list[EntryWritten]]]]:
    """Yield each pupil's entries, those of one session together in the order they were made."""
    by_ref = sorted((ref, pupil_id) for pupil_id, ref in record.pupil_refs().items())
    for start in range(0, len(by_ref), _PUPILS_AT_ONCE):
        batch = by_ref[start : start + _PUPILS_AT_ONCE]
        found = _entries(record.school.pk, [pupil_id for _, pupil_id in batch], amended_only)
        for ref, pupil_id in batch:
            yield ref, list(found[pupil_id].values())


def _entries(
    school_id: int, pupil_ids: list[int], amended_only: bool
) -> dict[int, dict[tuple[str, str], list[EntryWritten]]]:
    named = ", ".join(["%s"] * len(pupil_ids))
    amended = (
        "AND EXISTS (SELECT 1 FROM attendance_register_attendanceentry a WHERE a.pupil_id = e.pupil_id AND a.date = e.date "
        "AND a.session = e.session AND a.school_id = e.school_id AND a.replaces_id IS NOT NULL)"
    )
    sql = f"""
        SELECT e.pupil_id, e.date, e.session, e.code, e.minutes_late, e.note, e.reason, e.made_at, e.made_by,
               s.made_at, s.made_by_name, s.made_by_role, s.kind, r.reference
          FROM attendance_register_attendanceentry e
          JOIN attendance_register_submission s ON s.id = e.submission_id
          LEFT JOIN exchange_sentreference r
            ON r.pupil_id = e.pupil_id AND r.date = e.date AND r.session = e.session AND r.school_id = e.school_id
         WHERE e.pupil_id IN ({named}) AND e.school_id = %s {amended if amended_only else ""} {_ORDER}
    """
    found: dict[int, dict[tuple[str, str], list[EntryWritten]]] = defaultdict(lambda: defaultdict(list))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*pupil_ids, school_id])
        for row in cursor:
            entry = EntryWritten._make(row)
            found[entry.pupil_id][entry.date, entry.session].append(entry)
    return found


def _upns(record: SchoolRecord) -> dict[int, str | None]:
    from onroll.service.people.models import Pupil

    return dict(Pupil.objects.filter(enrolments__school=record.school).values_list("pk", "upn"))


def _recorded_at(entry: EntryWritten) -> str:
    """Write when an entry was made; a file that did not say is not made to say so now."""
    if entry.kind == "import" and entry.made_at == entry.sent_at:
        return ""
    return _moment(entry.made_at)


def _sender(entry: EntryWritten) -> str:
    """Return who entered it here; nobody where a file brought it without a name."""
    return "" if entry.kind == "import" else entry.sent_by


def _amender(entry: EntryWritten) -> tuple[str, str]:
    if not entry.made_by:
        return entry.sent_by, entry.sent_by_role
    name, between, role = entry.made_by.rpartition(NAME_AND_ROLE)
    return (name, role) if between else (entry.made_by, "")


@lru_cache(maxsize=1 << 14)
def _moment(stored: Any) -> str:
    return _made_at(stored).isoformat(timespec="seconds")


def _made_at(stored: Any) -> dt.datetime:
    # SQLite hands moments back as text in UTC where a statement is not the ORM's.
    moment = stored if isinstance(stored, dt.datetime) else dt.datetime.fromisoformat(stored)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(LONDON)


def _day(stored: Any) -> dt.date:
    return stored if isinstance(stored, dt.date) else dt.date.fromisoformat(stored)

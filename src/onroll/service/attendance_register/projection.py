"""The projection of the ledger: one row a pupil and session. Compared with the ledger, and rebuilt from it."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.ledger import lock_ledger

_ENTRY = "attendance_register_attendanceentry"
_CURRENT = "attendance_register_currententry"
_SAME_PLACE = (
    "c.pupil_id = e.pupil_id AND c.date = e.date AND c.session = e.session AND c.school_id = e.school_id"
)


def projection_differences(school_id: int) -> list[dict[str, Any]]:
    """Return where the projection is not what the ledger's last entries say, as a Discrepancy's fields."""
    lacking = _rows(
        f"SELECT e.date, e.session, e.pupil_id, MAX(e.id) FROM {_ENTRY} e LEFT JOIN {_CURRENT} c ON {_SAME_PLACE}"
        " WHERE e.school_id = %s AND e.disposed_by_id IS NULL AND (c.entry_id IS NULL OR e.id > c.entry_id)"
        " GROUP BY e.date, e.session, e.pupil_id",
        school_id,
    )
    differing = _rows(
        f"SELECT c.date, c.session, c.pupil_id, c.entry_id FROM {_CURRENT} c LEFT JOIN {_ENTRY} e"
        f" ON e.id = c.entry_id AND {_SAME_PLACE}"
        " WHERE c.school_id = %s AND (e.id IS NULL OR e.code <> c.code"
        " OR COALESCE(e.minutes_late, -1) <> COALESCE(c.minutes_late, -1))",
        school_id,
    )
    return [
        *(_difference(row, "The current register lacks this entry.") for row in lacking),
        *(_difference(row, "The current register shows what the ledger does not say.") for row in differing),
    ]


def rebuild_projection(*, school_id: int, by: Actor) -> int:
    """Write a school's projection afresh from its ledger; return how many rows it has."""
    by.scope.require(Permission.REGISTER_VERIFY, school_id=school_id)
    with transaction.atomic(), connection.cursor() as cursor:
        lock_ledger(school_id)
        cursor.execute(f"DELETE FROM {_CURRENT} WHERE school_id = %s", [school_id])
        cursor.execute(
            f"INSERT INTO {_CURRENT} (pupil_id, date, session, school_id, code, minutes_late, entry_id)"
            f" SELECT pupil_id, date, session, school_id, code, minutes_late, id FROM {_ENTRY} WHERE id IN"
            f" (SELECT MAX(id) FROM {_ENTRY} WHERE school_id = %s AND disposed_by_id IS NULL"
            " GROUP BY pupil_id, date, session)",
            [school_id],
        )
        return int(cursor.rowcount)


def _rows(sql: str, school_id: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [school_id])
        return list(cursor.fetchall())


def _difference(row: tuple[Any, ...], message: str) -> dict[str, Any]:
    date, session, pupil_id, entry_id = row
    return {
        "what": "projection",
        "message": f"{date} {session}: {message}",
        "date": str(date),
        "session": session,
        "pupil_id": pupil_id,
        "entry_id": entry_id,
    }

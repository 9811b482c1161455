"""Writing a school's record out as our documented files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.actions import record_event
from onroll.service.exchange.files import FILES
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.writing.canonical import write_file, write_rows
from onroll.service.exchange.writing.marks import ATTENDANCE_HEADER, amendment_rows, attendance_rows
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School

#: Beyond leave to export, what a person must be able to see for a file to be theirs to take.
SEEN_BY: dict[str, Permission] = {
    "school": Permission.EXPORT_RUN,
    "calendar": Permission.CALENDAR_VIEW,
    "groups": Permission.ROLL_VIEW,
    "staff": Permission.PEOPLE_VIEW,
    "parents": Permission.PUPIL_CONTACTS_VIEW,
    "pupils": Permission.ROLL_VIEW,
    "former_names": Permission.ROLL_VIEW,
    "markers": Permission.PUPIL_SAFEGUARDING_VIEW,
    "placings": Permission.ROLL_VIEW,
    "relationships": Permission.PUPIL_CONTACTS_VIEW,
    "admission_entries": Permission.PUPIL_CONTACTS_VIEW,
    "exclusions": Permission.PUPIL_SAFEGUARDING_VIEW,
    "attendance": Permission.REGISTER_VIEW,
    "amendments": Permission.REGISTER_VIEW,
}
#: Columns left out for those who may not see safeguarding detail.
PROTECTIVE = frozenset({"lac", "plac", "cin", "cpp"})


def files_open_to(actor: Actor, school_id: int) -> list[str]:
    """Return the files that this person may export, in order."""
    if not actor.scope.may(Permission.EXPORT_RUN, school_id=school_id):
        return []
    return [name for name in FILES if actor.scope.may(SEEN_BY[name], school_id=school_id)]


def export_school(
    *,
    school_id: int,
    folder: Path,
    by: Actor,
    now: dt.datetime,
    files: Collection[str] | None = None,
    progress: Progress = no_progress,
) -> dict[str, int]:
    """Write a school's files, all or those named, into a folder; return how many rows each has. Raises OutOfScope.

    A file without rows is not written, unless it was asked for by name.
    """
    by.scope.require(Permission.EXPORT_RUN, school_id=school_id)
    school = School.objects.select_related("authority").get(pk=school_id)
    may_export = files_open_to(by, school_id)
    wanted = may_export if files is None else [name for name in FILES if name in files]
    if refused := set(wanted) - set(may_export):
        raise OutOfScope(f"No role held lets {', '.join(sorted(refused))} be exported here.")
    record = SchoolRecord(school, now.date())
    leave_out = (
        frozenset() if by.scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id) else PROTECTIVE
    )
    counts = {}
    for name in wanted:
        progress(f"{name}.csv", 0)
        count = _write(folder / f"{name}.csv", name, record, leave_out)
        if count or files is not None:
            counts[name] = count
        else:
            (folder / f"{name}.csv").unlink()
    record_event(
        "exchange.school.exported",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="school",
        subject_id=school_id,
        files=counts,
    )
    return counts


def _write(path: Path, name: str, record: SchoolRecord, leave_out: frozenset[str]) -> int:
    if name == "attendance":
        return write_rows(path, ATTENDANCE_HEADER, attendance_rows(record))
    rows = amendment_rows(record) if name == "amendments" else record.rows_to_write(name)
    return write_file(path, FILES[name], rows, leave_out)

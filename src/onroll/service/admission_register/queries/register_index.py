"""The index of the register as it stood at the end of a past day: what entries made later say is left out."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.scope import Scope
from onroll.service.admission_register.contents import Contents, boards
from onroll.service.admission_register.queries.register import RegisterRecord, whole_register
from onroll.service.admission_register.queries.roll import RollRow, Standing, narrowed, placed


def search_register(
    scope: Scope,
    *,
    school_id: int,
    as_at: dt.date,
    words: str = "",
    standing: Standing = Standing.ON_ROLL,
) -> list[RollRow]:
    """Return the spells that a search fits, by what the register said of each at the end of a day. Raises OutOfScope."""
    records = whole_register(scope, school_id=school_id, as_at=as_at)
    rows = [_row(record) for record in records if _is_among(record, standing, as_at)]
    told = {record.enrolment_id: record.said["notifications"] for record in records}
    return narrowed(placed(rows, school_id, as_at), school_id, words, named_until=as_at, told=told)


def _is_among(record: RegisterRecord, standing: Standing, day: dt.date) -> bool:
    match standing:
        case Standing.ON_ROLL:
            return record.on_roll(day)
        case Standing.LEFT:
            return record.last_day is not None and record.last_day < day
        case Standing.COMING:
            return record.starting_day > day and record.last_day is None
    return True


def _row(record: RegisterRecord) -> RollRow:
    said: Contents = record.said
    name = said["name"]
    return RollRow(
        enrolment_id=record.enrolment_id,
        pupil_id=record.pupil_id,
        legal_surname=name["surname"],
        legal_forenames=name["forenames"],
        known_surname=name.get("known_surname") or "",
        known_forename=name.get("known_forename") or "",
        born=dt.date.fromisoformat(said["born"]),
        sex=said["sex"],
        upn=said.get("upn") or "",
        starting_day=record.starting_day,
        last_day=record.last_day,
        registration=(said.get("registration") or {}).get("kind", "sole"),
        is_boarder=boards(said) is True,
        former_upn=said.get("former_upn") or "",
    )

"""The register itself: what it says, or said, of every pupil; folded from its entries alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.contents import Contents, fold
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.admission_register.queries.roll import folded


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """What the register says of one spell of one pupil."""

    enrolment_id: int
    pupil_id: int
    said: Contents

    @property
    def starting_day(self) -> dt.date:
        return dt.date.fromisoformat(self.said["starting_day"]["day"])

    @property
    def last_day(self) -> dt.date | None:
        deletion = self.said.get("deletion")
        return dt.date.fromisoformat(deletion["last_day"]) if deletion else None

    def on_roll(self, day: dt.date) -> bool:
        """Say whether, by what is said here, the pupil was on roll on a day."""
        return self.starting_day <= day and (self.last_day is None or self.last_day >= day)

    @property
    def sort_key(self) -> tuple[str, str, int]:
        name = self.said["name"]
        return folded(name["surname"]), folded(name["forenames"]), self.pupil_id


def register_as_at(
    scope: Scope, *, school_id: int, as_at: dt.date, on_roll_on: dt.date | None = None
) -> list[RegisterRecord]:
    """Return the register as it stood at the end of a day, alphabetically: only entries made by then count.

    `on_roll_on` names the day whose roll is wanted; left out, the same day.
    """
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    day = on_roll_on or as_at
    records = [record for record in _records(school_id, as_at) if record.on_roll(day)]
    return sorted(records, key=lambda record: record.sort_key)


def whole_register(scope: Scope, *, school_id: int, as_at: dt.date) -> list[RegisterRecord]:
    """Return every spell the register held at the end of a day, those who had left included."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    return sorted(_records(school_id, as_at), key=lambda record: record.sort_key)


def first_entry_made_on(scope: Scope, *, school_id: int) -> dt.date | None:
    """Return the day the first entry was made here: before it this register can say nothing."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    rows = AdmissionEntry.objects.filter(school_id=school_id).order_by("made_on")
    return rows.values_list("made_on", flat=True).first()


def _records(school_id: int, as_at: dt.date) -> Iterator[RegisterRecord]:
    rows = AdmissionEntry.objects.filter(school_id=school_id, made_on__lte=as_at).order_by(
        "enrolment_id", "pk"
    )
    entries = rows.values_list("enrolment_id", "pupil_id", "contents", "original")
    for enrolment_id, group in groupby(entries, key=itemgetter(0)):
        made = list(group)
        said = fold((contents, original) for _, _, contents, original in made)
        # A withdrawn admission never put the name on the register, nor did a second entry of one child.
        if (said.get("deletion") or {}).get("ground") not in Enrolment.VOID:
            yield RegisterRecord(enrolment_id, made[0][1], said)

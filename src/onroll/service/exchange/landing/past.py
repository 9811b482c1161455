"""The past of pupils who come onto the record: entries, placings, markers and names as another record had them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass

from onroll.service.admission_register.given import EntryGiven
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.exchange.assessing import Assessment
from onroll.service.exchange.comparison import Comparison
from onroll.service.exchange.judging.rows import Record
from onroll.service.exchange.landing.schools import Groups
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School
from onroll.service.people.models import (
    FormerName,
    PupilMarker,
    RegistrationGroupMembership,
    YearGroupMembership,
)


@dataclass(frozen=True, slots=True)
class Past:
    """What files of the past say, so that admitting does not make it up: spells with entries, pupils placed, markers."""

    entries: dict[tuple[str, dt.date], tuple[EntryGiven, ...]]
    placed: frozenset[str]
    marked: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, found: Assessment) -> Past:
        """Return what some files say of the past."""
        entries: dict[tuple[str, dt.date], list[EntryGiven]] = defaultdict(list)
        new = found.comparisons.get("admission_entries", Comparison()).new
        for record in sorted(new, key=lambda one: (one["made_at"], one.row)):
            entries[record["pupil_ref"], record["entry_date"]].append(_entry(record))
        placings, markers = found.judged.get("placings"), found.judged.get("markers")
        return cls(
            {spell: tuple(given) for spell, given in entries.items()},
            frozenset(record["pupil_ref"] for record in (placings.records if placings else ())),
            frozenset(
                (record["pupil_ref"], record["marker"]) for record in (markers.records if markers else ())
            ),
        )


def _entry(record: Record) -> EntryGiven:
    return EntryGiven(
        kind=AdmissionEntry.Kind(record["kind"]),
        contents=json.loads(record["contents"]),
        original=json.loads(record["original"] or "{}"),
        reason=record["reason"] or "",
        made_at=record["made_at"],
        made_by=record["made_by"],
        made_role=record["made_role"] or "",
    )


def land_past(found: Assessment, school: School, groups: Groups, *, now: dt.datetime) -> None:
    """Land placings, markers and former names, once their pupils are on record."""
    named = [name for name in ("placings", "markers", "former_names") if name in found.comparisons]
    if not named:
        return
    ids = {ref: pk for pk, ref in SchoolRecord(school, now.date()).pupil_refs().items()}
    if "placings" in named:
        _land_placings(found.comparisons["placings"].new, ids, school, groups)
    if "markers" in named:
        _land_markers(found.comparisons["markers"], ids)
    if "former_names" in named:
        _land_former_names(found.comparisons["former_names"].new, ids)


def _land_placings(new: list[Record], ids: dict[str, int], school: School, groups: Groups) -> None:
    RegistrationGroupMembership.objects.bulk_create(
        RegistrationGroupMembership(
            pupil_id=ids[record["pupil_ref"]],
            group=groups.on(record["registration_group"], record["first_day"]),
            first_day=record["first_day"],
            last_day=record["last_day"],
        )
        for record in new
        if record["registration_group"]
    )
    YearGroupMembership.objects.bulk_create(
        YearGroupMembership(
            pupil_id=ids[record["pupil_ref"]],
            school=school,
            year_group=record["nc_year"],
            first_day=record["first_day"],
            last_day=record["last_day"],
        )
        for record in new
        if record["nc_year"]
    )


def _land_markers(compared: Comparison, ids: dict[str, int]) -> None:
    pupil_ids = {ids[record["pupil_ref"]] for record in compared.new}
    # A pupil who came from another school here brings theirs along.
    known = set(
        PupilMarker.objects.filter(pupil_id__in=pupil_ids).values_list("pupil_id", "kind", "first_day")
    )
    PupilMarker.objects.bulk_create(
        PupilMarker(
            pupil_id=ids[record["pupil_ref"]],
            kind=record["marker"],
            detail=record["detail"] or "",
            first_day=record["first_day"],
            last_day=record["last_day"],
        )
        for record in compared.new
        if (ids[record["pupil_ref"]], record["marker"], record["first_day"]) not in known
    )
    for change in compared.changed:
        record = change.record
        PupilMarker.objects.filter(
            pupil_id=ids[record["pupil_ref"]], kind=record["marker"], first_day=record["first_day"]
        ).update(detail=record["detail"] or "", last_day=record["last_day"])


def _land_former_names(new: list[Record], ids: dict[str, int]) -> None:
    known = set(
        FormerName.objects.filter(pupil_id__in={ids[record["pupil_ref"]] for record in new}).values_list(
            "pupil_id", "surname", "forenames", "until"
        )
    )
    FormerName.objects.bulk_create(
        FormerName(
            pupil_id=ids[record["pupil_ref"]],
            surname=record["surname"],
            forenames=record["forename"],
            until=record["until"],
        )
        for record in new
        if (ids[record["pupil_ref"]], record["surname"], record["forename"], record["until"]) not in known
    )

"""What pupils.csv cannot say of the past: former names, days of markers, groups and years, and the register's own entries.

An export writes only what does not follow from pupils.csv, so that the usual files of a school come out as they went in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.clock import LONDON
from onroll.service.exchange.files.history import canonical_json
from onroll.service.exchange.models import Changeset
from onroll.service.people.models import (
    FormerName,
    PupilMarker,
    RegistrationGroupMembership,
    YearGroupMembership,
)

if TYPE_CHECKING:
    from onroll.service.exchange.writing.record import SchoolRecord

Row = dict[str, Any]
Rows = Callable[["SchoolRecord"], Iterator[Row]]


def former_name_rows(record: SchoolRecord) -> Iterator[Row]:
    """Yield former_names.csv, by pupil_ref and the day until which the name was borne."""
    refs = record.pupil_refs()
    names = FormerName.objects.filter(pupil__enrolments__school=record.school).distinct()
    for name in sorted(names, key=lambda one: (refs[one.pupil_id], one.until, one.surname, one.forenames)):
        yield {
            "pupil_ref": refs[name.pupil_id],
            "laestab": record.school.dfe_number,
            "surname": name.surname,
            "forename": name.forenames,
            "until": name.until,
        }


def marker_rows(record: SchoolRecord) -> Iterator[Row]:
    """Yield markers.csv, by pupil_ref, marker and first day: every marker on record."""
    refs = record.pupil_refs()
    markers = PupilMarker.objects.filter(pupil__enrolments__school=record.school).distinct()
    for marker in sorted(markers, key=lambda one: (refs[one.pupil_id], one.kind, one.first_day, one.pk)):
        yield {
            "pupil_ref": refs[marker.pupil_id],
            "laestab": record.school.dfe_number,
            "marker": str(marker.kind),
            "detail": marker.detail,
            "first_day": marker.first_day,
            "last_day": marker.last_day,
        }


def markers_to_write(record: SchoolRecord) -> Iterator[Row]:
    """Yield the markers of pupils who have any that has ended, has words, began later, or has no column in pupils.csv."""
    from onroll.service.exchange.writing.record import FLAGS

    has_column = {*map(str, FLAGS.values()), str(PupilMarker.Kind.SEN_SUPPORT)}
    entered = _first_days(record)
    for ref, rows in _by_pupil(marker_rows(record)):
        follow = all(
            row["marker"] in has_column
            and not row["detail"]
            and row["last_day"] is None
            and row["first_day"] == entered.get(ref)
            for row in rows
        )
        if not follow or len({row["marker"] for row in rows}) < len(rows):
            yield from rows


def placing_rows(record: SchoolRecord) -> Iterator[Row]:
    """Yield placings.csv, by pupil_ref, first day and group: each pupil's days in groups and in years."""
    refs = record.pupil_refs()
    rows: list[Row] = []
    groups = RegistrationGroupMembership.objects.filter(group__school=record.school)
    years = YearGroupMembership.objects.filter(school=record.school)
    for pupil_id, group, first_day, last_day in groups.values_list(
        "pupil_id", "group__name", "first_day", "last_day"
    ):
        if pupil_id in refs:
            rows.append(_placing(record, refs[pupil_id], group, "", first_day, last_day))
    for pupil_id, year, first_day, last_day in years.values_list(
        "pupil_id", "year_group", "first_day", "last_day"
    ):
        if pupil_id in refs:
            rows.append(_placing(record, refs[pupil_id], "", year, first_day, last_day))
    yield from sorted(rows, key=_placing_order)


def placings_to_write(record: SchoolRecord) -> Iterator[Row]:
    """Yield the placings of pupils who moved, or whose days are not those of their spells on the roll."""
    usual: dict[str, list[Row]] = defaultdict(list)
    opened = {(row["registration_group"], row["last_day"]): row["first_day"] for row in record.group_rows()}
    for row in record.pupil_rows():
        usual[row["pupil_ref"]] += usual_placings(record, row, opened.get((row["registration_group"], None)))
    for ref, rows in _by_pupil(placing_rows(record)):
        if rows != sorted(usual[ref], key=_placing_order):
            yield from rows
    # A pupil without any placing where pupils.csv names a group cannot be: the column is read off the placings.


def usual_placings(record: SchoolRecord, spell: Row, group_opened: dt.date | None) -> list[Row]:
    """Return the placings that a row of pupils.csv makes by itself."""
    entry, left = spell["entry_date"], spell["leaving_date"]
    first_day = max(entry, group_opened) if group_opened and spell["registration_group"] else entry
    if left is not None and left < first_day:
        first_day = entry
    made = []
    if spell["registration_group"]:
        made.append(_placing(record, spell["pupil_ref"], spell["registration_group"], "", first_day, left))
    if spell["nc_year"]:
        made.append(_placing(record, spell["pupil_ref"], "", spell["nc_year"], first_day, left))
    return made


def groups_to_write(record: SchoolRecord) -> Iterator[Row]:
    """Yield groups.csv where the groups are not those that pupils.csv and staff.csv make by themselves."""
    rows = list(record.group_rows())
    years: dict[str, set[str]] = defaultdict(set)
    for row in record.pupil_rows():
        if row["registration_group"]:
            years[row["registration_group"]].add(row["nc_year"])
    for row in record.staff_rows():
        if row["registration_group"]:
            years[row["registration_group"]] |= set()
    follow = (
        len({row["first_day"] for row in rows}) <= 1
        and all(row["last_day"] is None for row in rows)
        and {row["registration_group"]: row["nc_year"] for row in rows}
        == {name: only_year(held) for name, held in years.items()}
    )
    yield from () if follow else rows


def only_year(years: Iterable[str]) -> str:
    """Return the one year group that all of a group's pupils are in; blank for a mixed group."""
    said = {year for year in years if year}
    return said.pop() if len(said) == 1 else ""


def entry_rows(record: SchoolRecord) -> Iterator[Row]:
    """Yield admission_entries.csv, by pupil_ref, entry date and the order in which the entries were made."""
    for row in _entries(record):
        row.pop("brought")
        yield row


def entries_to_write(record: SchoolRecord) -> Iterator[Row]:
    """Yield the entries of spells that were not simply admitted, and perhaps deleted, by files."""
    for _, spell in groupby(_entries(record), key=itemgetter("pupil_ref", "entry_date")):
        rows = list(spell)
        if all(row["brought"] for row in rows):
            continue
        for row in rows:
            row.pop("brought")
        yield from rows


def _entries(record: SchoolRecord) -> Iterator[Row]:
    refs, parents = record.pupil_refs(), record.parent_refs()
    spells = {one.pk: one.starting_day for one in record.enrolments()}
    moments = set(
        Changeset.objects.filter(school=record.school, state=Changeset.State.ACCEPTED).values_list(
            "decided_at", flat=True
        )
    )
    entries = AdmissionEntry.objects.filter(enrolment__in=spells)
    for entry in sorted(entries, key=lambda one: (refs[one.pupil_id], spells[one.enrolment_id], one.pk)):
        yield {
            "pupil_ref": refs[entry.pupil_id],
            "laestab": record.school.dfe_number,
            "entry_date": spells[entry.enrolment_id],
            "kind": str(entry.kind),
            "contents": canonical_json(_with_refs(entry.contents, parents)),
            "original": canonical_json(_with_refs(entry.original, parents)) if entry.original else "",
            "reason": entry.reason,
            "made_at": entry.made_at.astimezone(LONDON).replace(microsecond=0),
            "made_by": entry.made_by_name,
            "made_role": entry.made_by_role,
            "brought": entry.kind in _BROUGHT_BY_FILES and entry.made_at in moments,
        }


_BROUGHT_BY_FILES = {AdmissionEntry.Kind.ADMITTED, AdmissionEntry.Kind.DELETED}


def _with_refs(contents: Row, parents: dict[int, str]) -> Row:
    """Name parents by the school's own ids: ours mean nothing elsewhere."""
    if not contents.get("parents"):
        return contents
    named = []
    for parent in contents["parents"]:
        others = {name: value for name, value in parent.items() if name != "parent_id"}
        named.append({"parent_ref": parents.get(parent.get("parent_id") or 0, ""), **others})
    return {**contents, "parents": named}


def _placing(
    record: SchoolRecord, ref: str, group: str, year: str, first_day: dt.date, last_day: dt.date | None
) -> Row:
    return {
        "pupil_ref": ref,
        "laestab": record.school.dfe_number,
        "registration_group": group,
        "nc_year": year,
        "first_day": first_day,
        "last_day": last_day,
    }


def _placing_order(row: Row) -> tuple[Any, ...]:
    return row["pupil_ref"], row["first_day"], row["registration_group"], row["nc_year"]


def _by_pupil(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    for ref, own in groupby(rows, key=itemgetter("pupil_ref")):
        yield ref, list(own)


def _first_days(record: SchoolRecord) -> dict[str, dt.date]:
    refs, first = record.pupil_refs(), {}
    for pupil_id, day in (
        record.enrolments().order_by("-starting_day").values_list("pupil_id", "starting_day")
    ):
        first[refs[pupil_id]] = day
    return first


#: Everything on record of a file of the past, and of it what an export writes.
HISTORY: dict[str, Rows] = {
    "former_names": former_name_rows,
    "markers": marker_rows,
    "placings": placing_rows,
    "admission_entries": entry_rows,
}
WRITTEN: dict[str, Rows] = {
    "groups": groups_to_write,
    "markers": markers_to_write,
    "placings": placings_to_write,
    "admission_entries": entries_to_write,
}

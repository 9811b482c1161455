"""The past of a school that pupils.csv has no column for, as canonical files beside those of `a_school_folder`."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from onroll.service.exchange.files import FILES

Row = dict[str, str]
ENTERED = dt.date(2025, 9, 3)


def with_a_past(folder: Path) -> Path:
    """Give the first two pupils of a school folder a past, and return the folder."""
    school = _read(folder / "school.csv")[0]["laestab"]
    pupils = _read(folder / "pupils.csv")
    first, second = pupils[0], pupils[1]
    blank = dict.fromkeys(("known_surname", "address", "last_school", "last_school_address", "boarder"), "")
    for pupil in pupils:
        pupil.update(blank)
    second.update(
        known_surname="Begum-Hale", address="4, Quay Street", last_school="Tidewell Infant School",
        last_school_address="Tidewell", boarder="N", fsm="N", sen="N", ehcp="N", lac="N", plac="N", cin="N", cpp="N",
    )  # fmt: skip
    first.update(registration_group="1A", nc_year="1", last_school="none")
    _write(folder, "pupils", pupils)
    _write(folder, "groups", [
        {"laestab": school, "registration_group": "1A", "nc_year": "1", "first_day": "2024-09-01", "last_day": "2025-08-31"},
        {"laestab": school, "registration_group": "1A", "nc_year": "1", "first_day": "2025-09-01"},
        {"laestab": school, "registration_group": "2A", "nc_year": "2", "first_day": "2025-09-01"},
    ])  # fmt: skip
    _write(folder, "former_names", [
        {"pupil_ref": second["pupil_ref"], "laestab": school, "surname": "Hale", "forename": "Ben", "until": "2025-09-20"}
    ])  # fmt: skip
    markers = [
        ("child protection", "Neglect", "2025-09-04", "2025-09-18"),
        ("fsm", "", "2025-09-03", "2025-09-10"),
        ("young carer", "", "2025-09-08", ""),
    ]
    _write(folder, "markers", [
        {"pupil_ref": second["pupil_ref"], "laestab": school, "marker": marker, "detail": detail,
         "first_day": first_day, "last_day": last_day}
        for marker, detail, first_day, last_day in markers
    ])  # fmt: skip
    _write(folder, "placings", [
        {"pupil_ref": first["pupil_ref"], "laestab": school, "registration_group": group, "nc_year": year,
         "first_day": first_day, "last_day": last_day}
        for group, year, first_day, last_day in (
            ("", "R", "2024-09-03", "2025-08-31"), ("1A", "", "2024-09-03", "2025-08-31"),
            ("", "1", "2025-09-01", ""), ("1A", "", "2025-09-01", ""),
        )
    ])  # fmt: skip
    _write(folder, "admission_entries", [_entry(second, school, *one) for one in _entries(second)])
    return folder


def _entries(pupil: Row) -> list[tuple[str, dict[str, object], dict[str, object], str, str]]:
    hale = {"surname": "Hale", "forenames": "Ben", "known_surname": "", "known_forename": ""}
    begum = {
        **hale,
        "surname": pupil["surname"],
        "forenames": pupil["forename"],
        "known_surname": "Begum-Hale",
    }
    parent = {"parent_ref": "R00002", "name": "Mrs B Hale", "relationship": "mother", "address": "4, Quay Street",
              "postcode": "NR1 2AB", "lives_with": True, "numbers": ["07700 900001"]}  # fmt: skip
    moving = {
        "of": "move",
        "parent_name": "Mrs B Hale",
        "address": "9, Mill Lane",
        "from": "2025-10-01",
        "told_by": "",
    }
    admitted = {
        "name": hale, "address": {"address": "4, Quay Street", "postcode": "NR1 2AB"}, "parents": [parent], "born": pupil["dob"], "sex": pupil["sex"], "upn": pupil["upn"],
        "boarder": False, "starting_day": {"day": pupil["entry_date"], "basis": "agreed"},
        "last_school": {"name": "Tidewell Infant School", "address": "Tidewell"},
    }  # fmt: skip
    return [
        ("admitted", admitted, {}, "", "2025-09-03T08:20:00+01:00"),
        ("notified", {"notification": moving}, {}, "", "2025-09-15T15:40:00+01:00"),
        ("amended", {"name": begum}, {"name": hale}, "Deed poll seen", "2025-09-20T09:30:00+01:00"),
    ]


def _entry(
    pupil: Row, school: str, kind: str, contents: Mapping[str, object], original: Mapping[str, object], reason: str, at: str
) -> Row:  # fmt: skip
    written: Callable[[object], str] = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True)  # noqa: E731
    return {
        "pupil_ref": pupil["pupil_ref"], "laestab": school, "entry_date": pupil["entry_date"], "kind": kind,
        "contents": written(contents), "original": written(original) if original else "", "reason": reason,
        "made_at": at, "made_by": "Ms Ruth Hartnell", "made_role": "Head teacher",
    }  # fmt: skip


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(folder: Path, name: str, rows: list[Row]) -> None:
    said = {column for row in rows for column in row}
    header = [column.name for column in FILES[name].columns if not column.beyond or column.name in said]
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)

"""A school's files in the canonical form: the bench's thousand pupils and their year, as another system would send them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from onroll.benchmarks.made_up import (
    DAYS,
    FIRST_DAY,
    GROUPS,
    PUPILS,
    TIMES,
    Marks,
    born,
    group_of,
    name_of,
    school_days,
    sessions,
)
from onroll.identifiers import upn_check_letter
from onroll.service.clock import LONDON
from onroll.service.exchange.files import FILES

DFE_NUMBER = "9992998"
Row = dict[str, object]


def write_files(folder: Path) -> None:
    """Write every file of a school that the import reads."""
    days = school_days(DAYS)
    for name, rows in {
        "school": _school(),
        "calendar": _calendar(days),
        "staff": _staff(),
        "parents": _parents(),
        "pupils": _pupils(),
        "relationships": _relationships(),
        "attendance": _attendance(days),
    }.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, FILES[name].header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _school() -> Iterable[Row]:
    yield {
        "laestab": DFE_NUMBER, "urn": "199998", "name": "Imported Primary School", "phase": "primary",
        "kind": "maintained", "lowest_age": 4, "highest_age": 11, "authority": "Benchshire",
    }  # fmt: skip


def _calendar(days: list[dt.date]) -> Iterable[Row]:
    for day, session in sessions(days):
        opens, closes = TIMES[session][:2]
        yield {
            "laestab": DFE_NUMBER, "date": day.isoformat(), "session": session, "kind": "school",
            "register_opens": f"{opens:%H:%M}", "register_closes": f"{closes:%H:%M}",
        }  # fmt: skip


def _staff() -> Iterable[Row]:
    for n in range(GROUPS):
        yield {
            "staff_ref": f"S{n}", "laestab": DFE_NUMBER, "title": "Mx", "surname": f"Teacher{n}", "forename": "Sam",
            "role": "teacher", "registration_group": f"Class {n + 1}", "first_day": FIRST_DAY.isoformat(),
        }  # fmt: skip


def _parents() -> Iterable[Row]:
    for n in range(PUPILS):
        yield {
            "parent_ref": f"R{n}", "title": "Mx", "surname": name_of(n)[1], "forename": "Mel",
            "mobile": f"07700 9{n:05d}", "address": f"{n} Mill Lane",
        }  # fmt: skip


def _pupils() -> Iterable[Row]:
    for n in range(PUPILS):
        forename, surname = name_of(n)
        rest = f"999299825{n:03d}"
        yield {
            "pupil_ref": f"P{n}", "upn": upn_check_letter(rest) + rest, "laestab": DFE_NUMBER,
            "registration_group": f"Class {group_of(n) + 1}", "surname": surname, "forename": forename,
            "dob": born(n).isoformat(), "sex": "FM"[n % 2], "nc_year": str(group_of(n) % 6 + 1),
            "enrol_status": "C", "entry_date": FIRST_DAY.isoformat(),
        }  # fmt: skip


def _relationships() -> Iterable[Row]:
    for n in range(PUPILS):
        yield {
            "pupil_ref": f"P{n}", "laestab": DFE_NUMBER, "parent_ref": f"R{n}", "relationship": "parent",
            "parental_responsibility": "Y", "lives_with": "Y", "contact_order": 1,
            "first_day": FIRST_DAY.isoformat(),
        }  # fmt: skip


def _attendance(days: list[dt.date]) -> Iterable[Row]:
    marks = Marks(seed=11)
    for day, session in sessions(days):
        opens = TIMES[session][0]
        made_at = dt.datetime.combine(day, opens, tzinfo=LONDON).isoformat(timespec="seconds")
        for n in range(PUPILS):
            code, late = marks.draw(session)
            yield {
                "pupil_ref": f"P{n}", "laestab": DFE_NUMBER, "date": day.isoformat(), "session": session, "code": code,
                "minutes_late": "" if late is None else late, "recorded_at": made_at, "recorded_by": f"Mx Teacher{group_of(n)}",
            }  # fmt: skip

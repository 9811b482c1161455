"""A made-up school as the files of docs/exchange, in their canonical form: what an import reads and an export must give back."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from onroll.identifiers import upn_check_letter
from onroll.service.exchange.files import FILES

LONDON = ZoneInfo("Europe/London")
FORENAMES = [
    "Amina",
    "Ben",
    "Chidi",
    "Dilys",
    "Ewan",
    "Farah",
    "Gethin",
    "Hana",
    "Idris",
    "Joanna",
    "Kofi",
    "Leila",
    "Marek",
    "Niamh",
    "Osian",
    "Priya",
    "Rhys",
    "Sunita",
]
SURNAMES = [
    "Abara",
    "Begum",
    "Calder",
    "Dunmore",
    "Eze",
    "Ferris",
    "Glenny",
    "Hussain",
    "Idowu",
    "Jessop",
    "Kaur",
    "Lindqvist",
    "Maddox",
    "Nkemelu",
    "Orrin",
]
#: Codes by how often they fall, roughly as published, in mornings; the afternoon's present mark is put in its place.
CODES = (
    ("/",) * 930
    + ("I",) * 32
    + ("O",) * 12
    + ("L",) * 11
    + ("G",) * 5
    + ("M",) * 3
    + ("V",) * 4
    + ("U",) * 2
    + ("C",)
)


@dataclass(frozen=True)
class SchoolFolder:
    """The size and place of a made-up school. Terms are spans of days, both included."""

    pupils: int = 40
    groups: int = 2
    dfe_number: str = "9202001"
    urn: str = "150001"
    name: str = "Broadmere Primary School"
    terms: Sequence[tuple[dt.date, dt.date]] = ((dt.date(2025, 9, 3), dt.date(2025, 10, 3)),)
    seed: int = 1
    amended_one_in: int = 60

    @property
    def days(self) -> list[dt.date]:
        """The days the school meets."""
        return [
            first + dt.timedelta(days=n)
            for first, last in self.terms
            for n in range((last - first).days + 1)
            if (first + dt.timedelta(days=n)).weekday() < 5
        ]


def a_school_folder(folder: Path, school: SchoolFolder | None = None) -> Path:
    """Write the nine files of a school into a folder, and return it."""
    school = school or SchoolFolder()
    chance = random.Random(school.seed)  # noqa: S311 - made-up marks, no secret
    folder.mkdir(parents=True, exist_ok=True)
    pupils = [_pupil(school, number, chance) for number in range(school.pupils)]
    marks, amendments = _marks(school, pupils, chance)
    _write(
        folder,
        "school",
        [[school.dfe_number, school.urn, school.name, "primary", "maintained", "4", "11", "Anywhere"]],
    )
    _write(folder, "calendar", _calendar(school))
    _write(folder, "staff", _staff(school))
    _write(folder, "parents", _parents(pupils))
    _write(folder, "pupils", pupils)
    _write(folder, "relationships", _relationships(school, pupils))
    _write(
        folder,
        "exclusions",
        [[pupils[0][1], school.dfe_number, str(school.days[2]), str(school.days[3]), "4", "SUSP", "PB"]],
    )
    _write(folder, "attendance", marks)
    _write(folder, "amendments", amendments)
    return folder


def _write(folder: Path, name: str, rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(FILES[name].header)
        writer.writerows(rows)


def group_name(number: int) -> str:
    """Name a registration group."""
    return f"{number % 6 + 1}{'ABCDEFGHJK'[number // 6]}"


def _pupil(school: SchoolFolder, number: int, chance: random.Random) -> list[str]:
    serial = (
        f"{school.dfe_number}23{number % 1000:03}"
        if number < 1000
        else f"{school.dfe_number}{24 + number // 1000}{number % 1000:03}"
    )
    upn = upn_check_letter(serial) + serial
    group = number % school.groups
    year = group % 6 + 1
    born = dt.date(2025 - 5 - year, 9, 1) + dt.timedelta(days=number * 7 % 360)
    left = number % 37 == 36
    entry = school.days[0] if number % 11 else school.days[0] - dt.timedelta(days=365)
    sen = chance.choices("NKE", (80, 15, 5))[0]
    forename = FORENAMES[number % len(FORENAMES)]
    return [
        f"P{number + 1:05}", upn, school.dfe_number, group_name(group), SURNAMES[number % len(SURNAMES)], forename,
        forename[:2] + "s" if number % 9 == 0 else "", str(born), "FM"[number % 2], "WBRI" if number % 3 else "AIND",
        str(year), "NY"[number % 4 == 0], sen, "NY"[sen == "E"], "NY"[number % 40 == 1], "N", "NY"[number % 25 == 2],
        "NY"[number % 50 == 3], "M" if number % 30 == 5 else "C", str(entry), str(school.days[-3]) if left else "",
        "b" if left else "", "NR1 2AB",
    ]  # fmt: skip


def _calendar(school: SchoolFolder) -> Iterable[list[str]]:
    days = school.days
    first, last = days[0], days[-1]
    meets = set(days)
    for n in range((last - first).days + 1):
        day = first + dt.timedelta(days=n)
        for session, opens, closes in (("AM", "08:50", "09:15"), ("PM", "13:10", "13:25")):
            if day in meets:
                yield [school.dfe_number, str(day), session, "school", opens, closes]
            elif day.weekday() < 5:
                yield [school.dfe_number, str(day), session, "holiday", "", ""]


def _staff(school: SchoolFolder) -> Iterable[list[str]]:
    first_day = str(school.days[0])
    people = [
        (
            f"S{number + 1:03}",
            "Mx",
            SURNAMES[-1 - number % len(SURNAMES)],
            FORENAMES[-1 - number % len(FORENAMES)],
            "teacher",
            group_name(number),
        )
        for number in range(school.groups)
    ]
    people += [
        ("S901", "Ms", "Hartnell", "Ruth", "head", ""),
        ("S902", "Mr", "Okello", "Dan", "attendance_officer", ""),
    ]
    for ref, title, surname, forename, role, group in people:
        email = f"{ref.lower()}@broadmere.example"
        yield [ref, school.dfe_number, title, surname, forename, email, role, group, first_day, ""]


def _parents(pupils: Sequence[list[str]]) -> Iterable[list[str]]:
    for number, pupil in enumerate(pupils):
        address = f"{number + 1}, Mill Lane" if number % 5 else f'"The Old Forge", {number} High Street'
        yield [
            f"R{number + 1:05}", "Mrs" if number % 2 else "Mr", pupil[4], FORENAMES[(number * 5) % len(FORENAMES)],
            f"parent{number}@home.example", f"07700 900{number % 1000:03}", "" if number % 3 else "01632 960001", address, "NR1 2AB",
            "2025-09-03" if number % 2 else "",
        ]  # fmt: skip


def _relationships(school: SchoolFolder, pupils: Sequence[list[str]]) -> Iterable[list[str]]:
    for number, pupil in enumerate(pupils):
        # Every fourth parent has the next pupil too: siblings.
        refs = sorted({number, number - 1} if number % 4 == 1 else {number})
        for order, parent in enumerate(refs, start=1):
            yield [
                pupil[0],
                school.dfe_number,
                f"R{parent + 1:05}",
                "mother" if parent % 2 else "father",
                "Y",
                "NY"[order == 1],
                str(order),
                "Y",
                pupil[19],
                "",
            ]


def _marks(
    school: SchoolFolder, pupils: Sequence[list[str]], chance: random.Random
) -> tuple[list[list[str]], list[list[str]]]:
    marks: list[list[str]] = []
    amendments: list[list[str]] = []
    moments = {
        (day, session): dt.datetime.combine(day, dt.time(hour, 1, 5), tzinfo=LONDON).isoformat()
        for day in school.days
        for session, hour in (("AM", 9), ("PM", 13))
    }
    for pupil in pupils:
        ref, upn = pupil[0], pupil[1]
        entry, leaving = (
            dt.date.fromisoformat(pupil[19]),
            dt.date.fromisoformat(pupil[20]) if pupil[20] else dt.date.max,
        )
        for day in school.days:
            if not entry <= day <= leaving:
                continue
            for session in ("AM", "PM"):
                code = chance.choice(CODES)
                code = "\\" if code == "/" and session == "PM" else code
                late = str(chance.randint(1, 20)) if code == "L" else ""
                note = "Seen by the dentist, “back by noon”" if code == "M" else ""
                by = f"Mx {SURNAMES[int(ref[1:]) % 7]}"
                marks.append(
                    [
                        ref,
                        upn,
                        school.dfe_number,
                        str(day),
                        session,
                        code,
                        late,
                        note,
                        moments[day, session],
                        by,
                        f"m{len(marks)}",
                    ]
                )
                if code in "IO" and chance.randrange(max(1, school.amended_one_in // 10)) == 0:
                    at = dt.datetime.combine(day, dt.time(15, 30), tzinfo=LONDON)
                    amendments += _amendments(school, ref, day, session, code, at)
    return marks, amendments


def _amendments(
    school: SchoolFolder, ref: str, day: dt.date, session: str, code: str, at: dt.datetime
) -> list[list[str]]:
    later = (at + dt.timedelta(days=1)).isoformat()
    return [
        [
            ref,
            school.dfe_number,
            str(day),
            session,
            "N",
            "L",
            "Thought to be late",
            at.isoformat(),
            "Mr Okello",
            "Attendance officer",
        ],
        [
            ref,
            school.dfe_number,
            str(day),
            session,
            "L",
            code,
            "Parent rang, was away",
            later,
            "Mr Okello",
            "Attendance officer",
        ],
    ]

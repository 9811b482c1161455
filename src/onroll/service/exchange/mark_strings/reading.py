"""A file of marks from another system as rows of attendance.csv, so that the same judge reads both."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.exchange.faults import Fault, FileRefused, Unreadable
from onroll.service.exchange.files import ATTENDANCE
from onroll.service.exchange.mark_strings.profiles import Layout, Profile, profile_of
from onroll.service.exchange.mark_strings.strings import Place, national_code, places, split
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.queries.known import known_of
from onroll.service.exchange.queries.not_due import places_not_due
from onroll.service.exchange.reading.folders import Sent
from onroll.service.exchange.reading.tables import CsvTable, Table
from onroll.service.exchange.reading.workbooks import SUFFIXES, sheets_of
from onroll.service.exchange.writing.record import SchoolRecord
from onroll.service.organisations.models import School

_YEAR_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Systems print a title and a date above the headings; further down than this there are none.
_HEADINGS_WITHIN = 20


def table_of_marks(
    paths: Sequence[Path],
    profile_data: Mapping[str, Any],
    school: School | None,
    *,
    now: dt.datetime,
    progress: Progress = no_progress,
) -> Sent:
    """Return a file of marks as an attendance table. FileRefused where it is not one file, or lacks a column of its profile."""
    if school is None:
        raise FileRefused(
            "", "Marks from another system need a school that is on record.", "Import its own files first."
        )
    if len(paths) != 1:
        raise FileRefused("", f"{len(paths)} files were sent.", "Send one file of marks at a time.")
    known = known_of(school, laestab=school.dfe_number, now=now)
    calendar = SchoolCalendar.from_sessions(
        (day, Session(session))
        for (day, session), kind in known.calendar.items()
        if kind in ("school", "closure")
    )
    table = MarkTable(
        _only_table(paths[0], progress),
        profile_of(profile_data),
        calendar,
        now.date(),
        school.dfe_number,
        known.refs_by_upn,
        frozenset(known.pupils),
        places_not_due(school, SchoolRecord(school, now.date()).pupil_refs()),
    )
    return Sent(tables={"attendance": table})


def _only_table(path: Path, progress: Progress) -> Table:
    if path.suffix.lower() not in SUFFIXES:
        return CsvTable(path.name, path)
    sheets = sheets_of(path, path.name, progress)
    if len(sheets) != 1:
        raise FileRefused(
            path.name,
            f"It has {len(sheets)} sheets with something in them.",
            "Keep the sheet with the marks.",
        )
    sheets[0].file = path.name
    return sheets[0]


@dataclass(slots=True)
class MarkTable:
    """Rows of attendance.csv made from another system's; each keeps the number of the row it came from."""

    source: Table
    profile: Profile
    calendar: SchoolCalendar
    today: dt.date
    laestab: str
    refs_by_upn: Mapping[str, str]
    refs: frozenset[str]
    #: By pupil, the sessions in which the school met and the pupil's group was not due.
    not_due: Mapping[str, Collection[Place]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.source.file

    def rows(self) -> Iterator[list[str]]:
        """Yield the header and every row."""
        for _, row in self.numbered():
            yield row

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the header as row 1, then rows by the number of the row they were made from."""
        self.faults = []
        yield 1, self._header
        rows = enumerate(self.source.rows(), start=1)
        columns = self._find_headings(rows)
        made = self._from_strings if self.profile.layout is Layout.STRINGS else self._from_row
        room = (
            places(self.profile, self.calendar, self.today) if self.profile.layout is Layout.STRINGS else []
        )
        for number, cells in rows:
            if any(cell.strip() for cell in cells):
                said = {ours: cells[place] if place < len(cells) else "" for ours, place in columns.items()}
                yield from made(number, said, room)

    @property
    def _header(self) -> list[str]:
        """The columns this makes: a layout without minutes or notes leaves those on record alone."""
        return [
            name
            for name in ATTENDANCE.header
            if name not in ("minutes_late", "note") or name in self.profile.columns
        ]

    def _find_headings(self, rows: Iterator[tuple[int, list[str]]]) -> dict[str, int]:
        wanted = self.profile.columns
        missing = list(wanted.values())
        for number, cells in rows:
            headings = [cell.strip().lower() for cell in cells]
            absent = [theirs for theirs in wanted.values() if theirs.lower() not in headings]
            if not absent:
                return {ours: headings.index(theirs.lower()) for ours, theirs in wanted.items()}
            missing = min(missing, absent, key=len)
            if number >= _HEADINGS_WITHIN:
                break
        raise FileRefused(
            self.file,
            f"No row among the first {_HEADINGS_WITHIN} has the heading {' and '.join(missing)}.",
            "Write the headings in the layout just as they stand in the file.",
        )

    def _from_strings(
        self, number: int, said: dict[str, str], room: list[Any]
    ) -> Iterator[tuple[int, list[str]]]:
        ref = self._ref(number, said)
        try:
            if not ref:
                return None
            not_due = self.not_due.get(ref, ())
            found = split(said["marks"], self.profile, self.calendar, room, not_due=not_due)
        except Unreadable as fault:
            return self._set_aside(number, self.profile.columns["marks"], said["marks"], fault)
        for mark, wrong in found.faults:
            self._set_aside(number, self.profile.columns["marks"], mark, wrong)
        for (day, session), mark in found.marks:
            code = self._code(number, mark, day)
            if code:
                yield number, self._row(ref, day.isoformat(), session, code)
        return None

    def _from_row(
        self, number: int, said: dict[str, str], _room: list[Any]
    ) -> Iterator[tuple[int, list[str]]]:
        ref = self._ref(number, said)
        try:
            day = self._day(said["date"].strip())
        except ValueError:
            return self._set_aside(
                number, self.profile.columns["date"], said["date"], Unreadable("It is not a date as the layout says they are written.", "Correct the date, or the layout.")
            )  # fmt: skip
        words = {theirs.lower(): ours for ours, theirs in self.profile.sessions.items()}
        session = words.get(said["session"].strip().lower(), said["session"])
        sign = self.profile.signs.get(said["code"] or " ")
        code = "" if sign is not None else self._code(number, said["code"].strip(), day)
        if ref and (code or sign is not None):
            yield (
                number,
                self._row(
                    ref,
                    day.isoformat(),
                    session,
                    code or "",
                    said.get("minutes_late", ""),
                    said.get("note", ""),
                ),
            )
        return None

    def _day(self, text: str) -> dt.date:
        """Read a day as the layout writes it; ValueError for any other. A workbook's own dates come year first."""
        if _YEAR_FIRST.fullmatch(text):
            return dt.date.fromisoformat(text)
        return dt.datetime.strptime(text, self.profile.date_format).date()  # noqa: DTZ007 - a day has no zone

    def _ref(self, number: int, said: dict[str, str]) -> str:
        ref = said.get("pupil_ref", "").strip()
        if ref or "upn" not in said:
            if not ref:
                self._set_aside(
                    number,
                    self.profile.columns.get("pupil_ref", ""),
                    "",
                    Unreadable("The pupil's id is blank.", "Add it."),
                )
                return ""
            if ref not in self.refs:
                self._set_aside(
                    number,
                    self.profile.columns["pupil_ref"],
                    ref,
                    Unreadable(
                        "No pupil of this school has this id.", "Correct it, or admit the pupil first."
                    ),
                )
                return ""
            return ref
        found = self.refs_by_upn.get(said["upn"].strip().upper(), "")
        if not found:
            self._set_aside(
                number, self.profile.columns["upn"], said["upn"], Unreadable("No pupil of this school has this UPN.", "Correct it, or add it to the pupil's record.")
            )  # fmt: skip
        return found

    def _code(self, number: int, mark: str, day: dt.date) -> str:
        try:
            return national_code(mark, day, self.profile)
        except Unreadable as fault:
            self._set_aside(
                number, self.profile.columns.get("marks") or self.profile.columns["code"], mark, fault
            )
            return ""

    def _set_aside(self, number: int, column: str, value: str, fault: Unreadable) -> None:
        self.faults.append(Fault(self.file, number, column, value, fault.what, fault.cure))

    def _row(self, ref: str, date: str, session: str, code: str, late: str = "", note: str = "") -> list[str]:
        said = {
            "pupil_ref": ref, "laestab": self.laestab, "date": date, "session": session, "code": code,
            "minutes_late": late, "note": note,
        }  # fmt: skip
        return [said.get(name, "") for name in self._header]

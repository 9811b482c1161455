"""Judging attendance.csv: 380,000 rows in a breath, so everything that repeats is judged once and remembered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from onroll.law.attendance_codes import code_on
from onroll.law.code_uses import codes_in_school
from onroll.service.exchange.faults import Fault, FileRefused, Unreadable
from onroll.service.exchange.files import ATTENDANCE
from onroll.service.exchange.judging.codes import fault_of_code
from onroll.service.exchange.judging.headers import judge_header
from onroll.service.exchange.judging.known import Known, KnownPupil
from onroll.service.exchange.judging.rows import cure_of, read_cell, refuse_other_school
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.reading.tables import Table

Cure = tuple[str, str, str]
Place = tuple[str, dt.date, str]
_CHECK_IN = 10_000


class MarkRead(NamedTuple):
    """One row that may become an entry; the first three after its number name the session."""

    row: int
    pupil_ref: str
    day: dt.date
    session: str
    code: str
    minutes_late: int | None
    note: str
    recorded_at: dt.datetime | None
    recorded_by: str
    source_ref: str


class _Slot:
    """One session of the file: its day, its place in time, and what each code met so far is worth in it."""

    __slots__ = ("codes", "day", "fault", "number", "session")

    def __init__(self, number: int, day: dt.date, session: str) -> None:
        self.number, self.day, self.session = number, day, session
        self.fault: Cure | None = None
        self.codes: dict[str, tuple[str, bool] | Cure] = {}


class _Pupil:
    """One pupil of the file: the UPN their rows may carry, and a place for each session, set once a row of it was met."""

    __slots__ = ("first_day", "known", "last_day", "met", "ref", "upn")

    def __init__(self, ref: str, known: KnownPupil, sessions: int) -> None:
        self.ref, self.known, self.upn = ref, known, known.upn
        self.met = bytearray(sessions)
        one = known.spells[0] if len(known.spells) == 1 else None
        self.first_day = one.first_day if one else dt.date.max
        self.last_day = (one.last_day or dt.date.max) if one else dt.date.min

    def is_on_roll(self, day: dt.date) -> bool:
        return self.first_day <= day <= self.last_day or self.known.is_on_roll(day)


class MarkJudge:
    """The marks of one file: those that may be entered, those set aside, and the rows without a code."""

    def __init__(self, table: Table, known: Known) -> None:
        self.file, self.table, self.known = table.file, table, known
        self.marks: list[MarkRead] = []
        self.faults: list[Fault] = []
        self.not_read: tuple[str, ...] = ()
        self.columns: frozenset[str] = frozenset()
        self.rows = self.blank = 0
        sessions = len(known.calendar)
        self._pupils = {ref: _Pupil(ref, pupil, sessions) for ref, pupil in known.pupils.items()}
        self._slots: dict[tuple[str, str], _Slot] = {}
        self._numbers: dict[tuple[dt.date, str], int] = {}
        self._people: dict[str, str] = {}
        #: Where each session's mark stands in `marks`: made when the first repeat is met, for most files have none.
        self._index: dict[Place, int] | None = None
        self._disagreeing: set[Place] = set()

    def judge(self, progress: Progress = no_progress) -> MarkJudge:
        """Judge every row. FileRefused for the header, or for the first row of another school."""
        rows = self.table.numbered()
        _, heading = next(rows, (1, None))
        header = judge_header(self.file, heading, ATTENDANCE)
        self.not_read, self.columns = header.not_read, frozenset(header.places)
        pick = itemgetter(*(header.places.get(name, header.width) for name in ATTENDANCE.header))
        for number, cells in rows:
            if len(cells) != header.width:
                if any(cell.strip() for cell in cells):
                    self._set_width_aside(number, cells, header.width)
                continue
            cells.append("")
            self._judge_row(number, pick(cells))
            if not number % _CHECK_IN:
                progress(self.file, number)
        self._drop_disagreeing()
        self.faults += getattr(self.table, "faults", [])
        return self

    def _judge_row(self, row: int, cells: tuple[str, ...]) -> None:
        pupil_ref, upn, laestab, date, session, code, late, note, at, by, ref = cells
        self.rows += 1
        if laestab != self.known.laestab:
            self._judge_school(row, laestab)
        pupil = self._pupils.get(pupil_ref) or self._pupils.get(pupil_ref.strip())
        slot = self._slots.get((date, session)) or self._new_slot(date, session)
        worth = slot.codes.get(code) or self._new_code(slot, code)
        if pupil is None:
            aside = self.known.was_set_aside(pupil_ref.strip(), "pupils.csv")
            return self._set_aside(row, "pupil_ref", pupil_ref, *(aside or _NO_SUCH_PUPIL))
        if slot.fault:
            return self._set_aside(
                row, slot.fault[0], date if slot.fault[0] == "date" else session, *slot.fault[1:]
            )
        if len(worth) == 3:
            if not code.strip():
                self.blank += 1
                return None
            return self._set_aside(row, worth[0], code, *worth[1:])
        if not pupil.is_on_roll(slot.day):
            return self._set_aside(row, "date", date, *_not_on_roll(pupil.known))
        if pupil.known.boarding and pupil.known.is_left_out(slot.day, slot.session):
            return self._set_aside(row, "date", date, *_BOARDS)
        if upn and upn != pupil.upn and (fault := self._fault_of_upn(upn, pupil)):
            return self._set_aside(row, "upn", upn, *fault)
        try:
            minutes = _read("minutes_late", late) if late else None
            if minutes is not None and not worth[1]:
                return self._set_aside(row, "minutes_late", late, *_MINUTES_WITHOUT_LATENESS)
            recorded_at = _read("recorded_at", at) if at else None
            if recorded_at is not None and (fault := self._fault_of_moment(recorded_at, slot.day, worth[0])):
                return self._set_aside(row, "recorded_at", at, *fault)
            # The same few names sign every mark: each is read, and kept, once.
            by = self._people.get(by) or self._people.setdefault(by, _words("recorded_by", by))
            note, ref = _words("note", note), _words("source_ref", ref)
        except _ColumnFault as fault:
            return self._set_aside(row, *fault.args)
        mark = MarkRead(row, pupil.ref, slot.day, slot.session, worth[0], minutes, note, recorded_at, by, ref)
        if pupil.met[slot.number]:
            return self._judge_repeat(mark)
        pupil.met[slot.number] = 1
        self.marks.append(mark)
        if self._index is not None:
            self._index[mark[1:4]] = len(self.marks) - 1
        return None

    def _judge_school(self, row: int, laestab: str) -> None:
        column = _COLUMNS["laestab"]
        try:
            found = read_cell(column, laestab.strip())
        except Unreadable as fault:
            raise FileRefused(
                self.file, fault.what, fault.cure or cure_of(column), row=row, column="laestab", value=laestab
            ) from fault
        refuse_other_school(self.file, row, found, self.known.laestab)

    def _new_slot(self, date: str, session: str) -> _Slot:
        """Judge a session not met before: is it a date, half a day, in the calendar, and begun?"""
        slot = _Slot(0, dt.date.min, session)
        try:
            day, half = _read("date", date.strip()), _read("session", session.strip())
            # Two spellings of one session are one session: `am` and `AM`.
            slot = _Slot(self._numbers.setdefault((day, half), len(self._numbers)), day, half)
            slot.fault = self._fault_of_session(day, half)
            if slot.fault:
                del self._numbers[day, half]
        except _ColumnFault as fault:
            column, _, what, cure = fault.args
            slot.fault = (column, what, cure)
        self._slots[date, session] = slot
        return slot

    def _fault_of_session(self, day: dt.date, session: str) -> Cure | None:
        kind = self.known.calendar.get((day, session))
        if kind is None and (aside := self.known.was_set_aside(f"{day} {session}", "calendar.csv")):
            return ("date", *aside)
        if kind is None or kind in _NOT_HELD:
            return ("date", *_not_held(kind))
        return None if self.known.has_begun(day, session) else ("date", *_NOT_BEGUN)

    def _new_code(self, slot: _Slot, cell: str) -> tuple[str, bool] | Cure:
        code = _COLUMNS["code"].cell.read(cell.strip()) if cell.strip() else ""
        if not code or slot.fault:
            worth: tuple[str, bool] | Cure = ("code", "It is blank.", "")
        elif fault := fault_of_code(code, slot.day, slot.session):
            worth = ("code", *fault)
        else:
            worth = (code, code_on(code, slot.day).minutes_may_be_given)
        slot.codes[cell] = worth
        return worth

    def _fault_of_upn(self, upn: str, pupil: _Pupil) -> tuple[str, str] | None:
        try:
            found = _read("upn", upn.strip())
        except _ColumnFault as fault:
            return fault.args[2], fault.args[3]
        if pupil.upn and found != pupil.upn:
            return (
                "It is not the UPN of the pupil with this pupil_ref.",
                "Correct the one that is wrong, or leave upn blank.",
            )
        return None

    def _fault_of_moment(self, at: dt.datetime, day: dt.date, code: str) -> tuple[str, str] | None:
        if at > self.known.now:
            return _NOT_YET
        return _IN_ADVANCE if at.date() < day and code in codes_in_school(day) else None

    def _judge_repeat(self, mark: MarkRead) -> None:
        if self._index is None:
            self._index = {earlier[1:4]: index for index, earlier in enumerate(self.marks)}
        place = mark[1:4]
        first = self.marks[self._index[place]]
        if mark[1:] == first[1:]:
            self._set_aside(
                mark.row,
                "pupil_ref",
                mark.pupil_ref,
                f"It says the same as row {first.row}.",
                "Nothing to do: the first of them is read.",
            )
        else:
            self._disagreeing.add(place)
            self._set_aside(
                mark.row,
                "code",
                mark.code,
                f"Row {first.row} is about the same session, and the two do not agree.",
                _KEEP_ONE,
            )

    def _drop_disagreeing(self) -> None:
        """Set aside the first of rows that do not agree, too: nobody can say which is right."""
        if not self._disagreeing or self._index is None:
            return
        dropped = {self._index[place] for place in self._disagreeing}
        for index in dropped:
            mark = self.marks[index]
            self._set_aside(
                mark.row,
                "code",
                mark.code,
                "A later row is about the same session, and the two do not agree.",
                _KEEP_ONE,
            )
        self.marks = [mark for index, mark in enumerate(self.marks) if index not in dropped]

    def _set_width_aside(self, row: int, cells: list[str], width: int) -> None:
        self.rows += 1
        self._set_aside(
            row,
            "",
            ",".join(cells),
            f"The row has {len(cells)} cells and the header has {width}.",
            "Put a cell that holds a comma in quotation marks, and leave no cell out.",
        )

    def _set_aside(self, row: int, column: str, value: str, what: str, cure: str) -> None:
        self.faults.append(Fault(self.file, row, column, value, what, cure))

    def in_order(self) -> Iterator[Fault]:
        """Yield what was set aside, by row."""
        return iter(sorted(self.faults, key=lambda fault: fault.row))


class _ColumnFault(ValueError):
    """(column, value, what, cure) of a cell that could not be read."""


_COLUMNS = {column.name: column for column in ATTENDANCE.columns}
#: Text no longer than this, and without anything odd in it, needs no reading. Every column of text is at least so wide.
_PLAIN = 64


@lru_cache(maxsize=1 << 16)
def _read(name: str, cell: str) -> Any:
    column = _COLUMNS[name]
    try:
        return read_cell(column, cell.strip())
    except Unreadable as fault:
        raise _ColumnFault(name, cell, fault.what, fault.cure or cure_of(column)) from fault


def _words(name: str, cell: str) -> str:
    """Read free text, which is seldom the same twice and so not remembered."""
    if not cell or (len(cell) <= _PLAIN and cell.isprintable() and cell[0] != " " != cell[-1]):
        return cell
    column = _COLUMNS[name]
    try:
        return str(read_cell(column, cell.strip()))
    except Unreadable as fault:
        raise _ColumnFault(name, cell, fault.what, fault.cure or cure_of(column)) from fault


_NOT_HELD = frozenset({"inset", "holiday", "polling"})
_KEEP_ONE = "Keep the row that is right and delete the others."
_NO_SUCH_PUPIL = (
    "No pupil has this pupil_ref, on record or in pupils.csv.",
    "Add the pupil to pupils.csv, or use the id that pupils.csv gives.",
)
_IN_ADVANCE = (
    "It is before the day of the session, and nobody can be seen in advance.",
    "Correct recorded_at, or leave it blank.",
)
_NOT_YET = ("It has not come yet.", "Correct recorded_at, or leave it blank.")
_NOT_BEGUN = (
    "The session has not begun.",
    "Send the entry once its register has been taken; plan an absence that is still to come.",
)
_MINUTES_WITHOUT_LATENESS = (
    "Minutes belong to codes L and U only.",
    "Leave minutes_late blank, or use L or U if the pupil came late.",
)


_BOARDS = (
    "The pupil boarded that day, and the attendance register covers every pupil but boarders.",
    "Leave the row out. For a day pupil, amend the admission register, then load the file again.",
)


def _not_held(kind: str | None) -> tuple[str, str]:
    if kind is None:
        return (
            "The calendar holds no such session.",
            "Add the session to calendar.csv, or correct the date.",
        )
    return (
        f"The calendar says {kind}: no register is taken then.",
        "Leave the row out, or correct the kind of the session in calendar.csv.",
    )


def _not_on_roll(pupil: KnownPupil) -> tuple[str, str]:
    spells = " and ".join(f"from {first} to {last or 'now'}" for first, last in pupil.spells) or "never"
    return (
        f"The pupil was not on roll that day (on roll {spells}).",
        "Correct entry_date or leaving_date in pupils.csv, or leave the row out.",
    )

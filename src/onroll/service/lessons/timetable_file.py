"""A timetable as a CSV file: its columns, and what is wrong with a row, by its number, column and value."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

from onroll.service.lessons.models import Week
from onroll.service.lessons.refusals import LessonsRefused, told_at_once

COLUMNS = ("group", "subject", "weekday", "period", "starts", "ends", "teacher", "pupils")
#: Blank, or not there, where every week is the same.
WEEK = "week"
#: The most rows. Ours.
MOST_ROWS = 5_000
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon 1", "tuesday tue 2", "wednesday wed 3", "thursday thu 4", "friday fri 5"), start=1
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """One lesson of a file. `pupils` names a registration group, or pupils by their references, spaces between."""

    number: int
    group: str
    subject: str
    weekday: int
    period: str
    starts_at: dt.time
    ends_at: dt.time
    teacher: str
    pupils: str
    week: str = ""


def read_timetable(data: bytes) -> list[TimetableRow]:
    """Return the rows of a file. Raises LessonsRefused, which tells every fault by its row."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LessonsRefused(
            "The file is not text in UTF-8. Save it again as CSV (UTF-8).", field="file"
        ) from None
    names, *lines = _lines(text)
    lacking = [name for name in COLUMNS if name not in names]
    if lacking:
        raise LessonsRefused(
            f"The first line lacks {', '.join(lacking)}. It must read: {','.join(COLUMNS)}.", field="file"
        )
    rows: list[TimetableRow] = []
    faults = []
    known: dict[tuple[str, str, int, str, str], int] = {}
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise LessonsRefused(f"That is more than {MOST_ROWS:,} lessons. Split the file.", field="file")
        if not line:
            continue
        cells = dict(zip(names, line, strict=False))
        try:
            row = _row(number, {name: cells.get(name, "").strip() for name in (*COLUMNS, WEEK)})
            _once(row, known)
            rows.append(row)
        except ValueError as fault:
            faults.append(f"Row {number}: {fault}")
    if faults:
        raise LessonsRefused(*told_at_once(faults), field="file")
    if not rows:
        raise LessonsRefused("The file has no lessons below its first line.", field="file")
    return rows


def _lines(text: str) -> list[list[str]]:
    """Return the cells of every line, the first one's even where it is empty. Raises LessonsRefused."""
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise LessonsRefused(
            f"Row {len(lines) + 1}: a value is far too long. Look for a quotation mark that is not closed.",
            field="file",
        ) from None
    return lines or [[]]


def _once(row: TimetableRow, known: dict[tuple[str, str, int, str, str], int]) -> None:
    """Note a lesson. Raises ValueError where a row before has the same group, subject, weekday and period in the same week."""
    slot = (row.group, row.subject, row.weekday, row.period)
    before = next((known[*slot, week] for week in _same_weeks(row.week) if (*slot, week) in known), None)
    known[*slot, row.week] = row.number
    if before is not None:
        raise ValueError(f"row {before} has the same group, subject, weekday and period. Keep one of them.")


def _same_weeks(week: str) -> tuple[str, ...]:
    """Return the weeks that a lesson of a week is held in too: one of every week meets both."""
    return (week, "") if week else ("", *Week.values)


def time_of(typed: str, what: str) -> dt.time:
    """Return a time typed as 9:05 or 09.05. Raises ValueError with what to do."""
    hours, _, minutes = typed.replace(".", ":").partition(":")
    try:
        return dt.time(int(hours), int(minutes))
    except ValueError:
        raise ValueError(f"“{typed}” is no time. Give {what} like 9:05.") from None


def _row(number: int, cells: dict[str, str]) -> TimetableRow:
    for name in ("group", "subject", "weekday", "period", "starts", "ends", "pupils"):
        if not cells[name]:
            raise ValueError(f"{name} is empty.")
    if cells["weekday"].lower() not in _WEEKDAYS:
        raise ValueError(f"“{cells['weekday']}” is no weekday. Give Monday to Friday, or 1 to 5.")
    if cells[WEEK].upper() not in ("", *Week.values):
        raise ValueError(f"“{cells[WEEK]}” is no week. Give A or B, or nothing where it is both.")
    starts, ends = time_of(cells["starts"], "the start"), time_of(cells["ends"], "the end")
    if ends <= starts:
        raise ValueError("the lesson ends before it starts.")
    _fits(cells, "group", 40)
    _fits(cells, "subject", 60)
    _fits(cells, "period", 10)
    return TimetableRow(
        number, cells["group"], cells["subject"], _WEEKDAYS[cells["weekday"].lower()], cells["period"], starts, ends,
        cells["teacher"], cells["pupils"], cells[WEEK].upper(),
    )  # fmt: skip


def _fits(cells: dict[str, str], name: str, longest: int) -> None:
    if len(cells[name]) > longest:
        raise ValueError(f"{name} is longer than {longest} characters.")

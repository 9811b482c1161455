"""Reading a published file a row at a time, whatever the order of its columns."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from onroll.analysis.published.columns import (
    AUTHORITY_CODE,
    DAY,
    FORMERLY,
    NEEDED,
    PERIOD,
    PERIOD_NAME,
    PHASE,
    PLACE,
    PLACE_NAMES,
    SYMBOLS,
    Layout,
)
from onroll.law.school_time import AcademicYear

Number = int | Decimal
_NAMED = 5
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip


class NotAPublishedFile(ValueError):
    """The file cannot be read as “pupil attendance in schools”. The message says where and what to do."""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row: of which period, place and phase, and its numbers; a suppressed cell is None.

    `symbols` holds what stands in the file in place of each number that is None.
    """

    line: int
    day: date
    period: tuple[str, ...]
    place: tuple[str, ...]
    place_name: str
    phase: str
    numbers: Mapping[str, Number | None]
    symbols: Mapping[str, str]
    names: tuple[str, ...] = ()
    authority_code: str = ""

    @property
    def is_total(self) -> bool:
        """Whether the row is of all phases together."""
        return self.phase == TOTAL

    @property
    def where(self) -> str:
        """The row, as a message names it."""
        return f"line {self.line}, {self.place_name}, {self.phase}, {' '.join(self.period)}"


TOTAL = "Total"


def added_up(numbers: Iterable[Number]) -> Number:
    """Add numbers up, whole ones to a whole one."""
    total: Number = 0
    for number in numbers:
        total = total + number
    return total


def published_rows(path: Path) -> Iterator[tuple[Layout, PublishedRow]]:
    """Yield each row of a file with the file's layout. Raises `NotAPublishedFile`."""
    lines = lines_of(path)
    layout = _layout(path, next(lines, (1, []))[1])
    for line, cells in lines:
        refuse_cut_short(path, line, cells, len(layout.at))
        yield layout, _row(path, layout, line, cells)


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and each row that is not empty, with its line. Raises `NotAPublishedFile`."""
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            for cells in rows:
                line = rows.line_num
                if cells:
                    yield line, cells
    except OSError as fault:
        raise NotAPublishedFile(f"{path} cannot be opened: {fault.strerror}. Check the name.") from fault
    except UnicodeDecodeError as fault:
        raise NotAPublishedFile(
            f"{path} is not a CSV file in UTF-8. Download it again, and do not save it from a spreadsheet."
        ) from fault
    except csv.Error as fault:
        raise NotAPublishedFile(
            f"{path}, line {line + 1}: the row cannot be read ({fault}). "
            "The file may have been cut short: download it again."
        ) from fault


def columns_at(path: Path, header: list[str]) -> dict[str, int]:
    """Answer where each column stands, by its name of today. Raises `NotAPublishedFile`."""
    if not header:
        raise NotAPublishedFile(f"{path} is empty. Download it again.")
    names = [FORMERLY.get(name.strip(), name.strip()) for name in header]
    at = {name: place for place, name in enumerate(names)}
    if len(at) != len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise NotAPublishedFile(f"{path}: the header names {', '.join(twice)} twice. Take one of them away.")
    return at


def _layout(path: Path, header: list[str]) -> Layout:
    at = columns_at(path, header)
    if missing := [name for name in NEEDED if name not in at]:
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        raise NotAPublishedFile(
            f"{path} is no file of “pupil attendance in schools”: it has no {', '.join(missing[:_NAMED])}{more}. "
            "Give one with the 67 columns of that file, or the 66 of its weekly one."
        )
    return Layout.of(at)


def refuse_cut_short(path: Path, line: int, cells: list[str], wanted: int) -> None:
    """Refuse a row with more or fewer cells than the header."""
    if len(cells) != wanted:
        raise NotAPublishedFile(
            f"{path}, line {line}: {len(cells)} cells under a header of {wanted}. "
            "The file may have been cut short: download it again."
        )


def _row(path: Path, layout: Layout, line: int, cells: list[str]) -> PublishedRow:
    at = layout.at
    numbers: dict[str, Number | None] = {}
    symbols: dict[str, str] = {}
    for name in (*layout.numbers, *layout.not_recomputable):
        text = cells[at[name]]
        numbers[name] = int(text) if text.isdecimal() else number_in(path, line, name, text)
        if numbers[name] is None:
            symbols[name] = text.strip()
    period = tuple(cells[at[name]] for name in (PERIOD, PERIOD_NAME, DAY) if name in at)
    day = _day_of(path, line, period)
    if absent := next((name for name, first_day in layout.absent if day >= first_day), None):
        raise NotAPublishedFile(
            f"{path}, line {line}: the row is of {' '.join(period)}, and the file has no {absent}, a code of that time. "
            "Download the whole file again."
        )
    place = tuple(cells[at[name]] for name in PLACE)
    return PublishedRow(
        line,
        day,
        period,
        place,
        next((cells[at[name]] for name in PLACE_NAMES if cells[at[name]] not in SYMBOLS), ""),
        cells[at[PHASE]],
        numbers,
        symbols,
        tuple(cells[at[name]] for name in PLACE_NAMES),
        cells[at[AUTHORITY_CODE]].strip() if AUTHORITY_CODE in at else "",
    )


def number_in(path: Path, line: int, name: str, text: str) -> Number | None:
    """Read a cell; None for a symbol. Raises `NotAPublishedFile`."""
    text = text.strip()
    if text in SYMBOLS:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise NotAPublishedFile(
            f"{path}, line {line}, {name}: “{text}” is neither a number nor one of the symbols "
            f"{' '.join(sorted(SYMBOLS - {''}))}. Download the file again."
        )
    return int(number) if number == number.to_integral_value() else number


def _day_of(path: Path, line: int, period: tuple[str, ...]) -> date:
    """Answer the day whose law a row is of: its own day, the Monday of its week, or the first day of its month or year."""
    year, name = period[0].strip(), period[1].strip().lower()
    try:
        if len(period) > 2:
            return date.fromisoformat(period[2].strip()[:10])
        if len(year) == 6:
            return AcademicYear.starting_in(int(year[:4])).first_day
        if name.startswith("week "):
            # Weeks are those of the calendar, and the first may begin in December.
            return date.fromisocalendar(int(year), int(name.removeprefix("week ")), 1)
        if name in _MONTHS:
            return date(int(year), _MONTHS.index(name) + 1, 1)
        return AcademicYear.of(date(int(year), 1, 1) - timedelta(days=1)).first_day
    except ValueError as fault:
        raise NotAPublishedFile(
            f"{path}, line {line}: “{' '.join(period)}” names no year, week or day. "
            "A year is written 202526, a week 2025 and Week 37, a day 2025-09-08."
        ) from fault

"""Reading another system's rows: marks, or totals. A row that cannot be read is set aside, with where, why and the cure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from onroll.analysis.arithmetic import Family
from onroll.analysis.reconciliation.marks import TheirMark
from onroll.law.school_time import Session

Rows = Iterable[tuple[int, Sequence[str]]]


class CannotBeRead(ValueError):
    """The rows cannot be read at all. The message says what is wrong and what to do."""


class SetAside(NamedTuple):
    """A row that was not understood: where it stands, what is wrong, and the cure. Row 1 is the header."""

    row: int
    column: str
    value: str
    what: str
    cure: str


class Totals(NamedTuple):
    """What another system counts of one pupil or group."""

    name: str
    figures: Mapping[Family, int]


@dataclass(frozen=True, slots=True)
class MarkColumns:
    """The headings of a file of marks, how its days are written, and what its halves of the day are called."""

    pupil: str = "pupil"
    date: str = "date"
    session: str = "session"
    code: str = "code"
    date_format: str = "%Y-%m-%d"
    mornings: str = "AM"
    afternoons: str = "PM"

    @property
    def headings(self) -> tuple[str, ...]:
        """The four headings."""
        return (self.pupil, self.date, self.session, self.code)


@dataclass(frozen=True, slots=True)
class TotalColumns:
    """The headings of a file of totals: whose they are, and each figure it gives."""

    name: str = "pupil"
    figures: Mapping[Family, str] = field(default_factory=dict)


def their_marks(rows: Rows, columns: MarkColumns) -> Iterator[tuple[str, TheirMark] | SetAside]:
    """Yield each row's pupil and mark, or why it is set aside. Raises `CannotBeRead` for a heading that is not there."""
    read = iter(rows)
    at = _places(next(read, (1, ()))[1], columns.headings)
    sessions = {columns.mornings.casefold(): Session.AM, columns.afternoons.casefold(): Session.PM}
    day_in = _days(columns.date_format)
    for number, cells in read:
        if not any(cell.strip() for cell in cells):
            continue
        pupil, day_said, session_said, sign = (_cell(cells, at[name]) for name in columns.headings)
        day, session = day_in(day_said), sessions.get(session_said.casefold())
        if not pupil:
            yield SetAside(number, columns.pupil, "", "The cell is empty.", "Say whose mark it is.")
        elif day is None:
            yield SetAside(
                number, columns.date, day_said, "This is no day as the file's days are said to be written.",
                "Choose how the days are written, or mend the cell.",
            )  # fmt: skip
        elif session is None:
            yield SetAside(
                number, columns.session, session_said,
                f"This is neither {columns.mornings} nor {columns.afternoons}.",
                "Say what the file calls mornings and afternoons, or mend the cell.",
            )  # fmt: skip
        else:
            yield pupil, TheirMark(day, session, sign)


def their_totals(rows: Rows, columns: TotalColumns) -> Iterator[Totals | SetAside]:
    """Yield each row's totals, or why it is set aside. Raises `CannotBeRead` for a heading that is not there."""
    if not columns.figures:
        raise CannotBeRead("No figure is named. Give the heading of at least one, such as possible sessions.")
    read = iter(rows)
    at = _places(next(read, (1, ()))[1], (columns.name, *columns.figures.values()))
    seen: dict[str, int] = {}
    for number, cells in read:
        if not any(cell.strip() for cell in cells):
            continue
        name = _cell(cells, at[columns.name])
        said = {figure: _cell(cells, at[heading]) for figure, heading in columns.figures.items()}
        wrong = next((figure for figure, cell in said.items() if not _is_whole(cell)), None)
        if not name:
            yield SetAside(number, columns.name, "", "The cell is empty.", "Say whose totals they are.")
        elif name in seen:
            yield SetAside(
                number, columns.name, name, f"Row {seen[name]} has totals of the same name.", "Take one of them out."
            )  # fmt: skip
        elif wrong is not None:
            yield SetAside(
                number, columns.figures[wrong], said[wrong], "This is not a whole number of sessions.",
                "Give counts of sessions, not percentages.",
            )  # fmt: skip
        else:
            seen[name] = number
            yield Totals(name, {figure: int(cell) for figure, cell in said.items()})


def _places(header: Sequence[str], wanted: Iterable[str]) -> dict[str, int]:
    at = {name.strip(): place for place, name in reversed(list(enumerate(header)))}
    if missing := [name for name in wanted if name not in at]:
        has = ", ".join(name for name in header if name.strip()) or "none"
        raise CannotBeRead(
            f"The file has no heading “{missing[0]}”. Its headings are: {has}. Write the headings as they stand there."
        )
    return at


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _is_whole(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and len(cell) <= 9


def _days(date_format: str) -> Callable[[str], date | None]:
    @lru_cache(maxsize=4096)
    def read(said: str) -> date | None:
        try:
            return datetime.strptime(said, date_format).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return _iso(said)

    return read


def _iso(said: str) -> date | None:
    """Read a day as spreadsheets and Parquet hold it, whatever way it is shown there."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None

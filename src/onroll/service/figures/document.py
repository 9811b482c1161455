"""A page of figures as data: what it says, and every number with what it opens to.

The same document is shown, printed, and written as CSV, Excel and PDF, so that no two of them can disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, overload

from onroll.analysis.behind import Asked
from onroll.analysis.report.figures import Figure
from onroll.analysis.report.html import Html

#: What is sent to a page with its address: names and values, of which a name may have several.
Sent = tuple[tuple[str, str], ...]

#: Under which name the part of a long table is asked for.
PART = "part"
#: What is asked for in place of its number where the whole is wanted: to print it.
EVERY_PART = "all"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: words, a whole number, or a figure, and where it leads.

    `asked` opens the figure; `pupil_id` and `school_id` lead to a pupil or a school, both together to a pupil of that school, and
    `school_id` with `asked`, `address` or `page` to a figure or a page of that school; `address` leads to a page of these figures, by its name, and `page` to another page of the school, with what is
    sent to it in `narrowed`.
    """

    text: str = ""
    number: int | None = None
    figure: Figure | None = None
    asked: Asked | None = None
    pupil_id: int | None = None
    #: A session of a pupil: the pupil's id, its day and its half.
    entry: tuple[int, dt.date, str] | None = None
    school_id: int | None = None
    address: str = ""
    page: str = ""
    narrowed: Sent = ()
    #: The section of that page it leads to.
    section: str = ""

    def in_school(self, school_id: int) -> Cell:
        """Return the cell of one school's figure, which opens in that school as a figure of the whole of it."""
        asked = Asked(self.asked.measure, self.asked.period) if self.asked else None
        return replace(self, asked=asked, school_id=school_id)

    @property
    def about(self) -> int | None:
        """Return the pupil that the cell is about, by id; None where it is about none."""
        if self.pupil_id is not None:
            return self.pupil_id
        if self.entry is not None:
            return self.entry[0]
        return next((int(value) for name, value in self.narrowed if name == "pupil"), None)

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right, as numbers do."""
        return self.figure is not None or self.number is not None


Row = tuple[Cell, ...]


class Made(Sequence[Row]):
    """Rows that are made when they are looked at, one for each of some things: a screen shows few of many."""

    def __init__(self, things: Sequence[Any], make: Callable[[Any], Row]) -> None:
        """Take the things in order, and what makes the row of one."""
        self._things, self._make = things, make

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._things)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """Make one row, or some."""
        if isinstance(place, slice):
            return [self._make(one) for one in self._things[place]]
        return self._make(self._things[place])


@dataclass(frozen=True, slots=True)
class Order:
    """A heading that puts a table in another order: what is sent for it, and which way the table goes by it now."""

    sent: Sent
    #: "ascending", "descending", or nothing where the table is in another order.
    way: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a long table that a screen shows at once, and paper with it, or the whole where that is asked for; a file has
    every row.
    """

    number: int
    rows: int = 50
    is_whole: bool = False

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return its rows; those of the last part where there is none of that number."""
        if self.is_whole:
            return rows
        first = self._first(rows)
        return rows[first : first + self.rows]

    def parts(self, rows: Sequence[Row]) -> int:
        """Return how many parts there are."""
        return max(1, -(-len(rows) // self.rows))

    def in_words(self, rows: Sequence[Row]) -> str:
        """Say which rows these are of how many."""
        if self.is_whole:
            return f"All {len(rows):,} rows."
        first = self._first(rows)
        return f"Rows {first + 1:,} to {min(first + self.rows, len(rows)):,} of {len(rows):,}."

    def _first(self, rows: Sequence[Row]) -> int:
        return (min(self.number, self.parts(rows)) - 1) * self.rows


@dataclass(frozen=True, slots=True)
class Picking:
    """Rows may be ticked, and their pupils sent to another page of these figures."""

    address: str
    button: str
    name: str = "pupil"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. The first cell of a row names it."""

    caption: str
    headings: tuple[str, ...]
    rows: Sequence[Row]
    #: Which columns hold numbers, by place; their headings stand over them.
    numbers: frozenset[int] = frozenset()
    empty: str = ""
    #: What puts it in another order, by the place of the column.
    orders: Mapping[int, Order] = field(default_factory=dict)
    part: Part | None = None
    picking: Picking | None = None

    @property
    def shown(self) -> Sequence[Row]:
        """Return the rows a screen shows."""
        return self.rows if self.part is None else self.part.of(self.rows)


@dataclass(frozen=True, slots=True)
class Field:
    """Something a page asks for: a choice where there are options, three boxes for a day, or a line to type a number in."""

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    #: What stands in the three boxes, where a day is asked for.
    day: Mapping[str, str] | None = None
    hint: str = ""
    error: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return what is sent of it, by name; of a day its boxes, and why they hold none."""
        parts = () if self.day is None else ("day", "month", "year", "refused")
        return (self.name, *(f"{self.name}-{part}" for part in parts))


#: Says where a cell leads: an address, or nothing.
Leads = Callable[[Cell], str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, the words under which it stands, and what it shows for whoever cannot see it.

    It is drawn once it is known where its figures lead, as their cells in the table under it do; on paper they lead nowhere.
    """

    caption: str
    draw: Callable[[Leads], Html]
    describes: str

    @property
    def drawn(self) -> Html:
        """Return it as it stands on paper."""
        return self.draw(lambda _: "")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under a heading of its own."""

    name: str
    title: str
    notes: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()
    #: Folded away on a screen where the drawing says most of it; paper shows it.
    folds_tables: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A headline figure: what it is, its rate or number, what that is made of, and what it means."""

    title: str
    value: str
    made_of: str
    meaning: str
    asked: Asked | None = None
    figure: Figure | None = None
    is_urgent: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole page."""

    title: str
    lede: str
    #: How fresh it is, and what was set aside.
    facts: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    #: What stands at its foot: definitions and sources.
    notes: tuple[str, ...] = ()
    #: What it asks for beside the year and the period.
    fields: tuple[Field, ...] = ()
    #: The page it was opened from, and others that say more.
    back: Cell | None = None
    more: tuple[Cell, ...] = ()
    #: The school whose pupils it names, where the figures are of several.
    of_school: int | None = None

    def sent_along(self, own: Sent) -> Sent:
        """Return what was asked of the sheet that none of its fields asks for again; a long table starts at its first part."""
        asked = {PART, *(name for one in self.fields for name in one.names)}
        return tuple((name, value) for name, value in own if name not in asked)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return every table, in order."""
        return tuple(table for section in self.sections for table in section.tables)

    @property
    def pupils(self) -> frozenset[int]:
        """Return the pupils it names, by id, in every row of every table."""
        cells = (cell for table in self.tables for row in table.rows for cell in row)
        return frozenset(about for cell in cells if (about := cell.about) is not None)


def words(text: str, **leads: object) -> Cell:
    """Make a cell of words."""
    return Cell(text, **leads)  # type: ignore[arg-type]


def count(number: int | None, **leads: object) -> Cell:
    """Make a cell of a whole number."""
    return Cell("–" if number is None else f"{number:,}", number, **leads)  # type: ignore[arg-type]

"""A page of figures as data: what it says, and every number with what it opens to.

The same document is shown, printed, and written as CSV, Excel and PDF, so that no two of them can disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onroll.analysis.behind import Asked
from onroll.analysis.report.figures import Figure
from onroll.analysis.report.html import Html

#: What is sent to a page with its address: names and values, of which a name may have several.
Sent = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: words, a whole number, or a figure, and where it leads.

    `asked` opens the figure; `pupil_id` and `school_id` lead to a pupil or a school, and both `school_id` and `asked` to a figure
    of that school; `address` leads to a page of these figures, by its name, and `narrowed` with what is sent to it.
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
    narrowed: Sent = ()

    def in_school(self, school_id: int) -> Cell:
        """Return the cell of one school's figure, which opens in that school as a figure of the whole of it."""
        asked = Asked(self.asked.measure, self.asked.period) if self.asked else None
        return replace(self, asked=asked, school_id=school_id)

    @property
    def is_number(self) -> bool:
        """Whether it stands to the right, as numbers do."""
        return self.figure is not None or self.number is not None


@dataclass(frozen=True, slots=True)
class Order:
    """A heading that puts a table in another order: what is sent for it, and which way the table goes by it now."""

    sent: Sent
    #: "ascending", "descending", or nothing where the table is in another order.
    way: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. The first cell of a row names it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    #: Which columns hold numbers, by place; their headings stand over them.
    numbers: frozenset[int] = frozenset()
    empty: str = ""
    #: What puts it in another order, by the place of the column.
    orders: Mapping[int, Order] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, the words under which it stands, and what it shows for whoever cannot see it."""

    caption: str
    drawn: Html
    describes: str


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

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return every table, in order."""
        return tuple(table for section in self.sections for table in section.tables)


def words(text: str, **leads: object) -> Cell:
    """Make a cell of words."""
    return Cell(text, **leads)  # type: ignore[arg-type]


def count(number: int | None, **leads: object) -> Cell:
    """Make a cell of a whole number."""
    return Cell("–" if number is None else f"{number:,}", number, **leads)  # type: ignore[arg-type]

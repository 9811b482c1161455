"""The year report: a row a pupil, in any order, of a year group, a group or a band of absence alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onroll.analysis.behind.asked import LAST_SCHOOL_WEEKS
from onroll.analysis.behind.entries import UNAUTHORISED
from onroll.analysis.groupings import NOT_KNOWN, Grouping
from onroll.analysis.pupil_figures.bands import EDGES, in_words
from onroll.analysis.report.figures import NONE
from onroll.analysis.report.groups import by_name
from onroll.analysis.report.words import short_day
from onroll.law.plain_words import counted
from onroll.service.figures.document import (
    PART,
    Cell,
    Document,
    Field,
    Made,
    Order,
    Picking,
    Row,
    Section,
    Table,
    count,
    words,
)
from onroll.service.figures.pages.in_order import in_order
from onroll.service.figures.pages.parts import facts, lede, part_asked
from onroll.service.figures.pupil_rows import PupilRow, pupil_rows, share_of
from onroll.service.figures.reading import Figures

#: What is asked of this sheet alone.
TAKES = frozenset({"year-group", "group", "band", "order", "way", PART})
_YEARS, _GROUPS = Grouping(("year_group",)), Grouping(("registration_group",))
ASCENDING, DESCENDING = "ascending", "descending"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its name in addresses, its heading, what it is put in order by, and the cell of a row."""

    name: str
    heading: str
    #: None comes last, whichever way.
    by: Callable[[PupilRow], Any]
    cell: Callable[[PupilRow, str], Cell]
    is_number: bool = True


def pupils(figures: Figures) -> Document:
    """Make the year report of a school. Raises OutOfScope for whoever may not see its pupils."""
    every = pupil_rows(figures)
    found = _in_order(figures, narrowed_by(figures, every))
    return Document(
        "Pupils",
        lede(figures),
        facts(figures),
        (),
        (Section("pupils", _how_many(found, every), _WHAT, (), (_table(figures, found),)),),
        ("Rates are of each pupil’s own possible sessions, rounded once, halves up.",),
        narrowing_fields(figures, every),
    )


_WHAT = (
    "Sessions and minutes are of the period asked for. Unauthorised sessions in the last ten school weeks, the day the threshold "
    "of a penalty notice was first met, and the longest run of school days absent without authority are as they stood on the "
    "last day counted.",
)


def narrowed_by(figures: Figures, rows: Sequence[PupilRow]) -> list[PupilRow]:
    """Return the rows of the year group, group and band that are asked for."""
    asked = figures.question.asked
    return [
        one
        for one in rows
        if asked("year-group") in ("", one.year_group)
        and asked("group") in ("", one.group)
        and asked("band") in ("", str(one.band))
    ]


def _in_order(figures: Figures, rows: list[PupilRow]) -> list[PupilRow]:
    column, way = _order(figures)
    rows = sorted(rows, key=lambda one: (_by_name(one), one.person.pupil_id))
    known = [one for one in rows if column.by(one) is not None]
    known.sort(key=column.by, reverse=way == DESCENDING)
    return [*known, *(one for one in rows if column.by(one) is None)]


def _order(figures: Figures) -> tuple[_Column, str]:
    """Return the column rows are put in order by, and which way."""
    asked, way = figures.question.asked("order"), figures.question.asked("way")
    column = next((one for one in _COLUMNS if one.name == asked), _COLUMNS[0])
    return column, way if way in (ASCENDING, DESCENDING) else _first_way(column)


def _first_way(column: _Column) -> str:
    """Say which way a column goes when it is first asked for: numbers from the most, words from the first."""
    return DESCENDING if column.is_number else ASCENDING


def _orders(figures: Figures) -> dict[int, Order]:
    by, way = _order(figures)
    other = ASCENDING if way == DESCENDING else DESCENDING
    return {
        place: Order(
            (("order", column.name), ("way", other if column is by else _first_way(column))),
            way if column is by else "",
        )
        for place, column in enumerate(_COLUMNS)
    }


def _table(figures: Figures, rows: Sequence[PupilRow]) -> Table:
    period = figures.question.period
    return Table(
        "Pupils",
        tuple(column.heading for column in _COLUMNS),
        Made(rows, lambda one: _row(one, period)),
        frozenset(place for place, column in enumerate(_COLUMNS) if column.is_number),
        "No pupil is in what you chose. Choose every year group, group and band again.",
        _orders(figures),
        part_asked(figures),
        Picking("before-and-after", "Compare those ticked before and after"),
    )


def _row(one: PupilRow, period: str) -> Row:
    return tuple(column.cell(one, period) for column in _COLUMNS)


def _how_many(found: Sequence[PupilRow], every: Sequence[PupilRow]) -> str:
    if len(found) == len(every):
        return counted(len(every), "pupil")
    return f"{len(found):,} of {counted(len(every), 'pupil')}"


def narrowing_fields(figures: Figures, rows: Sequence[PupilRow]) -> tuple[Field, ...]:
    """Return what asks for a year group, a group and a band."""
    asked = figures.question.asked
    bands = [("", "Every band"), *((str(edge), in_words(edge)) for edge in EDGES)]
    return (
        Field("year-group", "Year group", asked("year-group"), _choices(_YEARS, "Every year group", [one.year_group for one in rows])),
        Field("group", "Group", asked("group"), _choices(_GROUPS, "Every group", [one.group for one in rows])),
        Field("band", "Absence", asked("band"), tuple(bands)),
    )  # fmt: skip


def _choices(grouping: Grouping, every: str, values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    (column,) = grouping.columns
    groups = in_order(grouping, {f"{column}={value}" for value in values})
    return ("", every), *((value, value) for group in groups for value in grouping.values(group))


def _by_name(one: PupilRow) -> str:
    return one.person.name.casefold()


def _by_group(grouping: Grouping, value: str) -> Any:

    return None if value == NOT_KNOWN else by_name(grouping, f"{grouping.columns[0]}={value}")


def _rate(one: PupilRow, period: str) -> Cell:
    return share_of(one.person, one.figures, "attendance_percent", one.figures.attended, period)


def _opened(one: PupilRow, number: int, measure: str, period: str) -> Cell:
    return one.person.opened(f"{number:,}", number, measure, period) if number else count(0)


_COLUMNS = (
    _Column("name", "Pupil", _by_name, lambda one, _: one.person.cell(), is_number=False),
    _Column("year", "Year", lambda one: _by_group(_YEARS, one.year_group), lambda one, _: words(one.year_group), is_number=False),
    _Column("of-group", "Group", lambda one: _by_group(_GROUPS, one.group), lambda one, _: words(one.group), is_number=False),
    _Column("possible", "Possible", lambda one: one.figures.possible, lambda one, _: count(one.figures.possible)),
    _Column("attended", "Attended", lambda one: one.figures.attended / one.figures.possible, _rate),
    _Column("authorised", "Authorised", lambda one: one.figures.authorised,
            lambda one, period: _opened(one, one.figures.authorised, "authorised", period)),
    _Column("unauthorised", "Unauthorised", lambda one: one.figures.unauthorised,
            lambda one, period: _opened(one, one.figures.unauthorised, UNAUTHORISED, period)),
    _Column("late", "Late", lambda one: one.late, lambda one, period: _opened(one, one.late, "late_sessions", period)),
    _Column("minutes", "Minutes late", lambda one: one.minutes_late, lambda one, _: count(one.minutes_late)),
    _Column("absence", "Band of absence", lambda one: one.band,
            lambda one, _: words(NONE if one.band is None else in_words(one.band))),
    _Column("ten-weeks", "Unauthorised, ten weeks", lambda one: one.in_ten_weeks,
            lambda one, _: _opened(one, one.in_ten_weeks, UNAUTHORISED, LAST_SCHOOL_WEEKS)),
    _Column("met", "Notice threshold met", lambda one: one.first_met_on,
            lambda one, _: words(NONE if one.first_met_on is None else short_day(one.first_met_on))),
    _Column("run", "Longest run, days", lambda one: one.longest_run, lambda one, _: count(one.longest_run)),
)  # fmt: skip

"""The figures of a published file, whatever its shape: a row a place, phase and period, with the numbers as published."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from onroll.analysis.published.all_phases import AllPhases
from onroll.analysis.published.bands import bands_in, is_of_bands
from onroll.analysis.published.columns import DAY, FAMILIES, Layout
from onroll.analysis.published.of_a_place import ENROLMENTS_TO_DATE, PERSISTENT, PublishedFigures
from onroll.analysis.published.periods import PublishedPeriod
from onroll.analysis.published.places import Area, Level, Phase
from onroll.analysis.published.rows import (
    NotAPublishedFile,
    PublishedRow,
    columns_at,
    lines_of,
    number_in,
    published_rows,
    refuse_cut_short,
)

_OF_PERSISTENT_ABSENCE = (
    "geographic_level",
    "region_code",
    "region_name",
    "new_la_code",
    "la_name",
    "old_la_code",
    "education_phase",
    ENROLMENTS_TO_DATE,
    PERSISTENT,
)
_ENGLAND = "E92000001"
Word = TypeVar("Word", bound=StrEnum)


class Shape(StrEnum):
    """The kinds of published file that can be read."""

    ATTENDANCE = "attendance"
    PERSISTENT_ABSENCE = "persistent absence"
    BANDS = "absence bands"


def shape_of(path: Path) -> Shape:
    """Answer which kind of file it is. Raises `NotAPublishedFile` for one that cannot be opened."""
    first = next(lines_of(path), (1, []))[1]
    if is_of_bands(first):
        return Shape.BANDS
    at = columns_at(path, first)
    return Shape.PERSISTENT_ABSENCE if {PERSISTENT, ENROLMENTS_TO_DATE} <= at.keys() else Shape.ATTENDANCE


def figures_in(path: Path, *, period: PublishedPeriod | None = None) -> Iterator[PublishedFigures]:
    """Yield the figures of a file, row by row. Raises `NotAPublishedFile`.

    A file of persistent absence does not say its `period`; it is given, and of any other file it is passed over. Of a file of
    absence bands, the last year is yielded, each group by itself.
    """
    shape = shape_of(path)
    if shape is Shape.BANDS:
        found = bands_in(path)
    elif shape is Shape.ATTENDANCE:
        found = _attendance(path)
    elif period is None:
        raise NotAPublishedFile(
            f"{path} does not say which period its figures are of. Say the term and the year, as the release does."
        )
    else:
        found = _persistent_absence(path, period)
    lines: dict[object, int] = {}
    for one in found:
        first = lines.setdefault((one.area.level, one.area.code, one.phase, one.period, one.group), one.line)
        if first != one.line:
            raise NotAPublishedFile(
                f"{path}, line {one.line}, {one.area.name}, {one.phase}: the row stands in the file twice, "
                f"first on line {first}. Take one of them away."
            )
        yield one
    if not lines:
        raise NotAPublishedFile(f"{path} has a header and no rows. Download it again.")


def _attendance(path: Path) -> Iterator[PublishedFigures]:
    for layout, row in published_rows(path):
        rates = {name for name in dict(layout.rates) if row.is_total and AllPhases.are_weighted(row)}
        kept = rates | set(layout.not_recomputable)
        numbers = row.numbers
        yield PublishedFigures(
            _area(path, row),
            _word(path, row.line, "phase", Phase, row.phase),
            _period(layout, row),
            {
                name: number
                for name in (*FAMILIES, *dict(layout.codes))
                if (number := numbers[name]) is not None
            },
            {name: number for name in sorted(kept) if (number := numbers[name]) is not None},
            row.symbols,
            row.line,
        )


def _area(path: Path, row: PublishedRow) -> Area:
    level = _word(path, row.line, "geographic_level", Level, row.place[0])
    _, country, region, authority = row.place
    if level is Level.ENGLAND:
        return Area(level, country, row.place_name)
    if level is Level.REGION:
        return Area(level, region, row.place_name, region)
    return Area(level, authority, row.place_name, region, row.names[1], row.authority_code)


def _period(layout: Layout, row: PublishedRow) -> PublishedPeriod:
    if DAY in layout.at:
        return PublishedPeriod(row.day.isoformat(), row.day)
    name = row.period[1].strip()
    return PublishedPeriod(name[:1].upper() + name[1:].lower(), row.day)


def _persistent_absence(path: Path, period: PublishedPeriod) -> Iterator[PublishedFigures]:
    lines = lines_of(path)
    at = columns_at(path, next(lines)[1])
    if missing := [name for name in _OF_PERSISTENT_ABSENCE if name not in at]:
        raise NotAPublishedFile(
            f"{path} is no file of persistent absence: it has no {', '.join(missing)}. Download the whole file again."
        )
    for line, cells in lines:
        refuse_cut_short(path, line, cells, len(at))
        cell = {name: cells[place].strip() for name, place in at.items()}
        level = _word(path, line, "geographic_level", Level, cell["geographic_level"])
        region = (cell["region_code"], cell["region_name"])
        numbers = {name: number_in(path, line, name, cell[name]) for name in (ENROLMENTS_TO_DATE, PERSISTENT)}
        yield PublishedFigures(
            Area(level, _ENGLAND, "England")
            if level is Level.ENGLAND
            else Area(level, *region, region[0])
            if level is Level.REGION
            else Area(level, cell["new_la_code"], cell["la_name"], *region, cell["old_la_code"]),
            _word(path, line, "school_type", Phase, cell["education_phase"]),
            period,
            {name: number for name, number in numbers.items() if number is not None},
            {},
            {name: cell[name] for name, number in numbers.items() if number is None},
            line,
        )


def _word(path: Path, line: int, column: str, words: type[Word], said: str) -> Word:
    try:
        return words(said.strip())
    except ValueError as fault:
        raise NotAPublishedFile(
            f"{path}, line {line}, {column}: “{said}” is not known. It is one of {', '.join(words)}."
        ) from fault

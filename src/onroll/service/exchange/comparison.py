"""A file beside the record: which of its rows are new, which change something, which say nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from onroll.service.exchange.files.cells import on_one_line
from onroll.service.exchange.judging.rows import Judged, Record

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A record that differs from what is on record, and in which columns."""

    record: Record
    before: Row
    columns: tuple[str, ...]


@dataclass(slots=True)
class Comparison:
    """A whole file compared."""

    new: list[Record] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Row] = field(default_factory=list)


def compare(judged: Judged, on_record: Iterable[Row]) -> Comparison:
    """Compare a file with the record's own rows of it, by the file's key. A day left out of a key takes the record's."""
    key = judged.spec.key
    keeps = frozenset(column.name for column in judged.spec.columns if column.blank_keeps)
    standing = {tuple(row[name] for name in key): row for row in on_record}
    found = Comparison()
    met: set[tuple[Any, ...]] = set()
    for record in judged.records:
        place = tuple(record[name] for name in key)
        if None in place:
            place = _completed(place, standing, met)
        before = standing.get(place)
        if before is None:
            found.new.append(record)
            continue
        met.add(place)
        columns = tuple(
            name for name in judged.columns if name not in key and _differs(record, before, name, keeps)
        )
        if columns:
            found.changed.append(Change(record, before, columns))
        else:
            found.unchanged += 1
    found.missing = [row for place, row in standing.items() if place not in met]
    return found


def _completed(
    place: tuple[Any, ...], standing: dict[tuple[Any, ...], Row], met: set[tuple[Any, ...]]
) -> tuple[Any, ...]:
    """Find the latest row on record that a key with a day left out can mean."""
    fits = [
        one
        for one in standing
        if one not in met and all(said is None or said == held for said, held in zip(place, one, strict=True))
    ]
    return max(fits, key=lambda one: tuple(str(part) for part in one)) if fits else place


def _differs(record: Record, before: Row, name: str, keeps: frozenset[str]) -> bool:
    said = record[name]
    if name in keeps and (said is None or said == ""):
        return False
    held = before[name]
    # No text and no value are the same blank; and words typed on a page may have broken lines, which a cell has not.
    if isinstance(held, str):
        held = on_one_line(held)
    return (None if said == "" else said) != (None if held == "" else held)

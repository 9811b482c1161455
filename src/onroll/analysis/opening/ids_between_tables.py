"""The tables of one analysis must keep an id alike: pupil 7 of the entries and pupil “7” of the pupils are not the same id.

CSV says of no cell whether it is a number or text, so that its ids go with either.
"""

from collections.abc import Sequence

from onroll.analysis.bad_input import BadTable
from onroll.analysis.engine import Engine
from onroll.analysis.opening.part_types import alike, said
from onroll.analysis.opening.views import OpenTable

_IDS = ("school", "pupil")


def refuse_ids_of_two_kinds(engine: Engine, tables: Sequence[OpenTable]) -> None:
    """Raise `BadTable` where one table keeps an id as text and another as numbers. Where it is empty, it may be of any kind."""
    for name in _IDS:
        kept = [one for one in tables if not one.is_text and name in one.types]
        if len({_kind(one, name) for one in kept}) > 1:
            _refuse(name, [(one, part) for one in kept if (part := _part(engine, one, name))])


def _kind(opened: OpenTable, name: str) -> str:
    return alike(opened.table[name], opened.types[name])


def _part(engine: Engine, opened: OpenTable, name: str) -> str:
    """Answer a part in which any cell of a column is filled in, as messages name it."""
    rows = engine.rows(
        f"SELECT f.filename FROM {opened.rows(placed=True)} AS f WHERE f.{name} IS NOT NULL LIMIT 1"
    )
    return str(opened.name_of(rows[0][0])) if rows else ""


def _refuse(name: str, kept: Sequence[tuple[OpenTable, str]]) -> None:
    for opened, part in kept[1:]:
        first, usual = kept[0]
        if _kind(opened, name) != _kind(first, name):
            raise BadTable(
                part,
                f"the column {name} holds {said(opened.types[name])}, and in {usual} it holds {said(first.types[name])}.",
                "Write the column as text in every table: 100001 and “100001” are not the same id.",
            )

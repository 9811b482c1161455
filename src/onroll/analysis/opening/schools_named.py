"""Refuse schools that are named by their URN in one place and by their DfE number in another: each would be two schools.

Nobody can say from the files alone which are the same, so nothing is guessed.
"""

import re
from collections.abc import Iterable, Sequence

from onroll.analysis.bad_input import BadTable
from onroll.analysis.engine import Engine, literal
from onroll.analysis.opening.views import OpenTable

#: URNs have six digits and start with 1, or with 99 where a register gives a school a number of its own. DfE numbers have seven, and no authority's number starts with 0 or 1.
_KINDS = {"a URN": re.compile("1[0-9]{5}|99[0-9]{4}"), "a DfE number": re.compile("[2-9][0-9]{2}/?[0-9]{4}")}
_ONE_WAY = (
    "Name each school the same way throughout, in every file and table: by its URN, or by its DfE number."
)


def refuse_schools_of_two_kinds(engine: Engine, tables: Sequence[OpenTable]) -> None:
    """Raise `BadTable` where some schools are named by a URN and others by a DfE number, whatever others there are beside them."""
    spans = [span for opened in tables for span in _spans(engine, opened)]
    if len({_kind(end) for span in spans for end in span}) < 2 and all(map(_holds_one_kind, spans)):
        return
    known = [(opened, school) for opened in tables for school in _schools(engine, opened) if _kind(school)]
    if len({_kind(school) for _, school in known}) < 2:
        return
    (_, first), *others = known
    opened, other = next(one for one in others if _kind(one[1]) != _kind(first))
    raise BadTable(
        _place(engine, opened, other),
        f"the school “{other}” is {_kind(other)}, and “{first}” is {_kind(first)}.",
        _ONE_WAY,
    )


def _kind(school: str) -> str:
    return next((name for name, written in _KINDS.items() if written.fullmatch(school)), "")


def _holds_one_kind(span: tuple[str, str]) -> bool:
    """Answer whether nothing between a first school and a last can be of another kind than they are."""
    first, last = span
    return (
        first == last or (first.startswith("1") and last.startswith("1")) or not (_kind(first) or _kind(last))
    )


def _spans(engine: Engine, opened: OpenTable) -> Iterable[tuple[str, str]]:
    """Answer the first school and the last of each piece of a table, as its parts say of themselves; of those that do not, every school."""
    if opened.view:
        return _found(engine, opened)
    listed = ", ".join(literal(str(part)) for part in opened.parts)
    rows = engine.rows(
        "SELECT DISTINCT stats_min_value, stats_max_value, stats_min_value IS NULL AND num_values > 0 "
        f"FROM parquet_metadata([{listed}]) WHERE path_in_schema = 'school'"
    )
    if any(silent for *_, silent in rows):
        return _found(engine, opened)
    return [
        (first.strip(), last.strip()) for first, last, _ in rows if first is not None and last is not None
    ]


def _found(engine: Engine, opened: OpenTable) -> list[tuple[str, str]]:
    rows = engine.rows(f"SELECT DISTINCT {_SCHOOL} FROM {opened.rows()} AS f")
    return [(school, school) for (school,) in rows if school]


_SCHOOL = "trim(CAST(f.school AS STRING))"


def _schools(engine: Engine, opened: OpenTable) -> list[str]:
    rows = engine.rows(
        f"SELECT {_SCHOOL} AS school FROM {opened.rows(placed=True)} AS f WHERE f.school IS NOT NULL "
        "GROUP BY 1 ORDER BY min((f.filename, f.file_row_number)), 1"
    )
    return [school for (school,) in rows if school]


def _place(engine: Engine, opened: OpenTable, school: str) -> str:
    part, number = engine.rows(
        f"SELECT f.filename, f.file_row_number FROM {opened.rows(placed=True)} AS f "
        f"WHERE {_SCHOOL} = {literal(school)} ORDER BY 1, 2 LIMIT 1"
    )[0]
    return opened.place(part, number)

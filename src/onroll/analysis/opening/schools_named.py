"""Refuse schools that are named by their URN in one place and by their DfE number in another: each would be two schools.

Nobody can say from the files alone which are the same, so nothing is guessed.
"""

import re
from collections.abc import Iterable, Sequence

from onroll.analysis.bad_input import BadTable
from onroll.analysis.engine import Engine, literal
from onroll.analysis.opening.views import OpenTable

#: URNs start with 1 and have six digits. DfE numbers have seven, and no authority's number starts with 0 or 1.
_KINDS = {"a URN": re.compile("1[0-9]{5}"), "a DfE number": re.compile("[2-9][0-9]{2}/?[0-9]{4}")}
_ONE_WAY = (
    "Name each school the same way throughout, in every file and table: by its URN, or by its DfE number."
)


def refuse_schools_of_two_kinds(engine: Engine, tables: Sequence[OpenTable]) -> None:
    """Raise `BadTable` where every school is named by a URN or a DfE number, and not all of them by the same."""
    ends = [one for opened in tables for one in _ends(engine, opened)]
    # In order, a URN comes before every DfE number: where both are, they are at the ends.
    if len({_kind(one) for one in ends}) < 2 or not all(map(_kind, ends)):
        return
    found = [(opened, school) for opened in tables for school in _schools(engine, opened)]
    if not all(_kind(school) for _, school in found):
        return
    (_, first), *others = found
    opened, other = next(one for one in others if _kind(one[1]) != _kind(first))
    raise BadTable(
        _place(engine, opened, other),
        f"the school “{other}” is {_kind(other)}, and “{first}” is {_kind(first)}.",
        _ONE_WAY,
    )


def _kind(school: str) -> str:
    return next((name for name, written in _KINDS.items() if written.fullmatch(school)), "")


def _ends(engine: Engine, opened: OpenTable) -> Iterable[str]:
    """Answer the first school and the last of a table, as its parts say of themselves; of those that do not, as they are found."""
    if opened.view:
        return _found_ends(engine, opened)
    listed = ", ".join(literal(str(part)) for part in opened.parts)
    row = engine.rows(
        "SELECT min(stats_min_value), max(stats_max_value), count(*) FILTER (WHERE stats_min_value IS NULL AND num_values > 0) "
        f"FROM parquet_metadata([{listed}]) WHERE path_in_schema = 'school'"
    )[0]
    first, last, silent = row
    if silent:
        return _found_ends(engine, opened)
    return [end.strip() for end in (first, last) if end is not None]


def _found_ends(engine: Engine, opened: OpenTable) -> list[str]:
    ends = engine.rows(f"SELECT min({_SCHOOL}), max({_SCHOOL}) FROM {opened.rows()} AS f")[0]
    return [end for end in ends if end is not None]


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

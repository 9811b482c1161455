"""The parts of a table must keep a column alike: 100001 in one part and “100001” in the next are not the same id."""

from collections.abc import Mapping
from pathlib import Path

from onroll.analysis.bad_input import BadTable
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.opening.reading import WORDS, in_words, is_fraction, is_whole
from onroll.analysis.tables import Column, FlatTable


def types_of_parts(
    engine: DuckDBEngine, table: FlatTable, types: Mapping[Path, Mapping[str, str]]
) -> dict[str, str]:
    """Answer the type of each column over all its parts. A part where a column is empty may keep it as anything.

    Raises `BadTable` for a column kept as one thing in one part, and as another in the next.
    """
    found = {}
    for column in table.columns:
        kinds = {part: of_it[column.name] for part, of_it in types.items() if column.name in of_it}
        if len(set(kinds.values())) > 1:
            kinds = _filled(engine, column, kinds) or kinds
            _refuse(column, kinds)
        if kinds:
            # Whole numbers among numbers with fractions are read with them.
            found[column.name] = next(filter(is_fraction, kinds.values()), next(iter(kinds.values())))
    return found


def _filled(engine: DuckDBEngine, column: Column, kinds: Mapping[Path, str]) -> dict[Path, str]:
    """Answer the parts in which any cell of a column is filled in."""
    any_cell = f"SELECT 1 FROM read_parquet({{}}) AS f WHERE f.{column.name} IS NOT NULL LIMIT 1"
    return {part: kind for part, kind in kinds.items() if engine.rows(any_cell.format(literal(str(part))))}


def _refuse(column: Column, kinds: Mapping[Path, str]) -> None:
    (first, usual), *others = kinds.items()
    for part, kind in others:
        if alike(column, kind) != alike(column, usual):
            raise BadTable(
                str(part),
                f"the column {column.name} holds {said(kind)}, and in {first.name} it holds {said(usual)}.",
                f"Write the column as {column.kind} in every part"
                + (": 100001 and “100001” are not the same id." if column.kind in WORDS else "."),
            )


def alike(column: Column, kind: str) -> str:
    """Answer what a type comes to: columns of which this is the same may stand together."""
    if is_whole(kind) or (is_fraction(kind) and column.kind not in WORDS):
        return "numbers"
    return "TIMESTAMP" if kind.startswith("TIMESTAMP_") else kind


def said(kind: str) -> str:
    """Say what a column of a type holds."""
    return {"VARCHAR": "text", "DATE": "days"}.get(kind, in_words(kind))

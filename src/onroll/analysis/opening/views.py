"""Make a table of files one relation of the contract's columns and types, and refuse what lacks a column.

CSV is read once into Parquet beside the engine, in the order of its rows, because every figure is counted over several
passes. Parquet is read where it lies, its cells as they stand: taking the spaces off every cell costs more than all
the counting. Who counts looks at the few different values, and asks for the tidied rows where one needs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from onroll.analysis.bad_input import BadTable
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.opening.files import Files
from onroll.analysis.opening.text_files import header_of, refuse_broken_rows
from onroll.analysis.tables import Column, FlatTable, Kind

SQL_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.SESSION: "VARCHAR",
    Kind.WHOLE: "BIGINT",
    Kind.TIME: "TIMESTAMP",
}
_WORDS = (Kind.TEXT, Kind.SESSION)


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table's files as a relation, and how to say where in them a row stands.

    `parts` are what is read, and `given` the files they were made of: the same, but for CSV.
    """

    table: FlatTable
    given: tuple[Path, ...]
    parts: tuple[Path, ...]
    types: dict[str, str]

    @property
    def is_text(self) -> bool:
        """Whether the files are CSV."""
        return self.given != self.parts

    def is_cast(self, column: Column) -> bool:
        """Answer whether a column's cells were text in the files, and have to be read as something else."""
        return column.kind not in _WORDS and (self.is_text or self.types.get(column.name) == "VARCHAR")

    @property
    def has_cast_columns(self) -> bool:
        """Whether any column's cells have to be read as something else than the text they are."""
        return any(self.is_cast(column) for column in self.table.columns if column.name in self.types)

    def select(
        self,
        *,
        tidy: bool = True,
        leave_out: Iterable[str] = (),
        parts: Sequence[Path] = (),
        where: str = "",
        placed: bool = False,
    ) -> str:
        """Spell the rows, every column as contracted; with `tidy`, without spaces round words and with blanks for NULL.

        `where` asks the cells as they stand in the files, as `f.school`. With `placed`, each row says its part
        and its number there, from 0.
        """
        left_out = set(leave_out)
        chosen = [
            _as_contracted(column, self.types, tidy=tidy and not self.is_text)
            for column in self.table.columns
            if column.name not in left_out
        ]
        more = ""
        if placed:
            chosen += ["f.filename AS part", "f.file_row_number AS row_number"]
            more = ", filename = true, file_row_number = true"
        listed = ", ".join(literal(str(part)) for part in parts or self.parts)
        tested = f" WHERE {where}" if where else ""
        return f"SELECT {', '.join(chosen)} FROM read_parquet([{listed}], union_by_name = true{more}) AS f{tested}"

    def name_of(self, part: str) -> Path:
        """Answer the file a part was made of, as it was given."""
        return dict(zip(map(str, self.parts), self.given, strict=True))[part]


def open_table(engine: DuckDBEngine, table: FlatTable, files: Files) -> OpenTable:
    """Open a table's files; raise `BadTable` for one that cannot be read or lacks a column."""
    if files.is_parquet:
        types = {name: kind for part in files.parts for name, kind in _types(engine, part, table).items()}
        return OpenTable(table, files.parts, files.parts, types)
    headers = {part: header_of(part) for part in files.parts}
    for part, names in headers.items():
        _refuse_lacking(part, table, names)
    parts = tuple(
        _staged(engine, table, part, names, number) for number, (part, names) in enumerate(headers.items())
    )
    everything = {name for names in headers.values() for name in names}
    types = {column.name: SQL_TYPES[column.kind] for column in table.columns if column.name in everything}
    return OpenTable(table, files.parts, parts, types)


def _types(engine: DuckDBEngine, part: Path, table: FlatTable) -> dict[str, str]:
    try:
        described = engine.rows(f"DESCRIBE SELECT * FROM read_parquet({literal(str(part))})")
    except duckdb.Error as error:
        raise BadTable(
            str(part),
            "the file cannot be read as Parquet; it may have been cut off half-way.",
            "Write or copy it again.",
        ) from error
    names = {row[0]: row[1] for row in described}
    _refuse_lacking(part, table, names)
    return {column.name: names[column.name] for column in table.columns if column.name in names}


def _refuse_lacking(part: Path, table: FlatTable, names: Iterable[str]) -> None:
    names = set(names)
    lacking = [name for name in table.needed if name not in names]
    if lacking:
        raise BadTable(
            f"{part}, row 1",
            f"there is no column {', '.join(lacking)}. The file has {', '.join(sorted(names)) or 'none'}.",
            f"Name the columns of {table.name} {', '.join(table.needed)}, in any order.",
        )


def _staged(engine: DuckDBEngine, table: FlatTable, part: Path, names: Sequence[str], number: int) -> Path:
    """Read a part of CSV into Parquet, tidied and of the contract's types; what is not of its type comes in empty.

    The row number of a cell that was not is found again where the file is refused for it.
    """
    into = engine.folder / f"{table.name}-{number:05}.parquet"
    texts = dict.fromkeys(names, "VARCHAR")
    cells = [_as_contracted(column, texts, tidy=True) for column in table.columns if column.name in texts]
    cells += [
        f"{misread(column)} AS {column.name}_misread"
        for column in table.columns
        if column.name in texts and column.kind not in _WORDS
    ]
    engine.connection.execute("SET preserve_insertion_order = true")
    try:
        engine.connection.execute(
            f"COPY (SELECT {', '.join(cells)} FROM read_csv({literal(str(part))}, header = true, "
            "all_varchar = true, delim = ',', quote = '\"', escape = '\"', strict_mode = true, "
            f"null_padding = false) AS f) TO {literal(str(into))} (FORMAT parquet)"
        )
    except duckdb.Error as error:
        refuse_broken_rows(part)
        raise BadTable(str(part), "the file cannot be read as CSV.", "Save it as CSV (UTF-8).") from error
    finally:
        engine.connection.execute("SET preserve_insertion_order = false")
    return into


def misread(column: Column) -> str:
    """Spell whether a cell of text is filled in and is not of its column's type."""
    cell = f"coalesce(trim(f.{column.name}), '')"
    return f"({cell} <> '' AND TRY_CAST({cell} AS {SQL_TYPES[column.kind]}) IS NULL)"


def _as_contracted(column: Column, types: dict[str, str], *, tidy: bool) -> str:
    name, kind = column.name, SQL_TYPES[column.kind]
    if name not in types:
        return f"'' AS {name}" if column.kind in _WORDS else f"CAST(NULL AS {kind}) AS {name}"
    if column.kind not in _WORDS:
        return f"f.{name}" if types[name] == kind else f"TRY_CAST(f.{name} AS {kind}) AS {name}"
    words = _as_words(name, types[name])
    return f"coalesce(trim({words}), '') AS {name}" if tidy else f"{words} AS {name}"


def _as_words(name: str, kind: str) -> str:
    if kind == "BOOLEAN":
        return f"CASE WHEN f.{name} THEN 'true' WHEN NOT f.{name} THEN 'false' END"
    return f"f.{name}" if kind == "VARCHAR" else f"CAST(f.{name} AS VARCHAR)"

"""Make a table one relation of the contract's columns and types, and refuse what lacks a column.

CSV is read once into Parquet beside the engine, in the order of its rows, because every figure is counted over several
passes. Parquet is read where it lies, its cells as they stand: taking the spaces off every cell costs more than all
the counting. Who counts looks at the few different values, and asks for the tidied rows where one needs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb

from onroll.analysis.bad_input import BadTable
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import Engine, literal
from onroll.analysis.opening.files import Files
from onroll.analysis.opening.part_types import types_of_parts
from onroll.analysis.opening.reading import (
    SQL_TYPES,
    WORDS,
    in_words,
    is_fraction,
    may_be_misread,
    misread,
    read,
    suits,
)
from onroll.analysis.opening.text_files import header_of, refuse_broken_rows, refuse_lines_ended_otherwise
from onroll.analysis.tables import Column, FlatTable

#: The number that people give to the first row: of CSV below its header, and of a frame as it is asked for by place.
FIRST_OF_CSV, FIRST_OF_PARQUET, FIRST_OF_FRAME = 2, 1, 0


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table as a relation, and how to say where in it a row stands.

    `parts` are the Parquet files that are read, and `given` what they were made of: the same, but for CSV and frames.
    With a `view`, that is read instead; its columns `filename` and `file_row_number` say where a row stands, and the
    second is NULL where rows have no numbers.
    """

    table: FlatTable
    given: tuple[Path, ...]
    parts: tuple[Path, ...]
    types: dict[str, str]
    first_row: int = FIRST_OF_PARQUET
    view: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the files are CSV."""
        return self.first_row == FIRST_OF_CSV

    @property
    def columns(self) -> list[Column]:
        """The contract's columns that the table has."""
        return [column for column in self.table.columns if column.name in self.types]

    def may_be_misread(self, column: Column) -> bool:
        """Answer whether a column's cells were kept as something else, and one may not be what it should."""
        return column.kind not in WORDS and (self.is_text or may_be_misread(column, self.types[column.name]))

    def misread(self, column: Column) -> str:
        """Spell whether a cell of such a column is filled in and was not read. Of CSV that was kept as it was read."""
        if self.is_text:
            return f"f.{column.name}_misread"
        return f"{misread(column, self.types[column.name])} AS {column.name}_misread"

    @property
    def has_doubtful_columns(self) -> bool:
        """Whether any column's cells may not be what they should."""
        return any(self.may_be_misread(column) for column in self.columns)

    def select(
        self,
        *,
        tidy: bool = True,
        leave_out: Iterable[str] = (),
        parts: Sequence[Path] = (),
        where: str = "",
        placed: bool = False,
        also: Iterable[str] = (),
    ) -> str:
        """Spell the rows, every column as contracted; with `tidy`, without spaces round words and with blanks for NULL.

        `where` and `also`, which are columns more, ask the cells as they stand in the files, as `f.school`. With
        `placed`, each row says its part and its number there, from 0.
        """
        left_out = set(leave_out)
        chosen = [
            _as_contracted(column, self.types, tidy=tidy and not self.is_text)
            for column in self.table.columns
            if column.name not in left_out
        ]
        if placed:
            chosen += ["f.filename AS part", "f.file_row_number AS row_number"]
        tested = f" WHERE {where}" if where else ""
        return f"SELECT {', '.join([*chosen, *also])} FROM {self.rows(parts, placed=placed)} AS f{tested}"

    def place(self, part: str, number: int | None) -> str:
        """Say in words where a row stands, by its number from 0; of rows without numbers, in which table."""
        return str(self.name_of(part)) + ("" if number is None else f", row {self.row(number)}")

    def row(self, number: int) -> int:
        """Answer the number that people give a row, by its number from 0."""
        return number + self.first_row

    def name_of(self, part: str) -> Path:
        """Answer the file a part was made of, as it was given."""
        # Spark calls a file by its address.
        path = unquote(urlsplit(part).path) if self.view else part
        return dict(zip(map(str, self.parts), self.given, strict=True))[path]

    def rows(self, parts: Sequence[Path] = (), *, placed: bool = False) -> str:
        """Spell the relation of the rows as they were kept."""
        if self.view:
            return self.view
        listed = ", ".join(literal(str(part)) for part in parts or self.parts)
        more = ", filename = true, file_row_number = true" if placed else ""
        return f"read_parquet([{listed}], union_by_name = true{more})"


def open_table(engine: DuckDBEngine, table: FlatTable, files: Files) -> OpenTable:
    """Open a table's files; raise `BadTable` for one that cannot be read, or lacks a column."""
    if files.is_parquet:
        of_parts = {part: _types(engine, part, table) for part in files.parts}
        types = types_of_parts(engine, table, of_parts)
        opened = OpenTable(table, files.parts, files.parts, types)
        refuse_types(engine, opened)
        return opened
    headers = {part: header_of(part) for part in files.parts}
    for part, names in headers.items():
        refuse_lacking(f"{part}, row 1", table, names)
    parts = tuple(
        _staged(engine, table, part, names, number) for number, (part, names) in enumerate(headers.items())
    )
    everything = {name for names in headers.values() for name in names}
    types = {column.name: SQL_TYPES[column.kind] for column in table.columns if column.name in everything}
    return OpenTable(table, files.parts, parts, types, FIRST_OF_CSV)


def parquet_types(engine: DuckDBEngine, part: Path) -> dict[str, str]:
    """Answer the columns of a Parquet file and their types."""
    return {
        row[0]: row[1] for row in engine.rows(f"DESCRIBE SELECT * FROM read_parquet({literal(str(part))})")
    }


def _types(engine: DuckDBEngine, part: Path, table: FlatTable) -> dict[str, str]:
    try:
        names = parquet_types(engine, part)
    except duckdb.Error as error:
        raise BadTable(
            str(part),
            "the file cannot be read as Parquet; it may have been cut off half-way.",
            "Write or copy it again.",
        ) from error
    refuse_lacking(f"{part}, row 1", table, names)
    return {column.name: names[column.name] for column in table.columns if column.name in names}


def refuse_lacking(where: str, table: FlatTable, names: Iterable[str]) -> None:
    """Raise `BadTable` where a column is lacking without which the table cannot be read."""
    names = set(names)
    lacking = [name for name in table.needed if name not in names]
    if lacking:
        raise BadTable(
            where,
            f"there is no column {', '.join(lacking)}. There are {', '.join(sorted(names)) or 'none'}.",
            f"Name the columns of {table.name} {', '.join(table.needed)}, in any order.",
        )


def refuse_types(engine: Engine, opened: OpenTable) -> None:
    """Raise `BadTable` for a column of a type that could only be guessed at; one that is empty throughout may be of any."""
    for column in opened.columns:
        kind = opened.types[column.name]
        if suits(column, kind) or not engine.rows(
            f"SELECT 1 FROM {opened.rows()} AS f WHERE f.{column.name} IS NOT NULL LIMIT 1"
        ):
            continue
        what = f"the column {column.name} holds {in_words(kind)}, where {_wanted(column)} should be."
        raise BadTable(str(opened.given[0]), what, _cure(column, kind))


def _wanted(column: Column) -> str:
    return "words" if column.kind in WORDS else f"{column.kind}s"


def _cure(column: Column, kind: str) -> str:
    if column.kind in WORDS and is_fraction(kind):
        return "Write whole numbers or text: 100001.0 is not the same id as 100001."
    if kind.startswith("TIMESTAMP"):
        return "Write days, without times and time zones: which day a moment is depends on where one stands."
    return f"Write the column as {column.kind}."


def _staged(engine: DuckDBEngine, table: FlatTable, part: Path, names: Sequence[str], number: int) -> Path:
    """Read a part of CSV into Parquet, tidied and of the contract's types; what is not of its type comes in empty.

    The row number of a cell that was not is found again where the file is refused for it.
    """
    into = engine.folder / f"{table.name}-{number:05}.parquet"
    texts = dict.fromkeys(names, "VARCHAR")
    present = [column for column in table.columns if column.name in texts]
    cells = [_as_contracted(column, texts, tidy=True) for column in present]
    cells += [
        f"{misread(column, 'VARCHAR')} AS {column.name}_misread"
        for column in present
        if column.kind not in WORDS
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
        refuse_lines_ended_otherwise(part)
        raise BadTable(str(part), "the file cannot be read as CSV.", "Save it as CSV (UTF-8).") from error
    finally:
        engine.connection.execute("SET preserve_insertion_order = false")
    return into


def _as_contracted(column: Column, types: dict[str, str], *, tidy: bool) -> str:
    name = column.name
    if name not in types or not suits(column, types[name]):
        # A column that does not suit, and was not refused, is empty.
        return (
            f"'' AS {name}" if column.kind in WORDS else f"CAST(NULL AS {SQL_TYPES[column.kind]}) AS {name}"
        )
    cell = read(column, types[name])
    if tidy and column.kind in WORDS:
        return f"coalesce(trim({cell}), '') AS {name}"
    return cell if cell == f"f.{name}" else f"{cell} AS {name}"

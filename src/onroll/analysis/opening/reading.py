"""How the cells of a column are read, whatever type they were kept as, in SQL that both engines understand.

Nothing is guessed: a column whose type could only be guessed at is refused, and so is a cell that does not say what its
column should. 4.0 minutes are 4, and 4.5 are none; a moment is a day only where it is its midnight.
"""

from onroll.analysis.tables import Column, Kind

SQL_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.SESSION: "VARCHAR",
    Kind.WHOLE: "BIGINT",
    Kind.TIME: "TIMESTAMP",
}
#: The kinds whose cells are words.
WORDS = (Kind.TEXT, Kind.SESSION)
_TEXT = "VARCHAR"
_MOMENTS = ("TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S")
_MOST_MINUTES = 1_000_000_000


def is_whole(kind: str) -> bool:
    """Answer whether a type holds whole numbers alone."""
    return kind.endswith(("INT", "INTEGER")) or (kind.startswith("DECIMAL") and kind.endswith(",0)"))


def is_fraction(kind: str) -> bool:
    """Answer whether a type holds numbers that may have a fraction."""
    return kind in ("DOUBLE", "FLOAT") or (kind.startswith("DECIMAL") and not is_whole(kind))


def in_words(kind: str) -> str:
    """Say what a type holds."""
    if is_fraction(kind):
        return "numbers with fractions"
    if is_whole(kind):
        return "whole numbers"
    return _IN_WORDS.get(kind, kind)


_IN_WORDS = {
    "BOOLEAN": "true and false",
    "BLOB": "bytes that are not marked as text",
    "TIMESTAMP": "moments",
    "TIMESTAMP WITH TIME ZONE": "moments with a time zone",
}


def may_be_misread(column: Column, kind: str) -> bool:
    """Answer whether a cell kept as a type may not be what its column holds."""
    if column.kind in WORDS:
        return False
    return kind == _TEXT or (
        (column.kind is Kind.WHOLE and is_fraction(kind)) or (column.kind is Kind.DATE and kind in _MOMENTS)
    )


def suits(column: Column, kind: str) -> bool:
    """Answer whether a type can be read as what the column holds, cell by cell."""
    if column.kind in WORDS:
        return kind in (_TEXT, "BOOLEAN", "DATE") or is_whole(kind)
    if column.kind is Kind.WHOLE:
        return kind == _TEXT or is_whole(kind) or is_fraction(kind)
    if column.kind is Kind.DATE:
        return kind in (_TEXT, "DATE", *_MOMENTS)
    return kind in (_TEXT, "DATE") or kind.startswith("TIMESTAMP")


def read(column: Column, kind: str) -> str:
    """Spell a cell, kept as a type, as what its column holds; NULL where it is not that."""
    name, wanted = f"f.{column.name}", SQL_TYPES[column.kind]
    if column.kind in WORDS:
        return _words(name, kind)
    if kind == wanted:
        return name
    if kind == _TEXT:
        return _from_text(column)
    if column.kind is Kind.WHOLE and is_fraction(kind):
        return _whole(name)
    if column.kind is Kind.DATE and kind in _MOMENTS:
        return f"CASE WHEN CAST(CAST({name} AS DATE) AS TIMESTAMP) = {name} THEN CAST({name} AS DATE) END"
    return f"CAST({name} AS {wanted})"


def misread(column: Column, kind: str) -> str:
    """Spell whether a cell is filled in and cannot be read."""
    filled = f"{_tidy(column)} <> ''" if kind == _TEXT else f"f.{column.name} IS NOT NULL"
    return f"({filled} AND ({read(column, kind)}) IS NULL)"


def _from_text(column: Column) -> str:
    cell = _tidy(column)
    if column.kind is Kind.DATE:
        is_day = f"{cell} LIKE '____-__-__' OR {cell} LIKE '____-__-___00:00:00%'"
        return f"CASE WHEN {is_day} THEN TRY_CAST(substr({cell}, 1, 10) AS DATE) END"
    if column.kind is Kind.WHOLE:
        return _whole(f"TRY_CAST({cell} AS DOUBLE)")
    return f"TRY_CAST({cell} AS {SQL_TYPES[column.kind]})"


def _whole(number: str) -> str:
    fits = f"{number} BETWEEN -{_MOST_MINUTES} AND {_MOST_MINUTES} AND floor({number}) = {number}"
    return f"CASE WHEN {fits} THEN CAST({number} AS BIGINT) END"


def _words(name: str, kind: str) -> str:
    if kind == "BOOLEAN":
        return f"CASE WHEN {name} THEN 'true' WHEN NOT {name} THEN 'false' END"
    # Both engines know VARCHAR by this name.
    return name if kind == _TEXT else f"CAST({name} AS STRING)"


def _tidy(column: Column) -> str:
    return f"coalesce(trim(f.{column.name}), '')"

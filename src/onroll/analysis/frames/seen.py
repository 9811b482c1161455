"""What a reader handed in, as Narwhals sees it, judged before anything is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw

from onroll.analysis.bad_input import BadTable
from onroll.analysis.opening.views import refuse_lacking
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
SeenTable = Frame | Path

_KINDS = "a pandas, Polars or Spark frame, a pyarrow table, a DuckDB relation, or the Path of a file"


@dataclass(frozen=True, slots=True)
class Seen:
    """The three tables, each a frame or a path. `pupils` and `calendar` may be left out."""

    entries: SeenTable
    pupils: SeenTable | None = None
    calendar: SeenTable | None = None

    @classmethod
    def of(cls, entries: object, pupils: object = None, calendar: object = None) -> Seen:
        """Look at what was handed in. Raises `BadTable` for what is no frame, lacks a column, or is elsewhere."""
        seen = cls(
            _seen(ENTRIES, entries),
            None if pupils is None else _seen(PUPILS, pupils),
            None if calendar is None else _seen(CALENDAR, calendar),
        )
        for name, table in seen.others():
            if is_spark(table) != seen.is_spark:
                raise BadTable(
                    name,
                    f"this is {_in_words(table)}, and entries are {_in_words(seen.entries)}.",
                    "Give both as Spark frames (spark.createDataFrame), or neither.",
                )
        return seen

    @property
    def is_spark(self) -> bool:
        """Whether the tables are Spark's, and are counted there."""
        return is_spark(self.entries)

    def others(self) -> Iterator[tuple[str, SeenTable]]:
        """Yield the tables beside the entries that were given, by name."""
        for name, table in ((PUPILS.name, self.pupils), (CALENDAR.name, self.calendar)):
            if table is not None:
                yield name, table


def is_spark(table: SeenTable) -> bool:
    """Answer whether a table is a frame of Spark."""
    return not isinstance(table, Path) and table.implementation.is_pyspark()


def _seen(table: FlatTable, native: Any) -> SeenTable:
    if isinstance(native, Path):
        return native
    try:
        frame: Frame = nw.from_native(native)
        names = frame.collect_schema().names()
    except nw.exceptions.DuplicateError as error:
        raise BadTable(table.name, "the frame has two columns of one name.", "Rename one of them.") from error
    except TypeError as error:
        raise BadTable(
            table.name, f"this is no frame, but {type(native).__name__}.", f"Give {_KINDS}."
        ) from error
    refuse_lacking(table.name, table, map(str, names))
    return frame.select([column.name for column in table.columns if column.name in names])


def _in_words(table: SeenTable) -> str:
    if isinstance(table, Path):
        return "a file"
    return "of Spark" if is_spark(table) else f"of {table.implementation.value}"

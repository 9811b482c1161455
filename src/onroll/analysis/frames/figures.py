"""Every figure of `onroll analyse`, for a program: from frames of its own, as frames of the same kind."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from onroll.analysis.counted import Counted
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.frames.in_duckdb import InDuckDB
from onroll.analysis.frames.places import Place
from onroll.analysis.frames.seen import Seen
from onroll.analysis.given_tables import count_given
from onroll.analysis.groupings import groupings
from onroll.analysis.quality import TYPES, write_quality
from onroll.analysis.results import MEASURE_TYPES, write_measures, written_rows
from onroll.analysis.totals import Totals


class Figures:
    """What was counted of a reader's tables. Frames are given of the kind that the entries came as."""

    def __init__(self, counted: Counted, place: Place, close: Callable[[], object]) -> None:
        """Hold what was counted until nobody holds this."""
        self._counted = counted
        self._place = place
        weakref.finalize(self, close)

    def __repr__(self) -> str:
        """Say what these are of."""
        told = self.totals
        return f"<Figures up to {told['on']}: {told['schools']:,} schools, {told['pupils']:,} pupils, {told['entries']:,} entries>"

    @property
    def totals(self) -> Totals:
        """The totals, as `onroll analyse --json` prints them; what was set aside is under `quality`."""
        return self._counted.totals

    def pupils(self) -> Any:
        """Answer a row for each enrolment, with the columns of `pupils.csv`; no figure is kept back."""
        return self._place.pupils(self._counted.scope)

    def measures(self, *, suppress: bool = True) -> Any:
        """Answer every measure in long form, as `measures.csv`; figures of one to nine pupils are kept back."""
        folder = self._counted.engine.folder
        write_measures(self._counted.engine, self._counted.measures(suppress=suppress), folder)
        return self._place.frame(written_rows(folder / "measures.csv", MEASURE_TYPES))

    def quality(self) -> Any:
        """Answer what is wrong with the rows, as `quality.csv`; rows of frames are told by their place, from 0."""
        folder = self._counted.engine.folder
        write_quality(self._counted.quality(), folder)
        return self._place.frame(written_rows(folder / "quality.csv", TYPES))

    def write(self, folder: Path | str, *, suppress: bool = True) -> None:
        """Write what `onroll analyse --out` writes, the report with it. Raises `BadTable` for a folder that cannot be made."""
        self._counted.write(Path(folder), suppress=suppress)


def figures_of(
    entries: Any,
    *,
    pupils: Any = None,
    calendar: Any = None,
    on: date | None = None,
    first_day: date | None = None,
    by: str | Sequence[str] = (),
    threads: int | None = None,
    memory: str = "4GB",
) -> Figures:
    """Count marks, and answer everything `onroll analyse` says of them.

    Each table is a pandas, Polars or Spark frame, a pyarrow table, a DuckDB relation, or the `Path` of a file or folder,
    with the columns of the flat tables. Days are counted from `first_day` (1 September before `on`) to `on` (the last day
    with a row), both included. `by` names columns of pupils to give figures by, or two crossed: "sex,fsm".

    Raises `BadTable` for a table that cannot be used, with its name, the row and the cure; `UnknownGroup`; and `ValueError`
    for memory that is no amount.
    """
    asked = groupings([by] if isinstance(by, str) else by)
    seen = Seen.of(entries, pupils, calendar)
    with ExitStack() as made:
        engine = made.enter_context(DuckDBEngine(threads=threads, memory=memory))
        place = _place(engine, seen)
        scope = count_given(place.engine, place.given, on=on, first_day=first_day, groupings=asked)
        place.hand_over()
        counted = Counted(engine, scope, asked, place.given.entries, place.engine)
        close = made.pop_all().close
    return Figures(counted, place, close)


def _place(engine: DuckDBEngine, seen: Seen) -> Place:
    if not seen.is_spark:
        return InDuckDB.opened(engine, seen)
    from onroll.analysis.frames.in_spark import InSpark

    return InSpark.opened(engine, seen)

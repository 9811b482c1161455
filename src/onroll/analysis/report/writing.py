"""Write `report.html` into a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell
from onroll.analysis.report.contents import gather
from onroll.analysis.report.page import page
from onroll.analysis.results import MeasureRow
from onroll.analysis.totals import Totals


def write_report(
    engine: Engine,
    scope: Scope,
    totals: Totals,
    found: Mapping[Grouping, Sequence[Cell]],
    rows: Sequence[MeasureRow],
    folder: Path,
    *,
    suppress: bool = True,
) -> None:
    """Write the report of what was counted; `rows` are the noted ones of `measures.csv`, and `found` says which groups there are."""
    groups = {
        grouping: tuple(dict.fromkeys(cell.group for cell in of_grouping))
        for grouping, of_grouping in found.items()
        if grouping.columns
    }
    contents = gather(engine, scope, totals, rows, groups, suppress=suppress)
    (folder / "report.html").write_text(page(contents), encoding="utf-8")

"""`measures.parquet` holds what `measures.csv` does, whatever the names of groups and however many rows."""

from pathlib import Path

import duckdb
import pytest

from onroll.analysis.results import MeasureRow, write_measures
from tests.analysis.counted import duckdb as an_engine

pytestmark = pytest.mark.one_database


def test_names_in_quotes_may_come_after_many_without(tmp_path: Path) -> None:
    plain: list[MeasureRow] = [
        ("severe", "whole", f"school={number}", 1, 4, 25.0) for number in range(25_000)
    ]
    crossed: MeasureRow = ("severe", "whole", 'sex=F,registration_group=the "A" set', None, None, None)
    with an_engine() as engine:
        write_measures(engine, [*plain, crossed], tmp_path)
    rows = duckdb.connect().execute(f"SELECT * FROM '{tmp_path / 'measures.parquet'}'").fetchall()
    assert sorted(rows, key=str) == sorted([*plain, crossed], key=str)

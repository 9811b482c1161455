"""What every test of the service and its database stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from onroll.analysis.duckdb_engine import DuckDBEngine


@pytest.fixture(autouse=True, scope="package")
def _counts_on_one_processor() -> Iterator[None]:
    """Count on one processor: as many processes run tests as there are. `tests/analysis` counts side by side."""
    opened = DuckDBEngine.__init__

    def on_one(engine: DuckDBEngine, *, threads: int | None = None, **given: Any) -> None:
        opened(engine, threads=threads or 1, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DuckDBEngine, "__init__", on_one)
        yield

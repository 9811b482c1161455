"""Reading the extracts as an analyst would: whatever files there are, by the engine itself."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb

from onroll.service.extracts.folder import extracts_folder


def rows(table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return the rows of every part of a table, every column as text unless some are named."""
    parts = sorted(str(path) for path in extracts_folder().glob(f"{table}/year=*/*.parquet"))
    if not parts:
        return []
    chosen = ", ".join(columns) or "COLUMNS(*)::VARCHAR"
    with duckdb.connect() as db:
        return db.execute(
            f"SELECT {chosen} FROM read_parquet(?, hive_partitioning = false) ORDER BY ALL", [parts]
        ).fetchall()


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all three tables."""
    return {table: rows(table) for table in ("entries", "pupils", "calendar")}


def files() -> dict[str, tuple[int, str]]:
    """Return every part with what tells whether it was written again, and a digest of it."""
    return {
        str(path.relative_to(extracts_folder())): (
            path.stat().st_ino,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(extracts_folder().glob("*/year=*/*.parquet"))
    }


def part(table: str, urn: str, year: int = 2026) -> Path:
    """Return one part."""
    return extracts_folder() / table / f"year={year}" / f"{urn}.parquet"

"""Let Spark read the files that were opened, each row with its place in them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from onroll.analysis.given_tables import GivenTables
from onroll.analysis.opening import OpenTable
from onroll.analysis.spark.engine import SparkEngine


def with_spark(spark: SparkEngine, given: GivenTables) -> GivenTables:
    """Answer open files as Spark reads them. On a cluster its workers must see the same folders."""
    return GivenTables(
        _seen(spark, given.entries),
        None if given.pupils is None else _seen(spark, given.pupils),
        None if given.calendar is None else _seen(spark, given.calendar),
    )


def _seen(spark: SparkEngine, opened: OpenTable) -> OpenTable:
    view = f"{opened.table.name}_as_written"
    parts = tuple(part.resolve() for part in opened.parts)
    rows = spark.session.read.option("mergeSchema", len(parts) > 1).parquet(*map(_address, parts))
    rows.selectExpr(
        "*", "_metadata.file_path AS filename", "_metadata.row_index AS file_row_number"
    ).createOrReplaceTempView(view)
    return replace(opened, view=view, parts=parts)


def _address(part: Path) -> str:
    # A sign that would stand for several files is to stand for itself.
    return "file://" + re.sub(r"([\[\]{}*?\\])", r"\\\1", str(part))

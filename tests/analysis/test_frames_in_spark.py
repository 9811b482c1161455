"""Spark frames of the reader's own stay in Spark, and come to what other frames come to."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet

from onroll.analysis import BadTable, figures_of
from onroll.analysis.counting.passes import SUMS
from onroll.analysis.frames.in_spark import InSpark
from onroll.analysis.frames.seen import Seen
from onroll.analysis.given_tables import count_given
from tests.analysis.counted import duckdb
from tests.analysis.test_frames_of_the_reader import (
    CALENDAR,
    CALENDAR_COLUMNS,
    ENTRIES,
    ENTRY_COLUMNS,
    PUPIL_COLUMNS,
    PUPILS,
    Rows,
    in_pandas,
    in_pyarrow,
    rows_of,
)
from tests.support.guides import sections

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = [pytest.mark.one_database, pytest.mark.spark]

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "figures-from-your-own-frames.md"
TYPES = {"date": "DATE", "minutes_late": "BIGINT", "fsm": "BOOLEAN", "born": "DATE", "starting_day": "DATE"}


def in_spark(spark: "SparkSession", rows: Rows, columns: list[str], **types: str) -> "DataFrame":
    kinds = {name: TYPES.get(name, "STRING") for name in columns} | types
    schema = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
    return spark.createDataFrame([tuple(row) for row in rows], schema)


def test_come_to_what_other_frames_come_to_where_they_are_given_as_the_guide_gives_them(
    spark: "SparkSession", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spark.sql("SELECT 'the reader''s own' AS used").createOrReplaceTempView("used")
    tables = {
        "entries": in_pyarrow(ENTRIES, ENTRY_COLUMNS),
        "pupils": in_pyarrow(PUPILS, PUPIL_COLUMNS),
        "calendar": in_pyarrow(CALENDAR, CALENDAR_COLUMNS),
    }
    for name, table in tables.items():
        parquet.write_table(table, tmp_path / f"{name}.parquet")
    names = run_with_a_calendar_and_groups(tmp_path)
    found, entries = names["figures"], spark.read.parquet(str(tmp_path / "entries.parquet"))
    expected = figures_of(
        tables["entries"], pupils=tables["pupils"], calendar=tables["calendar"], by=["sex,fsm"]
    )
    persistent = sum(row["persistent"] for row in rows_of(expected.pupils()))
    assert capsys.readouterr().out == (
        f"{expected.totals['threshold_met']} pupils met the threshold of a penalty notice\n"
        f"{persistent} enrolments in persistent absence\n"
    )
    assert found.totals == expected.totals
    for frame, other in (
        (found.pupils(), expected.pupils()),
        (found.measures(suppress=False), expected.measures(suppress=False)),
        (found.quality(), expected.quality()),
    ):
        assert type(frame) is type(entries)
        # Rows of Spark have no numbers, and come in an order of their own where only the number tells them apart.
        assert _sorted(frame.toArrow()) == _sorted(other)
    # What the reader named is still theirs, and the figures join what the reader has.
    assert spark.sql("SELECT used FROM used").collect()[0][0] == "the reader's own"
    assert entries.join(found.pupils(), ["school", "pupil"]).count() == len(ENTRIES)


def run_with_a_calendar_and_groups(folder: Path) -> dict[str, Any]:
    """Run what the guide says of Spark over the tables of a folder, and answer what it named."""
    (block,) = sections(GUIDE)["Spark"]
    text = block.text
    for said, instead in (
        ('"county/entries"', f'"{folder}/entries.parquet"'),
        (
            '"county/pupils.parquet")',
            f'"{folder}/pupils.parquet"), '
            f'calendar=spark.read.parquet("{folder}/calendar.parquet"), by=["sex,fsm"]',
        ),
    ):
        assert text.count(said) == 1, said
        text = text.replace(said, instead)
    names: dict[str, Any] = {}
    exec(text, names)  # noqa: S102 - what the guide of this repository says, as its reader would run it
    return names


class TestAFrameThatCannotBeUsed:
    def test_names_schools_by_dfe_number_where_the_others_are_named_by_urn(
        self, spark: "SparkSession"
    ) -> None:
        rows = [["935/2001", *row[1:]] for row in CALENDAR]
        with pytest.raises(BadTable) as refused:
            figures_of(
                in_spark(spark, ENTRIES, ENTRY_COLUMNS), calendar=in_spark(spark, rows, CALENDAR_COLUMNS)
            )
        assert str(refused.value).startswith(
            "calendar: the school “935/2001” is a DfE number, and “100001” is a URN. Name each school the same way"
        )

    def test_names_a_pupil_by_upn_where_the_others_are_named_by_another_id(
        self, spark: "SparkSession"
    ) -> None:
        rows = [[*row[:1], "H801200001001" if row[1] == "P1" else row[1], *row[2:]] for row in ENTRIES]
        with duckdb() as to:
            opened = InSpark.opened(to, Seen.of(in_spark(spark, rows, ENTRY_COLUMNS)))
        with pytest.raises(
            BadTable, match=r"^entries: the pupil “[A-Z]?[0-9]+” is another id, and “H801200001001” is a UPN"
        ):
            # It is told of what was counted: the least that can be.
            count_given(opened.engine, opened.given, passes=SUMS)

    def test_keeps_ids_as_numbers_where_the_entries_keep_text(self, spark: "SparkSession") -> None:
        rows = [[int(row[0]), *row[1:]] for row in CALENDAR]
        with pytest.raises(BadTable) as refused:
            figures_of(
                in_spark(spark, ENTRIES, ENTRY_COLUMNS),
                calendar=in_spark(spark, rows, CALENDAR_COLUMNS, school="BIGINT"),
            )
        assert str(refused.value) == (
            "calendar: the column school holds whole numbers, and in entries it holds text. "
            "Write the column as text in every table: 100001 and “100001” are not the same id."
        )

    def test_is_told_by_what_stands_in_the_row(self, spark: "SparkSession") -> None:
        rows = [list(row) for row in ENTRIES]
        rows[5][3] = "noon"
        with pytest.raises(BadTable) as refused:
            figures_of(in_spark(spark, rows, ENTRY_COLUMNS))
        assert str(refused.value) == (
            "entries, the row with school “100001”, pupil “P1”, date “2025-09-10”, session “noon”: "
            "the session “noon” is neither AM nor PM. Write AM or PM."
        )

    def test_has_ids_with_fractions(self, spark: "SparkSession") -> None:
        rows = [(float(row[0]), *row[1:]) for row in ENTRIES]
        with pytest.raises(BadTable, match="the column school holds numbers with fractions"):
            figures_of(in_spark(spark, rows, ENTRY_COLUMNS, school="DOUBLE"))

    def test_has_days_written_another_way(self, spark: "SparkSession") -> None:
        rows: list[Any] = [(*row[:2], str(row[2]).replace("-", "/"), *row[3:]) for row in ENTRIES]
        with pytest.raises(BadTable, match=r"the date “2025/09/08” is not a day"):
            figures_of(in_spark(spark, rows, ENTRY_COLUMNS, date="STRING"))

    def test_stands_beside_frames_that_are_elsewhere(self, spark: "SparkSession") -> None:
        with pytest.raises(
            BadTable,
            match=r"^pupils: this is of pandas, and entries are of Spark\. Give both as Spark frames",
        ):
            figures_of(in_spark(spark, ENTRIES, ENTRY_COLUMNS), pupils=in_pandas(PUPILS, PUPIL_COLUMNS))


def _sorted(table: Any) -> list[str]:
    return sorted(str({**row, "row": None}) for row in rows_of(table))

"""Frames of the reader's own come to what files come to, and are given back as the kind they came as."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from onroll.analysis import BadTable, UnknownGroup, figures_of
from onroll.analysis.analyse import Inputs, Order, analyse_files
from onroll.analysis.groupings import groupings

pytestmark = pytest.mark.one_database

# Two schools and three pupils, with a duplicate, an unknown code, a retired one, a blank, and an entry on an INSET day.
DAYS = [dt.date(2025, 9, 8) + dt.timedelta(days=number) for number in range(5)]
CODES = {
    ("100001", "P1"): "/ \\ L \\ O O / \\ I I",
    ("100001", "P2"): "/ \\ / - Q7 \\ H H / \\",
    ("100002", "P1"): "O O O O / \\ / \\ / \\",
    ("100002", "P3"): "/ \\ / \\ / \\ / \\ / O",
}
ENTRIES = [
    (
        school,
        pupil,
        DAYS[place // 2],
        ("AM", "PM")[place % 2],
        "" if code == "-" else code,
        7 if code == "L" else None,
    )
    for (school, pupil), codes in CODES.items()
    for place, code in enumerate(codes.split())
]
ENTRIES.append(("100002", "P3", DAYS[0], "AM", "I", None))
ENTRY_COLUMNS = ["school", "pupil", "date", "session", "code", "minutes_late"]
PUPILS = [
    ("100001", "P1", "F", True, dt.date(2015, 3, 4), dt.date(2025, 9, 1)),
    ("100001", "P2", "M", False, None, None),
    ("100002", "P1", "F", None, dt.date(2015, 3, 4), dt.date(2025, 9, 8)),
]
PUPIL_COLUMNS = ["school", "pupil", "sex", "fsm", "born", "starting_day"]
CALENDAR = [
    ("100002", day, session, "inset" if day == DAYS[4] else "school")
    for day in DAYS
    for session in ("AM", "PM")
]
CALENDAR_COLUMNS = ["school", "date", "session", "kind"]

Rows = Sequence[Sequence[object]]
Make = Callable[[Rows, list[str]], Any]


def in_pandas(rows: Rows, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns)


def in_polars(rows: Rows, columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


def in_lazy_polars(rows: Rows, columns: list[str]) -> pl.LazyFrame:
    return in_polars(rows, columns).lazy()


def in_pyarrow(rows: Rows, columns: list[str]) -> pa.Table:
    return pa.table({name: list(cells) for name, cells in zip(columns, zip(*rows, strict=True), strict=True)})


def in_duckdb(rows: Rows, columns: list[str]) -> duckdb.DuckDBPyRelation:
    connection = duckdb.connect()
    connection.register("rows", in_pyarrow(rows, columns))
    return connection.sql("SELECT * FROM rows")


KINDS = {
    "pandas": in_pandas,
    "Polars": in_polars,
    "lazy Polars": in_lazy_polars,
    "pyarrow": in_pyarrow,
    "DuckDB": in_duckdb,
}


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """Answer the rows of a frame of any kind, empty cells as None."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pd.DataFrame):
        frame = duckdb.connect().from_df(frame)
    if isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.to_arrow_table()
    if isinstance(frame, pa.Table):
        return [
            {name: cell.date() if isinstance(cell, dt.datetime) else cell for name, cell in row.items()}
            for row in frame.to_pylist()
        ]
    return frame.to_dicts()  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    """Write the same rows as files, and what files come to."""
    folder = tmp_path_factory.mktemp("files")
    paths = {}
    for name, rows, columns in (
        ("entries", ENTRIES, ENTRY_COLUMNS),
        ("pupils", PUPILS, PUPIL_COLUMNS),
        ("calendar", CALENDAR, CALENDAR_COLUMNS),
    ):
        paths[name] = folder / f"{name}.parquet"
        in_duckdb(rows, columns).to_parquet(str(paths[name]))
    order = Order(
        Inputs(**paths), groupings=groupings(["sex", "sex,fsm"]), out=folder / "out", suppress=False
    )
    return json.loads(json.dumps(analyse_files(order))), folder


class TestAFrame:
    def test_comes_to_what_files_come_to(self, make: Make, written: tuple[dict[str, Any], Path]) -> None:
        totals, folder = written
        figures = figures_of(
            make(ENTRIES, ENTRY_COLUMNS),
            pupils=make(PUPILS, PUPIL_COLUMNS),
            calendar=make(CALENDAR, CALENDAR_COLUMNS),
            by=["sex", "sex,fsm"],
        )
        assert figures.totals == totals
        assert figures.totals["quality"] == {
            "unknown_code": 1,
            "duplicate": 1,
            "not_in_force": 2,
            "impossible": 4,
        }
        for name, frame in (
            ("measures", figures.measures(suppress=False)),
            ("pupils", figures.pupils()),
            ("quality", figures.quality()),
        ):
            assert rows_of(frame) == _as_files(name, folder), name

    def test_is_given_back_as_the_kind_it_came_as(self, make: Make) -> None:
        entries = make(ENTRIES, ENTRY_COLUMNS)
        figures = figures_of(entries)
        for frame in (figures.pupils(), figures.measures(), figures.quality()):
            assert type(frame) is type(entries)

    def test_outlives_the_figures_it_came_from(self, make: Make) -> None:
        assert len(rows_of(figures_of(make(ENTRIES, ENTRY_COLUMNS)).pupils())) == 4

    def test_may_have_columns_that_are_none_of_the_contract(self, make: Make) -> None:
        rows = [(*row, "seen by nobody") for row in ENTRIES]
        assert figures_of(make(rows, [*ENTRY_COLUMNS, "remark"])).totals["entries"] == len(ENTRIES)

    def test_keeps_small_figures_back_unless_told_not_to(self, make: Make) -> None:
        measures = rows_of(figures_of(make(ENTRIES, ENTRY_COLUMNS)).measures())
        assert {row["numerator"] for row in measures} == {None}

    def test_is_written_as_the_command_writes_it(self, make: Make, tmp_path: Path) -> None:
        figures_of(make(ENTRIES, ENTRY_COLUMNS)).write(tmp_path / "out")
        assert {path.name for path in (tmp_path / "out").iterdir()} == {
            "measures.csv",
            "measures.parquet",
            "pupils.csv",
            "pupils.parquet",
            "quality.csv",
            "report.html",
        }

    def test_may_stand_beside_a_file(self, make: Make, written: tuple[dict[str, Any], Path]) -> None:
        totals, folder = written
        figures = figures_of(
            make(ENTRIES, ENTRY_COLUMNS),
            pupils=folder / "pupils.parquet",
            calendar=folder / "calendar.parquet",
        )
        assert figures.totals == totals


class TestFiles:
    def test_are_given_back_as_relations(self, written: tuple[dict[str, Any], Path]) -> None:
        figures = figures_of(written[1] / "entries.parquet")
        assert isinstance(figures.pupils(), duckdb.DuckDBPyRelation)

    def test_say_what_they_are_of(self, written: tuple[dict[str, Any], Path]) -> None:
        figures = figures_of(written[1] / "entries.parquet")
        assert repr(figures) == "<Figures up to 2025-09-12: 2 schools, 3 pupils, 41 entries>"


class TestDays:
    def test_are_counted_from_one_to_another(self) -> None:
        figures = figures_of(in_pandas(ENTRIES, ENTRY_COLUMNS), first_day=DAYS[1], on=DAYS[2])
        assert (figures.totals["on"], figures.totals["entries"]) == ("2025-09-10", 16)


class TestAFrameThatCannotBeUsed:
    def test_lacks_a_column(self, make: Make) -> None:
        rows = [row[:4] for row in ENTRIES]
        with pytest.raises(
            BadTable, match=r"^entries: there is no column code\. There are date, pupil, school"
        ):
            figures_of(make(rows, ENTRY_COLUMNS[:4]))

    def test_lacks_a_column_beside_the_entries(self, make: Make) -> None:
        with pytest.raises(
            BadTable, match=r"^pupils: there is no column school\. .* Name the columns of pupils"
        ):
            figures_of(make(ENTRIES, ENTRY_COLUMNS), pupils=make([("P1", "F")], ["pupil", "sex"]))

    @pytest.mark.parametrize(
        ("place", "cell", "says"),
        [
            (3, "morning", "entries, row 5: the session “morning” is neither AM nor PM. Write AM or PM."),
            (1, "", "entries, row 5: the pupil is empty or cannot be read. Fill the cell in"),
            (0, None, "entries, row 5: the school is empty or cannot be read."),
            (2, None, "entries, row 5: the date is empty or cannot be read. Write the day as 2026-09-01."),
        ],
    )
    def test_has_a_cell_that_says_too_little(self, make: Make, place: int, cell: object, says: str) -> None:
        rows = [list(row) for row in ENTRIES]
        rows[5][place] = cell
        with pytest.raises(BadTable) as refused:
            figures_of(make(rows, ENTRY_COLUMNS))
        assert str(refused.value).startswith(says)

    def test_has_days_that_are_none(self, make: Make) -> None:
        rows = [[*row[:2], str(row[2]), *row[3:]] for row in ENTRIES]
        rows[7][2] = "12/09/2025"
        with pytest.raises(BadTable, match=r"^entries, row 7: the date “12/09/2025” is not a day"):
            figures_of(make(rows, ENTRY_COLUMNS))

    def test_has_ids_with_fractions(self, make: Make) -> None:
        rows = [(float(row[0]), *row[1:]) for row in ENTRIES]
        with pytest.raises(
            BadTable, match=r"^entries: the column school holds numbers with fractions.* Write whole numbers"
        ):
            figures_of(make(rows, ENTRY_COLUMNS))

    @pytest.mark.parametrize("beside", ["pupils", "calendar"])
    def test_keeps_ids_as_numbers_where_the_entries_keep_text(self, make: Make, beside: str) -> None:
        rows, columns = {"pupils": (PUPILS, PUPIL_COLUMNS), "calendar": (CALENDAR, CALENDAR_COLUMNS)}[beside]
        numbers = make([(int(row[0]), *row[1:]) for row in rows], columns)
        with pytest.raises(BadTable) as refused:
            figures_of(make(ENTRIES, ENTRY_COLUMNS), **{beside: numbers})
        assert str(refused.value) == (
            f"{beside}: the column school holds whole numbers, and in entries it holds text. Write the column as text in every "
            "table: 100001 and “100001” are not the same id."
        )

    def test_has_moments_whose_day_depends_on_the_place(self, make: Make) -> None:
        rows = [
            (*row[:2], dt.datetime(2025, 9, 8, tzinfo=dt.UTC) + (row[2] - DAYS[0]), *row[3:])
            for row in ENTRIES
        ]
        with pytest.raises(BadTable, match=r"^entries: the column date holds moments with a time zone"):
            figures_of(make(rows, ENTRY_COLUMNS))

    def test_has_no_rows(self, make: Make) -> None:
        none = make(ENTRIES[:1], ENTRY_COLUMNS)
        empty = none.limit(0) if hasattr(none, "limit") else none[:0]
        with pytest.raises(BadTable, match=r"^entries: there are no entries"):
            figures_of(empty)

    def test_is_none(self) -> None:
        with pytest.raises(BadTable, match=r"^entries: this is no frame, but list. Give a pandas"):
            figures_of([1, 2])

    def test_is_asked_for_by_what_it_does_not_hold(self) -> None:
        with pytest.raises(UnknownGroup):
            figures_of(in_pandas(ENTRIES, ENTRY_COLUMNS), by="shoe_size")


class TestPandas:
    """What only pandas does to a column."""

    def test_may_not_mix_kinds_of_ids(self) -> None:
        frame = in_pandas(ENTRIES, ENTRY_COLUMNS)
        frame["school"] = pd.Series([100001, *frame["school"][1:]], dtype=object)
        with pytest.raises(
            BadTable,
            match=r"^entries, row 1: the school is text, and in the rows before it is a whole number",
        ):
            figures_of(frame)

    def test_may_not_have_two_columns_of_one_name(self) -> None:
        frame = pd.DataFrame(ENTRIES, columns=["school", "pupil", "date", "session", "code", "code"])
        with pytest.raises(BadTable, match="two columns of one name"):
            figures_of(frame)

    @pytest.mark.parametrize(
        ("column", "kind"),
        [
            ("school", "int64"),
            ("school", "category"),
            ("school", object),
            ("date", "datetime64[ns]"),
            ("date", str),
            ("minutes_late", "Int64"),
            ("minutes_late", "float64"),
            ("code", "category"),
        ],
    )
    def test_may_keep_a_column_as_it_likes(self, column: str, kind: Any) -> None:
        frame = in_pandas(ENTRIES, ENTRY_COLUMNS)
        expected = figures_of(frame)
        found = figures_of(frame.astype({column: kind}))
        assert found.totals == expected.totals
        assert rows_of(found.pupils()) == rows_of(expected.pupils())

    def test_may_leave_a_column_empty(self) -> None:
        pupils = in_pandas(PUPILS, PUPIL_COLUMNS).assign(ethnicity=np.nan, trust=None)
        figures = figures_of(in_pandas(ENTRIES, ENTRY_COLUMNS), pupils=pupils, by="ethnicity")
        groups = {row["group"] for row in rows_of(figures.measures())}
        assert groups == {"all", "ethnicity=not known"}

    def test_may_begin_with_many_empty_cells(self) -> None:
        rows = [("1", f"P{number}", DAYS[0], "AM", "/", None) for number in range(3000)]
        rows.append(("1", "P3000", DAYS[0], "AM", "L", 4))
        frame = in_pandas(rows, ENTRY_COLUMNS)
        frame["minutes_late"] = frame["minutes_late"].astype(object)
        assert rows_of(figures_of(frame).pupils())[2001]["pupil"] in {row[1] for row in rows}


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_no_frame_library_asks_for_pyarrow(kind: str) -> None:
    program = f"""
import sys, datetime as dt
sys.modules["pyarrow"] = None
import {kind} as library
from onroll.analysis import figures_of
row = {{"school": ["1"], "pupil": ["P1"], "date": [dt.date(2025, 9, 8)], "session": ["AM"], "code": ["O"]}}
figures = figures_of(library.DataFrame(row))
print(figures.totals["unauthorised"], len(figures.pupils()), len(figures.measures()) > 10, len(figures.quality()))
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "1", "True", "0"]


def _as_files(name: str, folder: Path) -> list[dict[str, Any]]:
    """Read what files came to as frames hold it: cells without text are empty, and faults are placed in the frame."""
    reading = "all_varchar = false, nullstr = '', types = {'school': 'VARCHAR', 'code': 'VARCHAR'}"
    path = folder / "out" / (f"{name}.csv" if name == "quality" else f"{name}.parquet")
    source = f"read_csv('{path}', {reading})" if name == "quality" else f"'{path}'"
    rows = rows_of(duckdb.connect().sql(f"SELECT * FROM {source}"))
    for row in rows:
        if row.get("attendance_percent") is not None:
            row["attendance_percent"] = float(row["attendance_percent"])
        if row.get("row") is not None:
            row.update(row=row["row"] - 1, file="entries")
    return rows

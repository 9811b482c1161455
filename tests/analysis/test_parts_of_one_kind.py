"""The parts of a table must be of one kind: ids all text or all numbers, and schools all named the same way."""

import json
from pathlib import Path

import duckdb
import pytest

from onroll.analysis.tables import ENTRIES
from tests.analysis.test_analyse_command import MONDAY, marks, one_row, refusal, run, write_csv

pytestmark = pytest.mark.one_database


def parts(folder: Path, *rows: dict[str, str]) -> Path:
    """Write a folder of parts of one row each."""
    table = folder / "entries"
    table.mkdir()
    for number, row in enumerate(rows, start=1):
        one_row(folder, **row).rename(table / f"{number}.parquet")
    return table


class TestATable:
    @pytest.mark.parametrize(
        ("column", "cells", "says"),
        [
            ("school", ("'100001'", "100001"), "the column school holds whole numbers, and in 1.parquet it holds text"),
            ("pupil", ("7", "'7'"), "the column pupil holds text, and in 1.parquet it holds whole numbers"),
            ("date", ("DATE '2025-09-08'", "'2025-09-08'"), "the column date holds text, and in 1.parquet it holds days"),
            ("minutes_late", ("4", "'4'"), "the column minutes_late holds text, and in 1.parquet it holds whole"),
        ],
    )  # fmt: skip
    def test_has_a_part_that_keeps_a_column_otherwise_than_the_part_before(
        self, tmp_path: Path, column: str, cells: tuple[str, str], says: str
    ) -> None:
        said = refusal(parts(tmp_path, *({column: cell} for cell in cells)))
        assert "2.parquet: " in said
        assert says in said
        assert f"Write the column as {ENTRIES[column].kind} in every part" in said

    @pytest.mark.parametrize(
        ("column", "cells"),
        [
            ("school", ("1::INTEGER", "1::BIGINT")),
            ("minutes_late", ("4", "4.0::DOUBLE")),
            ("minutes_late", ("NULL::INTEGER", "'4'")),
            ("minutes_late", ("'4'", "NULL::INTEGER")),
        ],
    )
    def test_may_have_parts_that_can_only_mean_one_thing(
        self, tmp_path: Path, column: str, cells: tuple[str, str]
    ) -> None:
        given = ({column: cell, "pupil": f"'P{number}'"} for number, cell in enumerate(cells))
        assert json.loads(run(parts(tmp_path, *given), "--json").stdout)["codes"]["L"] == 2

    def test_names_schools_by_urn_in_one_part_and_by_dfe_number_in_another(self, tmp_path: Path) -> None:
        folder = parts(tmp_path, {"school": "'100001'"}, {"school": "'9352001'"})
        said = refusal(folder)
        assert "2.parquet, row 1: the school “9352001” is a DfE number, and “100001” is a URN." in said
        assert "Name each school the same way throughout" in said

    def test_names_schools_by_urn_and_its_calendar_by_dfe_number(self, tmp_path: Path) -> None:
        given = write_csv(tmp_path / "e.csv", marks("P1", "/ \\"))
        rows = [["935/2001", MONDAY.isoformat(), "AM", "school"]]
        calendar = write_csv(tmp_path / "c.csv", rows, ["school", "date", "session", "kind"])
        assert f"{calendar}, row 2: the school “935/2001” is a DfE number" in refusal(
            given, "--calendar", calendar
        )

    @pytest.mark.parametrize("other", ["1000000", "99999", "Elm", "0"])
    @pytest.mark.parametrize("known", ["100001", "990001", "9352001"])
    def test_may_name_schools_by_ids_that_are_neither(self, tmp_path: Path, known: str, other: str) -> None:
        cells = [{"school": f"'{school}'"} for school in (known, other)]
        assert json.loads(run(parts(tmp_path, *cells), "--json").stdout)["schools"] == 2

    @pytest.mark.parametrize("other", ["1000000", "99999", "Elm", "0"])
    @pytest.mark.parametrize("urn", ["100001", "990001", "999999"])
    def test_names_schools_by_both_whatever_another_is_called(
        self, tmp_path: Path, urn: str, other: str
    ) -> None:
        cells = [{"school": f"'{school}'"} for school in (urn, other, "9352001")]
        said = refusal(parts(tmp_path, *cells))
        assert f"the school “9352001” is a DfE number, and “{urn}” is a URN." in said

    @pytest.mark.parametrize("between", ["9912001", "2101234"])
    def test_names_one_by_dfe_number_between_two_urns_of_one_part(self, tmp_path: Path, between: str) -> None:
        path = tmp_path / "e.parquet"
        rows = " UNION ALL ".join(
            f"SELECT '{school}' AS school, 'P{school}' AS pupil, DATE '2025-09-08' AS date, 'AM' AS session, '/' AS code"
            for school in ("100001", between, "999999")
        )
        duckdb.connect().execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
        assert f"the school “{between}” is a DfE number" in refusal(path)


class TestTheTablesOfAnAnalysis:
    def tables(self, folder: Path, ids: dict[str, str], **others: str) -> list[str | Path]:
        """Write entries with ids of text, or as `others` spells them, and a table beside them with `ids`."""
        name = "pupils" if "pupil" in ids else "calendar"
        path = one_row(folder, kind="'school'", **ids).rename(folder / f"{name}.parquet")
        return [one_row(folder, **others).rename(folder / "entries.parquet"), f"--{name}", path]

    @pytest.mark.parametrize("ids", [{"pupil": "7"}, {"pupil": "'P1'", "school": "1"}, {"school": "1"}])
    def test_keep_ids_as_text_in_one_and_as_numbers_in_another(
        self, tmp_path: Path, ids: dict[str, str]
    ) -> None:
        given = self.tables(tmp_path, ids)
        column = next(name for name, cell in ids.items() if not cell.startswith("'"))
        assert (
            f"{given[-1]}: the column {column} holds whole numbers, and in {given[0]} it holds text. "
            "Write the column as text in every table: 100001 and “100001” are not the same id."
        ) in refusal(*given)

    def test_may_keep_ids_as_numbers_of_two_sizes(self, tmp_path: Path) -> None:
        given = self.tables(tmp_path, {"pupil": "7", "school": "1::BIGINT"}, pupil="7::SMALLINT", school="1")
        assert json.loads(run(*given, "--json").stdout)["pupils"] == 1

    def test_may_be_csv_beside_numbers_or_text(self, tmp_path: Path) -> None:
        pupils = write_csv(tmp_path / "p.csv", [["7", "1"]], ["pupil", "school"])
        for pupil in ("7", "'7'"):
            given = one_row(tmp_path, pupil=pupil)
            assert json.loads(run(given, "--pupils", pupils, "--json").stdout)["pupils"] == 1


class TestPupils:
    """No more than one way of naming pupils: a pupil of two schools named both ways would be two."""

    UPN, TEMPORARY = "H801200001001", "X80120000100A"

    def test_are_named_by_upn_in_one_row_and_by_another_id_in_the_next(self, tmp_path: Path) -> None:
        given = write_csv(tmp_path / "e.csv", [*marks(self.UPN, "/ \\"), *marks("A1234", "/ \\")])
        said = refusal(given)
        assert f"{given}, row 4: the pupil “A1234” is another id, and “{self.UPN}” is a UPN." in said
        assert "Name each pupil the same way throughout" in said

    def test_are_named_by_upn_in_the_pupils_and_by_another_id_in_the_entries(self, tmp_path: Path) -> None:
        given = write_csv(tmp_path / "e.csv", marks("A1234", "/ \\"))
        pupils = write_csv(tmp_path / "p.csv", [["100001", self.UPN]], ["school", "pupil"])
        said = refusal(given, "--pupils", pupils)
        assert f"{pupils}, row 2: the pupil “{self.UPN}” is a UPN, and “A1234” is another id." in said

    def test_are_named_by_upn_in_one_part_and_by_another_id_in_another(self, tmp_path: Path) -> None:
        said = refusal(parts(tmp_path, {"pupil": "'A1234'"}, {"pupil": f"'{self.UPN}'"}))
        assert f"2.parquet, row 1: the pupil “{self.UPN}” is a UPN, and “A1234” is another id." in said

    @pytest.mark.parametrize(
        "pupils",
        [(UPN, TEMPORARY), ("7", "A1234"), ("h801200001001", "H80120000100"), ("I801200001001", "7")],
    )
    def test_may_all_have_upns_or_all_have_none(self, tmp_path: Path, pupils: tuple[str, str]) -> None:
        given = write_csv(tmp_path / "e.csv", [row for one in pupils for row in marks(one, "/ \\")])
        assert json.loads(run(given, "--json").stdout)["pupils"] == 2

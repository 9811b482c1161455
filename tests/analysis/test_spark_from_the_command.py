"""`onroll analyse --engine spark` writes what it writes without, to the last byte; without Spark it says how to get it."""

import filecmp
import importlib.util
import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from onroll.analysis.spark import session
from onroll.cli.analyse import app

pytestmark = pytest.mark.one_database

# Half of school 2's rows disagree or repeat, one is from another table of codes, and words have spaces round them.
ENTRIES = """school,pupil,date,session,code,minutes_late
1,P1,2025-09-08,AM,/,
1,P1,2025-09-08,PM,\\,
1,P1,2025-09-09,AM,L,12
1,"P,2",2025-09-08,AM,O,
1,"P,2",2025-09-08,PM,O,
 2 ,P1,2025-09-10,AM, I ,
2,P1,2025-09-10,AM,O,
2,P1,2025-09-10,PM,I,
2,P1,2025-09-10,PM,I,
2,P1,2025-09-11,AM,Q7,
2,P1,2025-09-11,PM,/,
2,P3,2025-09-11,AM,H,
2,P3,2025-09-11,PM,,
"""
PUPILS = """pupil,school,sex,fsm,born,starting_day
P1,1,F,true,2014-02-03,2025-09-01
P1,2,,false,2014-02-03,2025-09-10
"P,2",1,M,,,
"""
CALENDAR = """school,date,session,kind
1,2025-09-08,AM,school
1,2025-09-08,PM,school
1,2025-09-09,AM,school
1,2025-09-09,PM,inset
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    folder = tmp_path / "a [strange] name"
    folder.mkdir()
    for name, text in (("entries", ENTRIES), ("pupils", PUPILS), ("calendar", CALENDAR)):
        (folder / f"{name}.csv").write_text(text)
    return [
        str(folder / "entries.csv"),
        "--pupils",
        str(folder / "pupils.csv"),
        "--calendar",
        str(folder / "calendar.csv"),
    ]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.mark.spark
class TestSpark:
    def test_writes_what_duckdb_writes(self, files: list[str], tmp_path: Path, spark: object) -> None:
        by = ["--by", "sex,fsm", "--no-suppress", "--json"]
        written = {}
        for engine in ("duckdb", "spark"):
            result = run(*files, *by, "--engine", engine, "--out", tmp_path / engine)
            assert result.exit_code == 0, result.output
            written[engine] = json.loads(result.stdout)
        assert written["spark"] == written["duckdb"]
        assert written["spark"]["quality"] == {
            "unknown_code": 1,
            "duplicate": 2,
            "not_in_force": 1,
            "impossible": 1,
        }
        names = sorted(path.name for path in (tmp_path / "duckdb").iterdir())
        assert filecmp.cmpfiles(tmp_path / "duckdb", tmp_path / "spark", names, shallow=False) == (
            names,
            [],
            [],
        )

    def test_names_the_file_and_row_that_cannot_be_used(self, tmp_path: Path, spark: object) -> None:
        folder = tmp_path / "parts"
        folder.mkdir()
        for number, day in enumerate(("2025-09-08", "8 September")):
            duckdb.connect().execute(
                f"COPY (SELECT '1' AS school, 'P1' AS pupil, '{day}' AS date, 'AM' AS session, '/' AS code) "
                f"TO '{folder / f'{number}.parquet'}' (FORMAT parquet)"
            )
        refused = run(folder, "--engine", "spark")
        assert refused.exit_code == 2
        assert f"{folder / '1.parquet'}, row 1: the date “8 September” is not a day" in refused.stderr


class TestWithoutSpark:
    def test_says_how_to_install_it(self, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        refused = run(*files, "--engine", "spark")
        assert refused.exit_code == 2
        assert "Install it with: pip install 'onroll[spark]'" in refused.stderr

    def test_says_that_java_is_missing(self, files: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: None)
        monkeypatch.setattr(os, "environ", {})
        monkeypatch.setattr(session, "running", lambda: None)
        refused = run(*files, "--engine", "spark")
        assert refused.exit_code == 2
        assert "Spark needs Java 17 or later" in refused.stderr

    def test_names_the_engines_there_are(self, files: list[str]) -> None:
        refused = run(*files, "--engine", "abacus")
        assert refused.exit_code == 2
        assert "Onroll counts with duckdb or spark, and not with “abacus”." in refused.stderr


class TestMemory:
    @pytest.mark.parametrize(
        ("written", "megabytes"), [("4GB", 3814), ("2 GiB", 2048), ("800mb", 762), ("1KB", 512)]
    )
    def test_is_written_as_for_duckdb(self, written: str, megabytes: int) -> None:
        assert session.megabytes(written) == megabytes

    def test_that_is_no_amount_is_refused(self) -> None:
        with pytest.raises(ValueError, match="is not an amount of memory"):
            session.megabytes("plenty")

"""What is written of any files is what the second opinion says of their rows: totals, pupils, measures, faults and where."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onroll.analysis import disclosure_control
from onroll.analysis.analyse import Inputs, Order, analyse_files
from onroll.analysis.groupings import groupings
from onroll.analysis.measures import Cell
from onroll.analysis.reference import (
    Entry,
    Tables,
    cells,
    figures,
    gather,
    kept_back,
    quality,
    totals,
    written,
)
from onroll.law import BOTH_SESSIONS
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import HALF

pytestmark = pytest.mark.one_database

drawn = settings(
    max_examples=HALF,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


def _gathered(asked: DrawnTables) -> Tables:
    return gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)


class TestFiles:
    @drawn
    @given(asked=tables())
    def test_give_the_same_totals_pupils_and_faults(self, asked: DrawnTables) -> None:
        expected = _gathered(asked)
        with tempfile.TemporaryDirectory() as folder:
            order = _order(asked, Path(folder))
            assert json.loads(json.dumps(analyse_files(order))) == totals(expected)
            out = Path(folder) / "out"
            assert _read(out / "pupils.csv") == list(_pupils(expected))
            assert sorted(_faults(_read(out / "quality.csv"))) == sorted(_located(expected))

    def test_may_leave_minutes_and_moments_empty(self, tmp_path: Path) -> None:
        rows = [Entry("100001", "A1", date(2025, 9, 8), session, "L") for session in BOTH_SESSIONS]
        given = Order(Inputs(_write(tmp_path / "entries.csv", [replace(rows[0], minutes_late=3), rows[1]])))
        assert analyse_files(given)["codes"]["L"] == 2


class TestSmallNumbers:
    @drawn
    @given(asked=tables())
    def test_are_kept_back_alike(self, asked: DrawnTables) -> None:
        expected = _gathered(asked)
        for by in groupings(["sex", "sex,fsm", "school"]):
            found = cells(expected, by.columns)
            of_engine = [Cell(*written(by.columns, cell), cell.pupils, cell.singled_out) for cell in found]
            for fewest in (2, 3, 4):
                hidden = disclosure_control.kept_back(of_engine, by, fewest=fewest)
                assert {tuple(cell)[:5] for cell in hidden} == {
                    written(by.columns, cell) for cell in kept_back(found, fewest=fewest)
                }


def _order(asked: DrawnTables, folder: Path) -> Order:
    files = {
        name: _write(folder / f"{name}.csv", rows)
        for name, rows in (("entries", asked.entries), ("pupils", asked.pupils), ("calendar", asked.calendar))
        if rows
    }
    return Order(
        Inputs(files["entries"], files.get("pupils"), files.get("calendar")),
        on=asked.on,
        first_day=asked.first_day,
        threads=1,
        memory="500MB",
        out=folder / "out",
    )


def _write(path: Path, rows: Sequence[object]) -> Path:
    lines = [asdict(row) for row in rows]  # type: ignore[call-overload]
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)
    return path


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _pupils(expected: Tables) -> Iterator[dict[str, str]]:
    for one in figures(expected):
        row = {name: "" if value is None else str(value) for name, value in asdict(one).items()}
        for name in ("persistent", "severe"):
            row[name] = row[name].lower()
        del row["missing"]
        yield row


def _faults(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield each located fault, and each enrolment with sessions missing, as the file has them."""
    for row in rows:
        place = "" if row["fault"] == "missing" else str(int(row["row"]) - 2)
        yield (
            row["fault"],
            row["school"],
            row["pupil"],
            row["date"],
            row["session"],
            row["code"],
            row["rows"],
            place,
        )


def _located(expected: Tables) -> Iterator[tuple[str, ...]]:
    for fault, place, row in expected.faults:
        yield (
            fault.value,
            row.school,
            row.pupil,
            row.date.isoformat(),
            row.session,
            row.code,
            "1",
            str(place),
        )
    missing = [(one.school, one.pupil) for one in quality(expected) if one.kind == "missing"]
    for school, pupil in set(missing):
        yield ("missing", school, pupil, "", "", "", str(missing.count((school, pupil))), "")

"""`onroll analyse` on files: what it prints and writes, and what it says of files it cannot use."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from onroll.cli.analyse import app

pytestmark = pytest.mark.one_database

HEADER = ["school", "pupil", "date", "session", "code"]
MONDAY = date(2025, 9, 8)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def refusal(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    return result.stderr


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def marks(pupil: str, codes: str, school: str = "100001", first: date = MONDAY) -> list[list[str]]:
    """Write a pupil's codes, morning and afternoon, weekday after weekday; a dash is a blank."""
    rows, day, half = [], first, 0
    for code in codes.split():
        rows.append([school, pupil, day.isoformat(), ("AM", "PM")[half], "" if code == "-" else code])
        half = 1 - half
        if not half:
            day += timedelta(days=3 if day.weekday() == 4 else 1)
    return rows


def write_csv(path: Path, rows: list[list[str]], header: list[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([header, *rows])
    return path


def one_row(folder: Path, **cells: str) -> Path:
    """Write one row as Parquet, its cells spelled in SQL."""
    row = {
        "school": "'1'",
        "pupil": "'P1'",
        "date": "DATE '2025-09-08'",
        "session": "'AM'",
        "code": "'L'",
        **cells,
    }
    path = folder / "row.parquet"
    chosen = ", ".join(f"{cell} AS {name}" for name, cell in row.items())
    duckdb.connect().execute(f"COPY (SELECT {chosen}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    rows = [
        *marks("P1", "/ \\ / \\ / \\ / \\ / \\"),
        *marks("P2", "I I / \\ O O / \\ L \\"),
        *marks("P3", "/ \\ / - / \\ X X Q7 \\"),
    ]
    return write_csv(tmp_path / "entries.csv", rows)


class TestTheTotals:
    def test_are_the_documented_json(self, entries: Path) -> None:
        told = json.loads(run(entries, "--json").stdout)
        codes = {code: count for code, count in told.pop("codes").items() if count}
        assert told == {
            "on": "2025-09-12",
            "schools": 1,
            "pupils": 3,
            "enrolments": 3,
            "entries": 30,
            "possible": 26,
            "attended": 22,
            "authorised": 2,
            "unauthorised": 2,
            "missing": 2,
            "attendance_percent": 84.6,
            "absence_percent": 15.4,
            "persistent": 1,
            "severe": 0,
            "threshold_met": 0,
            "quality": {"unknown_code": 1, "duplicate": 0, "not_in_force": 0, "impossible": 0},
        }
        assert codes == {"/": 10, "\\": 11, "L": 1, "I": 2, "O": 2, "X": 2}

    def test_are_the_same_of_parquet_in_parts(self, entries: Path, tmp_path: Path) -> None:
        parts = tmp_path / "parts"
        parts.mkdir()
        connection = duckdb.connect()
        for pupil in ("P1", "P2", "P3"):
            connection.execute(
                f"COPY (SELECT school, pupil, CAST(date AS DATE) AS date, session, code FROM read_csv('{entries}', "
                f"all_varchar = true) WHERE pupil = '{pupil}') TO '{parts / pupil}.parquet' (FORMAT parquet)"
            )
        assert json.loads(run(parts, "--json").stdout) == json.loads(run(entries, "--json").stdout)

    def test_are_those_of_a_day_and_from_a_day(self, entries: Path) -> None:
        told = json.loads(run(entries, "--json", "--from", "2025-09-09", "--on", "2025-09-10").stdout)
        assert (told["on"], told["entries"], told["possible"]) == ("2025-09-10", 12, 11)

    def test_have_spaces_round_a_word_taken_off(self, tmp_path: Path) -> None:
        path = write_csv(
            tmp_path / "spaced.csv", [[f" {cell} " for cell in row] for row in marks("P1", "/ \\ I")]
        )
        assert json.loads(run(path, "--json").stdout)["possible"] == 3

    def test_have_spaces_in_parquet_taken_off_too(self, tmp_path: Path) -> None:
        path = tmp_path / "spaced.parquet"
        duckdb.connect().execute(
            "COPY (SELECT '1' AS school, 'P1' AS pupil, DATE '2025-09-08' AS date, 'AM' AS session, ' I ' AS code "
            f"UNION ALL SELECT '1', ' P1', DATE '2025-09-08', 'PM', NULL) TO '{path}' (FORMAT parquet)"
        )
        told = json.loads(run(path, "--json").stdout)
        assert (told["pupils"], told["codes"]["I"], told["missing"]) == (1, 1, 0)


class TestTheTotalsInWords:
    def test_say_persistent_absence_of_as_many_enrolments_as_the_report_does(self, tmp_path: Path) -> None:
        rows = [*marks("P1", "/ \\"), *marks("P2", "O O"), *marks("P3", "# #")]
        path = write_csv(tmp_path / "marks.csv", rows)
        told = run(path, "--no-suppress", "--out", tmp_path / "out")
        assert (
            "Persistently absent  1 of 2 enrolments with something possible, 1 of them severely"
            in told.stdout
        )
        measures = (tmp_path / "out" / "measures.csv").read_text()
        report = (tmp_path / "out" / "report.html").read_text()
        assert json.loads(run(path, "--json").stdout)["enrolments"] == 3
        assert "persistent,whole,all,1,2,50.0" in measures
        assert "<dt>Of them with something possible</dt><dd>2</dd>" in report


class TestMarksOfAnotherCountry:
    # Scotland's registers have such codes.
    @pytest.mark.parametrize(
        ("codes", "unknown", "are_asked_about"), [("OAA SLA / \\", 2, False), ("OAA SLA TRU \\", 3, True)]
    )
    def test_are_asked_about_once_they_are_most_of_a_file_and_those_that_look_like_england_s_are_told(
        self, tmp_path: Path, codes: str, unknown: int, are_asked_about: bool
    ) -> None:
        path = write_csv(tmp_path / "marks.csv", marks("P1", codes))
        told = run(path)
        assert told.exit_code == 0
        assert f"{unknown} unknown code" in told.stdout
        others = f"The other {4 - unknown} have a code that England has too, or none, and are counted as England counts them."
        assert (others in told.stdout) is are_asked_about
        assert ("Are they marks of another country" in told.stdout) is are_asked_about
        assert json.loads(run(path, "--json").stdout)["absence_percent"] == 0


class TestTheFolder:
    def test_holds_a_row_an_enrolment(self, entries: Path, tmp_path: Path) -> None:
        assert run(entries, "--out", tmp_path / "out").exit_code == 0
        rows = table(tmp_path / "out" / "pupils.csv")
        assert rows[1] == {
            "school": "100001",
            "pupil": "P2",
            "possible": "10",
            "attended": "6",
            "authorised": "2",
            "unauthorised": "2",
            "attendance_percent": "60.0",
            "persistent": "true",
            "severe": "false",
            "unauthorised_in_ten_school_weeks": "2",
            "threshold_first_met_on": "",
            "longest_run_days": "1",
            "late_sessions": "1",
            "minutes_late": "0",
        }

    def test_locates_what_is_wrong_by_file_and_row(self, entries: Path, tmp_path: Path) -> None:
        run(entries, "--out", tmp_path / "out")
        rows = table(tmp_path / "out" / "quality.csv")
        assert [(row["fault"], row["pupil"], row["code"], row["row"]) for row in rows] == [
            ("missing", "P3", "", ""),
            ("unknown_code", "P3", "Q7", "30"),
        ]

    def test_keeps_small_figures_back_unless_told_not_to(self, entries: Path, tmp_path: Path) -> None:
        run(entries, "--out", tmp_path / "kept")
        run(entries, "--out", tmp_path / "given", "--no-suppress")
        kept, given = (table(tmp_path / name / "measures.csv")[0] for name in ("kept", "given"))
        assert kept == {
            "measure": "attendance_percent",
            "period": "whole",
            "group": "all",
            "numerator": "",
            "denominator": "",
            "rate": "",
        }
        assert (given["numerator"], given["denominator"]) == ("22", "26")
        assert float(given["rate"]) == 22 / 26 * 100

    def test_holds_the_same_measures_in_both_forms(self, entries: Path, tmp_path: Path) -> None:
        run(entries, "--out", tmp_path, "--no-suppress")
        as_parquet = duckdb.connect().execute(f"SELECT * FROM '{tmp_path / 'measures.parquet'}'").fetchall()
        as_csv = [tuple(row.values())[:3] for row in table(tmp_path / "measures.csv")]
        assert len(as_csv) > 100
        assert as_csv == [row[:3] for row in as_parquet]


class TestAFileThatCannotBeUsed:
    def test_is_named_where_it_is_not_there(self, tmp_path: Path) -> None:
        assert "there is no such file of entries" in refusal(tmp_path / "none.csv")

    def test_is_named_where_it_is_empty(self, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").write_text("")
        assert "empty.csv: the file is empty." in refusal(tmp_path / "empty.csv")

    def test_is_named_where_it_has_only_a_header(self, tmp_path: Path) -> None:
        assert "there are no entries" in refusal(write_csv(tmp_path / "header.csv", []))

    def test_lacks_a_column(self, tmp_path: Path) -> None:
        path = write_csv(tmp_path / "e.csv", [["1", "P1", "2025-09-08", "AM"]], HEADER[:-1])
        message = refusal(path)
        assert "row 1: there is no column code" in message
        assert "school, pupil, date, session, code" in message

    def test_has_a_day_that_is_none(self, tmp_path: Path) -> None:
        rows = [*marks("P1", "/ \\"), ["100001", "P1", "31/09/2025", "AM", "/"]]
        assert "row 4: the date “31/09/2025” is not a day. Write the day as 2026-09-01." in refusal(
            write_csv(tmp_path / "e.csv", rows)
        )

    @pytest.mark.parametrize("day", ["0205-09-08", "2205-09-08"])
    def test_has_a_day_centuries_off(self, tmp_path: Path, day: str) -> None:
        path = write_csv(tmp_path / "e.csv", [*marks("P1", "/ \\"), ["100001", "P1", day, "AM", "/"]])
        assert f"row 4: the day {day} is too far from the others to be right" in refusal(path)

    def test_has_a_session_that_is_none(self, tmp_path: Path) -> None:
        path = write_csv(tmp_path / "e.csv", [["100001", "P1", "2025-09-08", "morning", "/"]])
        assert "row 2: the session “morning” is neither AM nor PM" in refusal(path)

    def test_has_a_row_without_a_pupil(self, tmp_path: Path) -> None:
        path = write_csv(tmp_path / "e.csv", [["100001", "", "2025-09-08", "AM", "/"]])
        assert "row 2: the pupil is empty" in refusal(path)

    def test_has_minutes_that_are_no_number(self, tmp_path: Path) -> None:
        path = write_csv(
            tmp_path / "e.csv", [["100001", "P1", "2025-09-08", "AM", "L", "ten"]], [*HEADER, "minutes_late"]
        )
        assert "row 2: the minutes_late “ten” is not a whole number" in refusal(path)

    def test_has_minutes_in_parquet_that_are_no_number(self, tmp_path: Path) -> None:
        path = tmp_path / "e.parquet"
        duckdb.connect().execute(
            "COPY (SELECT '1' AS school, 'P1' AS pupil, DATE '2025-09-08' AS date, 'AM' AS session, 'L' AS code, "
            f"unnest(['4', '', 'ten']) AS minutes_late) TO '{path}' (FORMAT parquet)"
        )
        assert "row 3: the minutes_late “ten” is not a whole number" in refusal(path)

    @pytest.mark.parametrize(
        ("column", "cell", "says"),
        [
            (
                "school",
                "100001.0::DOUBLE",
                "the column school holds numbers with fractions, where words should be",
            ),
            (
                "date",
                "TIMESTAMPTZ '2025-09-08'",
                "the column date holds moments with a time zone, where dates should be",
            ),
            ("date", "TIMESTAMP '2025-09-08 09:05'", "row 1: the date “2025-09-08 09:05:00” is not a day"),
            ("date", "'8 Sep 2025'", "row 1: the date “8 Sep 2025” is not a day"),
            ("minutes_late", "4.5::DOUBLE", "row 1: the minutes_late “4.5” is not a whole number"),
            ("minutes_late", "'4.5'", "row 1: the minutes_late “4.5” is not a whole number"),
            ("session", "TRUE", "row 1: the session “true” is neither AM nor PM"),
        ],
    )
    def test_has_cells_of_a_kind_that_would_have_to_be_guessed_at(
        self, tmp_path: Path, column: str, cell: str, says: str
    ) -> None:
        assert says in refusal(one_row(tmp_path, **{column: cell}))

    @pytest.mark.parametrize(
        ("column", "cell"),
        [
            ("school", "100001"),
            ("date", "TIMESTAMP '2025-09-08'"),
            ("date", "'2025-09-08'"),
            ("date", "'2025-09-08 00:00:00'"),
            ("minutes_late", "4.0::DOUBLE"),
            ("minutes_late", "'4.0'"),
            ("recorded_at", "NULL::DOUBLE"),
        ],
    )
    def test_may_have_cells_that_can_only_mean_one_thing(
        self, tmp_path: Path, column: str, cell: str
    ) -> None:
        assert json.loads(run(one_row(tmp_path, **{column: cell}), "--json").stdout)["codes"]["L"] == 1

    def test_was_cut_off_half_way(self, tmp_path: Path) -> None:
        path = tmp_path / "e.csv"
        write_csv(path, marks("P1", "/ \\"))
        path.write_text(path.read_text()[:-12])
        assert "row 3: there are" in refusal(path)

    def test_is_half_a_parquet_file(self, entries: Path, tmp_path: Path) -> None:
        whole = tmp_path / "whole.parquet"
        duckdb.connect().execute(f"COPY (SELECT * FROM read_csv('{entries}')) TO '{whole}' (FORMAT parquet)")
        half = tmp_path / "half.parquet"
        half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
        assert "cannot be read as Parquet; it may have been cut off half-way" in refusal(half)

    def test_is_not_utf8(self, tmp_path: Path) -> None:
        path = tmp_path / "e.csv"
        path.write_bytes(",".join(HEADER).encode() + b"\n100001,Andr\xe9,2025-09-08,AM,/\n")
        assert "e.csv, line 2: there are bytes that are not UTF-8 (0xe9)" in refusal(path)

    def test_has_lines_that_end_otherwise_than_the_first(self, tmp_path: Path) -> None:
        rows = [",".join(HEADER), *(f"100001,P{number},2025-09-08,AM,/" for number in range(200))]
        path = tmp_path / "e.csv"
        path.write_bytes("\r\n".join(rows[:100]).encode() + b"\r\n" + "\n".join(rows[100:]).encode() + b"\n")
        assert (
            "e.csv, line 101: the line ends with LF, and line 1 with CRLF. End every line alike"
            in refusal(path)
        )

    def test_is_a_spreadsheet(self, tmp_path: Path) -> None:
        (tmp_path / "e.xlsx").write_bytes(b"PK")
        assert "Save the sheet as CSV" in refusal(tmp_path / "e.xlsx")

    def test_has_a_calendar_of_unknown_kinds(self, entries: Path, tmp_path: Path) -> None:
        calendar = write_csv(
            tmp_path / "c.csv",
            [["100001", "2025-09-08", "AM", "open"]],
            ["school", "date", "session", "kind"],
        )
        message = refusal(entries, "--calendar", calendar)
        assert "row 2: the kind “open” is not known. Write one of school, inset, holiday, closure." in message


class TestAnOrderThatCannotBeMet:
    def test_names_a_group_that_is_none(self, entries: Path) -> None:
        assert "Figures cannot be given by “shoe_size”. Choose from school, year_group" in refusal(
            entries, "--by", "shoe_size"
        )

    def test_names_an_amount_of_memory_that_is_none(self, entries: Path) -> None:
        assert "“plenty” is not an amount of memory" in refusal(entries, "--memory", "plenty")

    def test_names_days_the_wrong_way_round(self, entries: Path) -> None:
        assert "would start on 2025-10-01, after they end on 2025-09-12" in refusal(
            entries, "--from", "2025-10-01"
        )

    def test_asks_for_a_file_where_none_is_given(self) -> None:
        assert "Which file of marks?" in refusal()

    def test_lists_the_measures_with_their_sources(self) -> None:
        listed = run("--measures").stdout
        assert (
            "For the whole period and terms; of everyone, any group, and any two crossed. Source: " in listed
        )
        assert (
            "and two crossed that were asked for when it was counted. Source: "
            in listed.partition("code X")[2]
        )
        assert "attendance_percent\n  Attendance: attended / possible" in listed
        assert "penalty_notices.threshold" in listed

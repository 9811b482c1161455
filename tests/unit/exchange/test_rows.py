"""A file is judged before its rows; every fault says what, where and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.files import FILES
from onroll.service.exchange.judging.rows import Judged, judge_rows
from onroll.service.exchange.reading.tables import CsvTable

PUPIL = {
    "pupil_ref": "P1", "upn": "B801200005001", "laestab": "9202001", "registration_group": "5 Oak", "surname": "Begum",
    "forename": "Amina", "dob": "2017-03-03", "sex": "F", "entry_date": "2025-09-03",
}  # fmt: skip


def judge(tmp_path: Path, text: str, name: str = "pupils") -> Judged:
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return judge_rows(CsvTable(path.name, path), FILES[name], laestab="9202001")


def a_file(*rows: dict[str, str], columns: list[str] | None = None) -> str:
    header = columns or list(PUPIL)
    return "\n".join(
        [",".join(header), *(",".join({**PUPIL, **row}[name] for name in header) for row in rows)]
    )


def refusal(tmp_path: Path, text: str, name: str = "pupils") -> str:
    with pytest.raises(FileRefused) as refused:
        judge(tmp_path, text, name)
    return str(refused.value)


class TestAFile:
    def test_is_read_where_its_columns_are_in_any_order_and_some_are_absent(self, tmp_path: Path) -> None:
        judged = judge(tmp_path, a_file({}, columns=list(reversed(PUPIL))))
        assert (len(judged.records), judged.faults) == (1, [])
        assert "ethnicity" not in judged.records[0].values

    def test_is_refused_without_a_column_it_needs(self, tmp_path: Path) -> None:
        text = refusal(tmp_path, a_file({}, columns=[name for name in PUPIL if name != "surname"]))
        assert text.startswith("pupils.csv, row 1, column surname: The column surname is missing. Add it")

    def test_is_refused_with_a_column_twice(self, tmp_path: Path) -> None:
        assert "The column dob is there 2 times." in refusal(tmp_path, a_file({}, columns=[*PUPIL, "dob"]))

    def test_is_refused_where_it_is_of_another_school(self, tmp_path: Path) -> None:
        text = refusal(tmp_path, a_file({}, {"pupil_ref": "P2", "laestab": "9202999"}))
        assert text.startswith("pupils.csv, row 3, column laestab, “9202999”: This row is of another school")

    def test_is_refused_where_it_is_empty(self, tmp_path: Path) -> None:
        assert "It is empty. Its first row must be: pupil_ref,upn" in refusal(tmp_path, "")

    @pytest.mark.parametrize(("sign", "word"), [(";", "semicolons"), ("\t", "tabs")])
    def test_is_refused_where_something_else_divides_its_columns(
        self, tmp_path: Path, sign: str, word: str
    ) -> None:
        text = refusal(tmp_path, a_file({}).replace(",", sign))
        assert f"divided by {word}" in text
        assert "commas" in text

    def test_is_refused_where_a_quotation_mark_is_never_closed(self, tmp_path: Path) -> None:
        text = refusal(tmp_path, a_file({}) + '\n"P2,')
        assert "pupils.csv, row 3: The quotation marks do not add up here" in text

    @pytest.mark.parametrize(
        ("above", "says"),
        [("\n", "Its first row is blank."), ("sep=,\n", "Its first row is a word to Excel.")],
    )
    def test_is_refused_where_something_stands_above_its_headings(
        self, tmp_path: Path, above: str, says: str
    ) -> None:
        assert says in refusal(tmp_path, above + a_file({}))

    @pytest.mark.parametrize(
        ("written", "says"),
        [
            ("45903", "the number by which a spreadsheet keeps a day"),
            ("03/09/2025", "which of its numbers is the month is never guessed"),
            ("9/23/25", "which of its numbers is the month is never guessed"),
            ("2025-02-30", "no such day in the calendar"),
        ],
    )
    def test_says_what_a_date_is_that_is_not_written_year_first(
        self, tmp_path: Path, written: str, says: str
    ) -> None:
        (only,) = judge(tmp_path, a_file({"entry_date": written})).faults
        assert says in only.what
        assert "2026-09-01" in only.cure

    def test_keeps_signs_that_join_letters_and_drops_those_that_print_nothing(self, tmp_path: Path) -> None:
        (record,) = judge(
            tmp_path, a_file({"surname": "Nil\u200dak\u0007\u200b", "forename": "Ma\u200cni"})
        ).records
        assert (record["surname"], record["forename"]) == ("Nil\u200dak", "Ma\u200cni")

    def test_is_read_with_columns_nobody_asked_for_and_says_so(self, tmp_path: Path) -> None:
        text = a_file({}).replace("surname", "surname,house", 1).replace("Begum", "Begum,Red")
        assert judge(tmp_path, text).not_read == ("house",)

    def test_may_have_names_with_commas_quotation_marks_and_line_breaks(self, tmp_path: Path) -> None:
        judged = judge(tmp_path, a_file({"surname": '"O’Neil, ""Nell"""'}))
        assert judged.records[0]["surname"] == 'O’Neil, "Nell"'


class TestARow:
    @pytest.mark.parametrize(
        ("column", "value", "what", "cure"),
        [
            ("dob", "03/03/2017", "not a date written year-month-day", "a date such as 2026-09-01"),
            ("dob", "2017-02-30", "no such day", "a date such as 2026-09-01"),
            (
                "upn",
                "A801200005001",
                "first letter does not agree",
                "Check it against the last school's file.",
            ),
            ("upn", "B80120000500", "has 13 characters", "Check it against the last school's file."),
            ("sex", "X", "not one of: F, M", "one of: F, M"),
            ("surname", "", "It is blank.", "Write text of at most 100 characters."),
            ("surname", "\x1b", "It is blank.", "Write text of at most 100 characters."),
            ("surname", "x" * 101, "101 characters long", "at most 100"),
            ("pupil_ref", "", "It is blank.", "Give the school's own id for the pupil."),
        ],
    )
    def test_is_set_aside_where_a_cell_cannot_be_read(
        self, tmp_path: Path, column: str, value: str, what: str, cure: str
    ) -> None:
        (fault,) = judge(tmp_path, a_file({column: value})).faults
        assert (fault.file, fault.row, fault.column, fault.value) == ("pupils.csv", 2, column, value)
        assert what in fault.what
        assert cure in fault.cure

    def test_is_set_aside_with_too_few_cells(self, tmp_path: Path) -> None:
        (fault,) = {
            one.what for one in judge(tmp_path, a_file({}) + "\nP2,,9202001").faults if "cells" in one.what
        }
        assert fault == f"The row has 3 cells and the header has {len(PUPIL)}."

    def test_is_passed_over_where_it_is_blank(self, tmp_path: Path) -> None:
        judged = judge(tmp_path, a_file({}) + "\n,,,,,,,,\n\n")
        assert (judged.rows, judged.faults) == (1, [])

    def test_repeated_word_for_word_is_read_once(self, tmp_path: Path) -> None:
        judged = judge(tmp_path, a_file({}, {}))
        assert len(judged.records) == 1
        assert judged.faults[0].what == "It says the same as row 2."

    def test_repeated_otherwise_is_set_aside_both_times(self, tmp_path: Path) -> None:
        judged = judge(tmp_path, a_file({}, {"surname": "Bejum"}))
        assert judged.records == []
        assert [fault.row for fault in judged.faults] == [2, 3]
        assert "Rows 2, 3 are about the same thing and do not agree." in judged.faults[0].what

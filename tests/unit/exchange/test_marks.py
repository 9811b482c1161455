"""Judging attendance.csv row by row, by the law of each row's day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.judging.known import Known, KnownPupil, Spell
from onroll.service.exchange.judging.marks import MarkJudge
from onroll.service.exchange.reading.tables import CsvTable

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)
HEADER = "pupil_ref,upn,laestab,date,session,code,minutes_late,note,recorded_at,recorded_by,source_ref"


@pytest.fixture
def known() -> Known:
    known = Known(laestab="9202001", now=NOW)
    known.pupils["P1"] = KnownPupil("B801200005001", [Spell(dt.date(2024, 1, 8), dt.date(2026, 11, 20))])
    for day in ("2024-08-16", "2024-08-19", "2026-11-19", "2026-11-20", "2026-11-23"):
        for session, opens in (("AM", dt.time(8, 45)), ("PM", dt.time(13, 0))):
            known.calendar[dt.date.fromisoformat(day), session] = "school"
            known.opens[dt.date.fromisoformat(day), session] = opens
    known.calendar[dt.date(2026, 11, 18), "AM"] = "inset"
    return known


def judge(tmp_path: Path, known: Known, *rows: str, header: str = HEADER) -> MarkJudge:
    path = tmp_path / "attendance.csv"
    path.write_text("\r\n".join([header, *rows]), encoding="utf-8")
    return MarkJudge(CsvTable(path.name, path), known).judge()


def a_row(
    day: str = "2026-11-19",
    session: str = "AM",
    code: str = "I",
    late: str = "",
    ref: str = "P1",
    upn: str = "",
    by: str = "",
) -> str:
    return f"{ref},{upn},9202001,{day},{session},{code},{late},,,{by},"


def fault(tmp_path: Path, known: Known, row: str) -> tuple[str, str]:
    judged = judge(tmp_path, known, row)
    assert judged.marks == []
    (only,) = judged.faults
    assert (only.file, only.row) == ("attendance.csv", 2)
    assert only.cure
    return only.column, f"{only.what} {only.cure}"


class TestACode:
    @pytest.mark.parametrize(
        ("day", "session", "code"),
        [
            ("2024-08-16", "AM", "H"), ("2024-08-16", "AM", "J"), ("2024-08-16", "PM", "Y"), ("2024-08-19", "AM", "J1"),
            ("2024-08-19", "AM", "Y4"), ("2026-11-19", "AM", "/"), ("2026-11-19", "PM", "\\"), ("2026-11-19", "AM", "#"),
        ],
    )  # fmt: skip
    def test_keeps_the_meaning_of_its_day(
        self, tmp_path: Path, known: Known, day: str, session: str, code: str
    ) -> None:
        (mark,) = judge(tmp_path, known, a_row(day, session, code)).marks
        assert mark.code == code

    def test_may_be_a_doubled_backslash(self, tmp_path: Path, known: Known) -> None:
        assert judge(tmp_path, known, a_row(session="PM", code="\\\\")).marks[0].code == "\\"

    @pytest.mark.parametrize(
        ("day", "session", "code", "says"),
        [
            ("2024-08-19", "AM", "H", "not in force on 19 August 2024"),
            ("2024-08-19", "AM", "J", "Use J1 for an interview"),
            ("2024-08-16", "AM", "J1", "it starts on 19 August 2024"),
            ("2026-11-19", "AM", "Q9", "not a national attendance code"),
            ("2026-11-19", "AM", "i", "not a national attendance code"),
            ("2026-11-19", "PM", "/", "Use \\ for present in the afternoon"),
            ("2026-11-19", "AM", "\\", "Use / for present in the morning"),
            ("2026-11-19", "AM", "Z", "not yet on roll"),
        ],
    )
    def test_is_never_guessed(
        self, tmp_path: Path, known: Known, day: str, session: str, code: str, says: str
    ) -> None:
        column, words = fault(tmp_path, known, a_row(day, session, code))
        assert column == "code"
        assert says in words

    def test_that_is_blank_is_no_entry_and_no_fault(self, tmp_path: Path, known: Known) -> None:
        judged = judge(tmp_path, known, a_row(code=""), a_row(session="PM", code=" "))
        assert (judged.marks, judged.faults, judged.blank) == ([], [], 2)


class TestASession:
    @pytest.mark.parametrize(
        ("row", "column", "says"),
        [
            (a_row("2026-11-18"), "date", "The calendar says inset"),
            (a_row("2026-11-17"), "date", "The calendar holds no such session"),
            (a_row("2026-11-23"), "date", "The session has not begun"),
            (a_row("2026-11-20", "PM"), "date", "The session has not begun"),
            (a_row("19/11/2026"), "date", "not a date written year-month-day"),
            (a_row("2026-11-31"), "date", "no such day"),
            (a_row(session="noon"), "session", "not one of: AM, PM"),
        ],
    )
    def test_must_have_been_held(
        self, tmp_path: Path, known: Known, row: str, column: str, says: str
    ) -> None:
        found, words = fault(tmp_path, known, row)
        assert found == column
        assert says in words

    def test_of_this_morning_has_begun(self, tmp_path: Path, known: Known) -> None:
        assert len(judge(tmp_path, known, a_row("2026-11-20")).marks) == 1

    def test_is_the_same_in_small_letters(self, tmp_path: Path, known: Known) -> None:
        judged = judge(tmp_path, known, a_row(session="am"), a_row(session="AM"))
        assert len(judged.marks) == 1
        assert judged.faults[0].what == "It says the same as row 2."


class TestAPupil:
    def test_must_be_known(self, tmp_path: Path, known: Known) -> None:
        column, words = fault(tmp_path, known, a_row(ref="P9"))
        assert column == "pupil_ref"
        assert "Add the pupil to pupils.csv" in words

    @pytest.mark.parametrize(("first", "aside"), [(dt.date(2026, 11, 19), 0), (dt.date(2026, 11, 20), 1)])
    def test_must_be_on_roll(self, tmp_path: Path, known: Known, first: dt.date, aside: int) -> None:
        known.pupils["P1"].spells[:] = [Spell(first, None)]
        assert len(judge(tmp_path, known, a_row()).faults) == aside

    def test_who_came_back_is_on_roll_in_either_spell(self, tmp_path: Path, known: Known) -> None:
        known.pupils["P1"].spells[:] = [
            Spell(dt.date(2024, 8, 1), dt.date(2024, 8, 31)),
            Spell(dt.date(2026, 11, 19), None),
        ]
        judged = judge(tmp_path, known, a_row("2024-08-19"), a_row("2026-11-19"))
        assert (len(judged.marks), judged.faults) == (2, [])

    @pytest.mark.parametrize(
        ("upn", "says"),
        [("A801200005001", "first letter does not agree"), ("R926405525017", "not the UPN of the pupil")],
    )
    def test_must_have_the_upn_of_the_row(self, tmp_path: Path, known: Known, upn: str, says: str) -> None:
        column, words = fault(tmp_path, known, a_row(upn=upn))
        assert column == "upn"
        assert says in words


class TestARow:
    def test_may_have_minutes_only_where_the_pupil_was_late(self, tmp_path: Path, known: Known) -> None:
        assert judge(tmp_path, known, a_row(code="L", late="12")).marks[0].minutes_late == 12
        column, words = fault(tmp_path, known, a_row(code="I", late="12"))
        assert column == "minutes_late"
        assert "codes L and U only" in words

    @pytest.mark.parametrize(
        ("at", "says"),
        [
            ("2026-11-20T10:00:01+00:00", "It has not come yet."),
            ("2026-11-18T09:00:00+00:00", "nobody can be seen in advance"),
            ("0001-01-01T00:00:00+14:00", "It is not a date and time."),
        ],
    )
    def test_must_have_been_recorded_at_a_moment_that_can_be(
        self, tmp_path: Path, known: Known, at: str, says: str
    ) -> None:
        row = f"P1,,9202001,2026-11-19,AM,/,,,{at},,"
        column, words = fault(tmp_path, known, row)
        assert column == "recorded_at"
        assert says in words

    def test_may_have_been_recorded_just_now(self, tmp_path: Path, known: Known) -> None:
        row = "P1,,9202001,2026-11-19,AM,/,,,2026-11-20T10:00:00+00:00,,"
        assert len(judge(tmp_path, known, row).marks) == 1

    def test_said_twice_is_read_once(self, tmp_path: Path, known: Known) -> None:
        judged = judge(tmp_path, known, a_row(), a_row())
        assert len(judged.marks) == 1
        assert (judged.faults[0].row, judged.faults[0].what) == (3, "It says the same as row 2.")

    def test_said_in_two_ways_is_read_in_neither(self, tmp_path: Path, known: Known) -> None:
        judged = judge(
            tmp_path, known, a_row(code="I"), a_row(session="PM"), a_row(code="O"), a_row(code="M")
        )
        assert [mark.session for mark in judged.marks] == ["PM"]
        assert sorted(fault.row for fault in judged.faults) == [2, 4, 5]

    def test_of_another_school_refuses_the_file(self, tmp_path: Path, known: Known) -> None:
        with pytest.raises(
            FileRefused,
            match=r"attendance\.csv, row 3, column laestab, “9202002”: This row is of another school",
        ):
            judge(tmp_path, known, a_row(), a_row(session="PM").replace("9202001", "9202002"))

    def test_may_write_the_school_with_a_stroke(self, tmp_path: Path, known: Known) -> None:
        assert len(judge(tmp_path, known, a_row().replace("9202001", "920/2001")).marks) == 1

    @pytest.mark.parametrize(
        ("said", "means"),
        [
            ("2026-06-01T08:52:10+01:00", dt.datetime(2026, 6, 1, 8, 52, 10, tzinfo=LONDON)),
            ("2026-06-01T08:52:10", dt.datetime(2026, 6, 1, 8, 52, 10, tzinfo=LONDON)),
            ("2026-06-01T07:52:10Z", dt.datetime(2026, 6, 1, 8, 52, 10, tzinfo=LONDON)),
            ("2026-06-01 08:52", dt.datetime(2026, 6, 1, 8, 52, tzinfo=LONDON)),
        ],
    )
    def test_says_when_it_was_recorded_in_london(
        self, tmp_path: Path, known: Known, said: str, means: dt.datetime
    ) -> None:
        row = f"P1,,9202001,2026-11-19,AM,I,,,{said},,"
        assert judge(tmp_path, known, row).marks[0].recorded_at == means

"""What holds of any file: marks survive being written as a string, cells being written and read, and junk gets a message."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onroll.law.attendance_codes import codes_in_force
from onroll.law.school_time import SchoolCalendar, Span
from onroll.service.exchange.faults import FileRefused, Unreadable
from onroll.service.exchange.files import FILES
from onroll.service.exchange.judging.known import Known, KnownPupil, Spell
from onroll.service.exchange.judging.marks import MarkJudge
from onroll.service.exchange.judging.rows import judge_rows, read_cell
from onroll.service.exchange.mark_strings.profiles import Profile, Scheme
from onroll.service.exchange.mark_strings.strings import join, places, split
from onroll.service.exchange.reading.folders import tables_in
from onroll.service.exchange.reading.tables import CsvTable

CALENDAR = SchoolCalendar.from_terms(
    [Span(dt.date(2025, 9, 3), dt.date(2025, 10, 24))], closed=[dt.date(2025, 9, 12)]
)
SESSIONS = list(CALENDAR.sessions_between(CALENDAR.first_day, CALENDAR.last_day))
CODES = sorted({meaning.code for meaning in codes_in_force(dt.date(2025, 9, 3))} - {"#"})
COLUMNS = [(spec.name, column.name) for spec in FILES.values() for column in spec.columns]


class TestAStringOfMarks:
    @given(
        st.dictionaries(st.sampled_from(SESSIONS), st.sampled_from(CODES)),
        st.sampled_from(list(Scheme)),
        st.sampled_from([1, 2]),
    )
    def test_says_the_marks_it_was_written_from(self, marks: dict, scheme: Scheme, width: int) -> None:  # type: ignore[type-arg]
        kept = {place: code for place, code in marks.items() if len(code) <= width}
        profile = Profile("any", scheme=scheme, width=width, first_day=CALENDAR.first_day)
        text = join(kept, profile, CALENDAR, CALENDAR.last_day)
        room = places(profile, CALENDAR, CALENDAR.last_day)
        found = split(text, profile, CALENDAR, room)
        assert {tuple(place): mark for place, mark in found.marks} == kept
        assert found.faults == []

    @given(st.text("/\\ILC#-. YQ9", max_size=150), st.sampled_from(list(Scheme)))
    def test_that_is_junk_is_read_by_the_calendar_or_refused_with_a_cure(
        self, text: str, scheme: Scheme
    ) -> None:
        profile = Profile("any", scheme=scheme, first_day=CALENDAR.first_day)
        room = places(profile, CALENDAR, CALENDAR.last_day)
        try:
            found = split(text, profile, CALENDAR, room)
        except Unreadable as fault:
            said = (fault.what, fault.cure)
            assert all(said)
        else:
            assert all(CALENDAR.holds(*place) for place, _ in found.marks)
            assert all(fault.what and fault.cure for _, fault in found.faults)


class TestACell:
    @pytest.mark.parametrize(("file", "name"), COLUMNS)
    @settings(max_examples=40)
    @given(text=st.text(max_size=40))
    def test_is_read_or_refused_and_what_was_read_is_read_again(
        self, file: str, name: str, text: str
    ) -> None:
        column = FILES[file].column(name)
        try:
            value = read_cell(column, text.strip())
        except Unreadable as fault:
            said = fault.what
            assert said.endswith(".")
        else:
            assert (
                read_cell(column, column.cell.written(value).strip()) == value
                or not column.cell.written(value).strip()
            )


class TestAFile:
    @pytest.mark.parametrize("name", list(FILES))
    @settings(max_examples=40, deadline=None)
    @given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
    def test_of_junk_gets_a_message(self, name: str, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.csv"
            path.write_bytes(content)
            with pytest.raises(FileRefused) as refused:
                judge_rows(tables_in([path], FILES).tables[name], FILES[name], laestab="9202001")
        assert refused.value.what
        assert refused.value.cure

    @settings(max_examples=60, deadline=None)
    @given(
        rows=st.lists(
            st.lists(
                st.sampled_from(
                    ["P1", "9202001", "2025-09-03", "AM", "/", "L", "5", "", "x", " ", "9202001 "]
                ),
                min_size=11,
                max_size=11,
            ),
            max_size=8,
        )
    )
    def test_of_marks_sets_every_row_aside_or_enters_it(self, rows: list[list[str]]) -> None:
        known = Known(laestab="9202001", now=dt.datetime(2025, 10, 24, 16, tzinfo=dt.UTC))
        known.pupils["P1"] = KnownPupil("", [Spell(CALENDAR.first_day, None)])
        known.calendar = {(day, str(session)): "school" for day, session in SESSIONS}
        header = ",".join(FILES["attendance"].header)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "attendance.csv"
            path.write_text("\n".join([header, *(",".join(row) for row in rows)]))
            judge = MarkJudge(CsvTable(path.name, path), known)
            try:
                judge.judge()
            except FileRefused as refusal:
                assert refusal.column == "laestab"  # noqa: PT017 - one of two right answers
                return
        assert len(judge.marks) + len(judge.faults) + judge.blank == judge.rows
        assert all(fault.what and fault.cure for fault in judge.faults)

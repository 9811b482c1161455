"""Figures read from what was kept are those that were counted, crossed afresh or not."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onroll.analysis.counting.pupil_weeks import pupil_weeks
from onroll.analysis.disclosure_control import kept_back_together
from onroll.analysis.groupings import ALL, Grouping, groupings
from onroll.analysis.kept import Kept, NotKept, keep_counted, keeping, open_kept
from onroll.analysis.measures import cells, measure_named
from onroll.analysis.measures.definitions import FAMILIES
from onroll.analysis.measures.periods_asked import long_periods
from onroll.analysis.nested_groups import nested
from onroll.analysis.periods import TERM_AFTER_TERM, from_term_to_term
from onroll.analysis.pupil_figures import NoticeThreshold
from onroll.analysis.pupil_figures.counted import day_figures, what_if_notice_counted
from onroll.analysis.reference import Entry, gather, quality
from onroll.law.school_time import week_of
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import PUPILS, DrawnTables, tables
from tests.analysis.examples import FEW

pytestmark = pytest.mark.one_database

CROSSED = Grouping(("sex", "fsm"))
BY = groupings(["sex", "sex,fsm"])
_FAMILIES = {measure.name for measure in FAMILIES}


@settings(
    max_examples=FEW,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(asked=tables())
def test_groups_crossed_afresh_come_to_what_was_counted(asked: DrawnTables) -> None:
    with duckdb() as engine, TemporaryDirectory() as folder:
        scope = count_drawn(
            engine,
            asked.entries,
            asked.pupils,
            asked.calendar,
            on=asked.on,
            first_day=asked.first_day,
            groupings=BY,
        )
        counted = cells(engine, scope, BY)
        path = Path(folder) / "kept.sqlite"
        keep_counted(engine, scope, counted, path, by_pupil=True)
        long = {period.name for period in long_periods(scope)}
        long |= {from_term_to_term(*pair) for pair in TERM_AFTER_TERM}
        with open_kept(path) as kept:
            assert kept.scope == scope
            assert kept.cells(ALL) == counted[ALL]
            assert kept.weeks() == pupil_weeks(engine, scope)
            weeks_are_those_of_the_days(kept.school_weeks(), day_figures(engine, scope, PUPILS))
            missing_and_at_fault_are_the_second_opinions(kept, asked)
            another = NoticeThreshold(3, 2)
            assert kept.what_if_notice(another) == what_if_notice_counted(engine, scope, another)
            assert {(grouping, *place) for grouping in BY for place in kept.kept_back(grouping)} == {
                (grouping, *cell[:3])
                for grouping, hidden in kept_back_together(counted, nested=nested(engine, BY)).items()
                for cell in hidden
            }
            crossed = {
                cell
                for cell in counted[CROSSED]
                if cell.period in long
                and not cell.measure.startswith("code ")
                and cell.measure not in _FAMILIES
            }
            assert set(kept.crossed(CROSSED, periods=long)) == crossed
        with patch.object(keeping, "MOST_CROSSED_BY_ROW", 0):
            keep_counted(engine, scope, counted, many := Path(folder) / "many.sqlite")
        with open_kept(many) as kept:
            assert set(kept.crossed(CROSSED, periods=long)) == crossed
            terms = {cell.period for cell in crossed} - {"whole"}
            beside = kept.crossed(CROSSED, periods=["whole"], beside=terms)
            assert set(beside) == {
                cell
                for cell in crossed
                if cell.period == "whole" or not measure_named(cell.measure).singles_out
            }


def missing_and_at_fault_are_the_second_opinions(kept: Kept, asked: DrawnTables) -> None:
    located = quality(
        gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    )
    places = [(one.kind, one.school, one.pupil, one.date, one.session.value, one.code) for one in located]
    assert [("missing", *one[:4], None) for one in kept.gaps()] == [
        one for one in places if one[0] == "missing"
    ]
    assert {one[:-1]: one.rows for one in kept.at_fault()} == Counter(
        (*one[:5], "") if one[0] == "duplicate" else one for one in places if one[0] != "missing"
    )
    assert Counter(one[0] for one in places if one[0] != "missing") == Counter(
        {fault: number for fault, number in kept_by_fault(kept).items() if number}
    )


def kept_by_fault(kept: Kept) -> Counter[str]:
    found: Counter[str] = Counter()
    for fault, _, _, _, _, rows in kept.faults():
        found[fault] += rows
    return found


def weeks_are_those_of_the_days(weeks, days):
    assert weeks.keys() == days.keys()
    for enrolment, theirs in days.items():
        held = weeks[enrolment]
        assert [one.week for one in held] == sorted({week_of(one.on) for one in theirs})
        for week in held:
            ours = [one for one in theirs if week_of(one.on) == week.week]
            assert week.first_day == min(one.on for one in ours)
            assert week[2:] == tuple(sum(column) for column in zip(*(one[1:] for one in ours), strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    entries = [
        Entry("100001", "A1", date(2025, 9, 8), "AM", "/"),
        Entry("100001", "A1", date(2025, 9, 8), "PM", "O"),
        Entry("100001", "A2", date(2025, 9, 9), "AM", "i"),
    ]
    made = tmp_path / "kept.sqlite"
    with duckdb() as engine:
        scope = count_drawn(engine, entries)
        found = cells(engine, scope, BY)
        keep_counted(engine, scope, found, made, about={"counted_at": "2025-09-10T02:30"})
    return made


class TestAFileOfWhatWasCounted:
    def test_gives_the_cells_asked_for_and_no_others(self, path: Path) -> None:
        with open_kept(path) as kept:
            (cell,) = kept.cells(ALL, measures=["absence_percent"], periods=["whole"])
            assert (cell.numerator, cell.denominator) == (1, 2)

    def test_gives_back_what_was_said_about_it(self, path: Path) -> None:
        with open_kept(path) as kept:
            assert kept.about == {"counted_at": "2025-09-10T02:30"}
            assert kept.groupings == BY

    def test_knows_the_rows_at_fault(self, path: Path) -> None:
        with open_kept(path) as kept:
            assert kept.faults() == [("unknown_code", "100001", date(2025, 9, 9), "AM", "i", 1)]

    def test_is_never_written_over(self, path: Path) -> None:
        with duckdb() as engine:
            scope = count_drawn(engine, [Entry("100001", "A1", date(2025, 9, 8), "AM", "/")])
            with pytest.raises(FileExistsError):
                keep_counted(engine, replace(scope), {}, path)

    def test_is_not_read_where_another_version_wrote_it(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE about SET value = ? WHERE name = 'format'", [json.dumps(0)])
            db.commit()
        with pytest.raises(NotKept, match="another version"), open_kept(path):
            pass

    def test_that_is_none_is_said_to_be_none(self, tmp_path: Path) -> None:
        (tmp_path / "words.sqlite").write_text("Not a database, but words enough to be told from one." * 20)
        with pytest.raises(NotKept, match="does not hold"), open_kept(tmp_path / "words.sqlite"):
            pass
        with pytest.raises(NotKept, match="Nothing was counted"), open_kept(tmp_path / "none.sqlite"):
            pass

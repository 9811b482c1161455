"""The bench's figures: judged by their targets, and made of a school that the law would have."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from onroll.benchmarks import law
from onroll.benchmarks.counting import Taken, spread
from onroll.benchmarks.made_up import DAYS, GROUPS, PUPILS, Marks, group_of, school_days
from onroll.benchmarks.targets import TARGETS, judged, shortfalls
from onroll.cli.bench import app


class TestAFigure:
    def test_reaches_its_target_at_the_target_itself(self):
        found = judged("open_register", {"median_ms": 8.0, "statements": 11})
        reached = {name: target["reached"] for name, target in found["targets"].items()}
        assert reached == {"median_ms": True, "statements": False}

    def test_keeps_what_was_measured_beside_it(self):
        assert judged("verify_ledger", {"seconds": 4, "is_whole": True})["is_whole"] is True


class TestASpread:
    def test_takes_the_best_of_the_rounds(self):
        times = [Taken(9, 1), Taken(9, 1), Taken(5, 1), Taken(5, 1), Taken(7, 1), Taken(7, 1)]
        found = spread(times)
        assert (found["median_ms"], found["median_of_all_ms"], found["fastest_ms"]) == (5, 7, 5)


class TestTheSchool:
    def test_has_thirty_or_twenty_nine_pupils_a_class(self):
        sizes = Counter(Counter(group_of(pupil) for pupil in range(PUPILS)).values())
        assert sizes == {30: 14, 29: GROUPS - 14}

    def test_meets_on_weekdays_alone(self):
        days = school_days(DAYS)
        assert len(set(days)) == DAYS
        assert {day.isoweekday() for day in days} == {1, 2, 3, 4, 5}

    def test_has_the_same_marks_every_time(self):
        assert [Marks().draw("AM") for _ in range(5)] == [Marks().draw("AM") for _ in range(5)]


class TestTheCommand:
    def test_names_what_it_can_measure_where_asked_for_something_else(self):
        done = CliRunner().invoke(app, ["--only", "nonsense"])
        assert done.exit_code == 2
        assert all(name in done.output for name in TARGETS)

    def test_measures_the_law_without_a_database(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(law, "PUPIL_YEARS", 100)
        done = CliRunner().invoke(app, ["--only", "law_threshold"])
        document = json.loads(done.stdout)
        assert document["engines"] == {}
        figures = document["law"]["law_threshold"]
        assert figures["pupil_years"] == 100
        assert 0 < figures["met"] <= 100
        assert figures["targets"]["seconds"]["reach"] == 2


@pytest.mark.parametrize("work", TARGETS)
def test_every_piece_of_work_has_something_to_reach(work):
    assert TARGETS[work]


class TestWhatFallsShort:
    def test_is_named_with_what_it_was_to_reach(self):
        found = judged("save_register", {"median_ms": 20.1, "statements": 10})
        assert shortfalls("save_register", found) == ["save register: 20.1 ms, to reach 20"]

    def test_is_nothing_where_every_target_is_reached(self):
        assert shortfalls("verify_ledger", judged("verify_ledger", {"seconds": 5})) == []

    def test_is_said_at_the_end_beside_the_document(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setitem(law.WORK, "law_import", lambda: {"milliseconds": 101})
        done = CliRunner().invoke(app, ["--only", "law_import"])
        assert json.loads(done.stdout)["law"]["law_import"]["milliseconds"] == 101
        assert "fall short, 1:\n  the law: law import: 101 ms, to reach 100" in done.stderr

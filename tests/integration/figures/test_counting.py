"""Figures are counted where registers have moved, kept whole, and say what the command says."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from onroll.analysis.analyse import Inputs, Order, analyse_files
from onroll.analysis.groupings import ALL
from onroll.analysis.kept import open_kept
from onroll.service.access.scope import OutOfScope
from onroll.service.extracts.folder import extracts_folder
from onroll.service.figures import bodies, counting, store
from onroll.service.figures.counting import count_figures
from onroll.service.organisations.models import School
from tests.factories.moments import at
from tests.integration.figures.conftest import AFTER, FIRST, a_drawn_school

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def drawn():
    return a_drawn_school(1)


def _kept(school: School) -> Path:
    return store.kept_path(bodies.of_school(school).key, 2026)


class TestCounting:
    def test_comes_to_what_the_command_comes_to(self, drawn, count) -> None:
        count()
        folder = extracts_folder()
        totals = analyse_files(
            Order(
                Inputs(*(folder / table for table in ("entries", "pupils", "calendar"))),
                on=AFTER - dt.timedelta(days=1),
                memory="1GB",
            )
        )
        with open_kept(_kept(drawn.school)) as kept:
            assert kept.about["totals"] == json.loads(json.dumps(totals))
            (attendance,) = kept.cells(ALL, measures=["attendance_percent"], periods=["whole"])
            assert (attendance.numerator, attendance.denominator) == (totals["attended"], totals["possible"])

    def test_is_of_the_school_and_of_its_authority_together(self, drawn, count) -> None:
        a_drawn_school(2)
        assert count().written == 4
        with open_kept(store.kept_path(f"authority-{drawn.school.authority_id}", 2026)) as kept:
            assert kept.about["totals"]["schools"] == 2
            assert kept.about["totals"]["pupils"] == 24

    def test_leaves_what_has_not_moved_on_the_same_day(self, drawn, count) -> None:
        count()
        again = count()
        assert (again.written, again.left) == (0, 3)

    def test_is_made_again_where_an_entry_was_amended(self, drawn, count) -> None:
        ash = a_drawn_school(2)
        count()
        before = _kept(ash.school).read_bytes()
        drawn.amend("Pupil00", FIRST, "AM", "M")
        again = count()
        # The school that moved, its district and its authority; the other school is left.
        assert (again.written, again.left) == (3, 1)
        assert _kept(ash.school).read_bytes() == before

    def test_is_made_again_the_next_day_for_the_days_have_moved(self, drawn, count) -> None:
        count()
        assert count(days_later=1).written == 3

    def test_takes_the_figures_of_a_school_that_is_gone_away(self, drawn, count) -> None:
        count()
        stray = store.kept_path("school-999999", 2026)
        stray.write_bytes(_kept(drawn.school).read_bytes())
        assert count().removed == 1
        assert not stray.exists()

    def test_leaves_no_figures_of_a_year_whose_registers_are_gone(self, drawn, count) -> None:
        count()
        gone = [
            store.kept_path(key, 2019)
            for key in (bodies.of_school(drawn.school).key, f"authority-{drawn.school.authority_id}")
        ]
        for path in gone:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(_kept(drawn.school).read_bytes())
        assert count().removed == 2
        assert not any(path.exists() for path in gone)

    def test_killed_half_way_leaves_the_figures_there_were(self, drawn, count, monkeypatch) -> None:
        count()
        before = _kept(drawn.school).read_bytes()
        drawn.amend("Pupil00", FIRST, "AM", "M")

        def stopped(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(counting, "keep_counted", stopped)
            with pytest.raises(KeyboardInterrupt):
                count()
        assert _kept(drawn.school).read_bytes() == before
        assert count().written == 3

    def test_is_the_services_own_and_nobodys_without_the_right_to_export(self, drawn, count) -> None:
        count()
        with pytest.raises(OutOfScope):
            count_figures(by=drawn.actor("tutor"), now=at(2, 30, on=AFTER))

"""`onroll checks run`: what it prints, and what it exits with."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from typer.testing import CliRunner

from onroll.cli.main import app
from onroll.service import clock, start
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at


@pytest.fixture(autouse=True)
def on_monday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = at(16, on=dt.date(2026, 9, 7))
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((moment - clock.real_now()).total_seconds()))
    # The database of the tests is under it already.
    monkeypatch.setattr(start, "start_service", lambda **_: None)


def run(drawn: DrawnSchool, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        app, ["checks", "run", "--school", drawn.school.urn, "--from", "2026-09-07", *words]
    )
    return result.exit_code, result.output


WHOLE = r"""
        | Mon 7 Sep |
        |  AM   PM  |
  Amina |  /    \   |
"""


class TestTheCommand:
    def test_exits_with_nothing_wrong_where_nothing_is(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE)
        code, printed = run(drawn)
        assert (code, printed.splitlines()) == (
            0,
            ["Broadmere Primary School, 2026-09-07 to 2026-09-07: 0 found"],
        )

    def test_exits_1_where_something_must_be_mended(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        code, printed = run(drawn)
        assert code == 1
        assert "Registers not taken (2)" in printed

    def test_exits_0_where_something_is_only_to_be_looked_into(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE, minutes_after_opening=60)
        code, printed = run(drawn)
        assert code == 0
        assert "look: The register of 5 Oak" in printed

    def test_prints_json_without_names(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE.replace(r"\ ", "- "))
        code, printed = run(drawn, "--json")
        findings = json.loads(printed)
        assert code == 1
        assert {one["check"] for one in findings} == {"register_not_taken"}
        assert "Amina" not in printed

    def test_refuses_a_school_that_is_not_here(self, drawn: DrawnSchool) -> None:
        result = CliRunner().invoke(app, ["checks", "run", "--school", "000000"])
        assert result.exit_code == 2
        assert "No school here has the URN 000000" in result.output

    @pytest.mark.parametrize("words", [("--to", "2026-09-06"), ("--to", "Sunday")])
    def test_refuses_days_that_are_none_or_run_backwards(
        self, drawn: DrawnSchool, words: tuple[str, str]
    ) -> None:
        assert run(drawn, *words)[0] == 2

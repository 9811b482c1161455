"""`onroll published load`: the same reading and the same refusals, at a terminal."""

from __future__ import annotations

import datetime as dt

import pytest
from typer.testing import CliRunner

from onroll.cli import published
from onroll.service import clock
from onroll.service.published.models import PublishedRelease
from tests.factories.organisations import an_authority
from tests.support.published_files import authority, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_service(monkeypatch):
    monkeypatch.setattr("onroll.service.start.start_service", lambda **_: None)
    offset = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


def load(*words):
    return CliRunner().invoke(published.app, ["load", *map(str, words)])


class TestLoadingAtATerminal:
    def test_puts_a_file_in_use_for_every_authority(self, tmp_path):
        path = write(tmp_path / "f.csv", authority())

        told = load(path, "--name", "Week 44", "--released", "2026-11-05")

        assert told.exit_code == 0, told.output
        assert "Week 44: 4 rows, in use" in told.output
        assert "Differences: 0" in told.output
        release = PublishedRelease.objects.get()
        assert (release.authority_id, release.state) == (None, "in use")

    def test_leaves_it_to_be_reviewed_for_one_authority(self, tmp_path):
        ours = an_authority()
        path = write(tmp_path / "f.csv", authority())

        load(path, "--name", "Week 44", "--released", "2026-11-05", "--authority", ours.code, "--review")

        release = PublishedRelease.objects.get()
        assert (release.authority_id, release.state) == (ours.pk, "read")

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            (("--released", "yesterday"), "“yesterday” is not a day"),
            (("--released", "2026-11-21"), "still to come"),
            (("--released", "2026-11-05", "--authority", "000"), "No authority here has the code 000"),
            (("--released", "2026-11-05", "--review"), "Name one with --authority"),
            (("--released", "2026-11-05", "--period", "Autumn term"), "Say both the period and the year"),
            (("--released", "2026-11-05", "--period", "Michaelmas", "--year", "2026"), "is no term"),
        ],
    )
    def test_refuses_with_what_to_do(self, words, why, tmp_path):
        told = load(write(tmp_path / "f.csv", authority()), "--name", "Week 44", *words)

        assert told.exit_code == 2
        assert why in told.output
        assert not PublishedRelease.objects.exists()

    def test_refuses_a_file_that_is_not_there(self, tmp_path):
        told = load(tmp_path / "none.csv", "--name", "Week 44", "--released", "2026-11-05")

        assert told.exit_code == 2
        assert "There is no file" in told.output

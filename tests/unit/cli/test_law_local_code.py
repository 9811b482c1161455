"""`onroll law local-code`: an authority's own code, read from a file and checked against national law."""

import json

import pytest
from typer.testing import CliRunner

from onroll.cli.law import app
from onroll.law.local_code_settings import SETTINGS
from onroll.law.local_codes import example_names

BARE = "authority: Wessingham Council\nfirst_day: 2026-09-01\nsource: Its code of conduct\n"


def ran(*words):
    return CliRunner().invoke(app, ["local-code", *map(str, words)])


@pytest.fixture
def a_file(tmp_path):
    def write(words, name="ours.yaml"):
        path = tmp_path / name
        path.write_text(words, encoding="utf-8")
        return path

    return write


class TestALocalCode:
    @pytest.mark.parametrize("weeks", [3, 6])
    def test_within_the_law_is_kept_and_shown(self, a_file, weeks):
        kept = ran(a_file(f"{BARE}improvement_most_school_weeks: {weeks}\n"))
        assert kept.exit_code == 0, kept.output
        assert f"improvement_most_school_weeks: {weeks}" in kept.output
        assert "nothing here weakens national law" in kept.output

    @pytest.mark.parametrize("weeks", [2, 7])
    def test_outside_it_is_refused_by_setting_why_and_citation(self, a_file, weeks):
        refused = ran(a_file(f"{BARE}improvement_most_school_weeks: {weeks}\n"))
        assert refused.exit_code == 1
        assert "improvement_most_school_weeks: An improvement period is from 3 to 6" in refused.output
        assert "Working together" in refused.output

    def test_is_refused_as_json_with_every_fault_by_its_setting(self, a_file):
        refused = ran(a_file(f"{BARE}most_notices: 3\ninstalments: true\nmascot: an owl\n"), "--json")
        assert refused.exit_code == 1
        told = json.loads(refused.stdout)
        assert told["kept"] is False
        assert {one["setting"] for one in told["faults"]} == {"most_notices", "instalments", "mascot"}
        assert all(one["message"] and one["citation"]["text"] for one in told["faults"])

    def test_is_shown_as_json_with_its_settings(self, a_file):
        told = json.loads(ran(a_file(BARE), "--json").stdout)
        assert told["kept"] is True
        assert told["settings"]["first_day"] == "2026-09-01"

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("ours.json", '{"authority": "Wessingham", "first_day": "2026-09-01", "source": "On paper"}'),
            ("ours.toml", 'authority = "Wessingham"\nfirst_day = 2026-09-01\nsource = "On paper"\n'),
        ],
    )
    def test_may_be_written_in_json_or_toml(self, a_file, name, words):
        assert ran(a_file(words, name)).exit_code == 0

    def test_with_a_day_that_is_none_is_refused_by_its_setting(self, a_file):
        refused = ran(a_file(BARE.replace("2026-09-01", "2026-02-30")))
        assert refused.exit_code == 1
        assert "first_day: " in refused.output

    @pytest.mark.parametrize(
        "words", ["", "- a list", "authority: [", "authority: a\nauthority: b", "a: 1\n---\nb: 2"]
    )
    def test_that_is_no_list_of_settings_cannot_be_read(self, a_file, words):
        unread = ran(a_file(words))
        assert unread.exit_code == 2
        assert "cannot be read" in unread.output

    def test_that_is_not_there_cannot_be_read(self, tmp_path):
        assert ran(tmp_path / "none.yaml").exit_code == 2


class TestExamples:
    def test_are_listed_with_every_setting_there_is(self):
        listed = ran()
        assert all(name in listed.output for name in (*example_names(), *SETTINGS))
        told = json.loads(ran("--json").stdout)
        assert [one["example"] for one in told["examples"]] == list(example_names())
        assert [one["setting"] for one in told["settings"]] == list(SETTINGS)

    @pytest.mark.parametrize("name", example_names())
    def test_are_shown_as_a_file_that_can_be_read_back(self, a_file, name):
        shown = ran("--example", name)
        assert shown.exit_code == 0
        assert ran(a_file(shown.output)).output == shown.output

    def test_are_refused_by_a_name_there_is_not(self):
        refused = ran("--example", "atlantis")
        assert refused.exit_code == 2
        assert "norfolk" in refused.output

    def test_are_not_shown_beside_a_file(self, a_file):
        assert ran(a_file(BARE), "--example", "norfolk").exit_code == 2

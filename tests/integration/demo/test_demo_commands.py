"""`onroll people`, `onroll registers due` and `onroll demo`: what a script that drives the demo reads."""

import json
import os
import shutil
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "onroll.cli.main"]


def onroll(folder, *words):
    """Run the command over a data folder, as somebody at a terminal would."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ONROLL_"))
    }
    return subprocess.run(
        [*COMMAND, "--data", str(folder), *words],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory, prepared_folder):
    folder = shutil.copytree(prepared_folder, tmp_path_factory.mktemp("demo") / "data")
    made = onroll(folder, "demo", "make", "--now", "2026-09-04T09:05", "--pupils", "220")
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.one_database
class TestDemoCommands:
    def test_list_people_with_their_role_username_password_and_home(self, demo):
        people = json.loads(onroll(demo, "people", "--json").stdout)
        assert all(list(one) == ["role", "username", "password", "home"] for one in people)
        officer = next(one for one in people if one["role"] == "attendance_officer")
        assert officer["home"].startswith("/schools/")

    def test_list_the_registers_of_the_demos_own_session(self, demo):
        due = json.loads(onroll(demo, "registers", "due", "--json").stdout)
        assert {(one["date"], one["session"]) for one in due} == {("2026-09-04", "AM")}
        assert set(due[0]) == {"school", "group", "date", "session", "status", "url"}
        assert {one["status"] for one in due} >= {"taken", "not started"}

    def test_print_tables_for_people(self, demo):
        assert "Everyone's password is" in onroll(demo, "people").stdout
        assert "Registers on 4 September 2026 at 9:05am" in onroll(demo, "registers", "due").stdout

    def test_refuse_a_second_demo_in_the_same_folder(self, demo):
        again = onroll(demo, "demo", "make")
        assert again.returncode == 1
        assert "holds a demo already" in again.stderr

    def test_refuse_a_moment_that_is_none(self, tmp_path):
        refused = onroll(tmp_path, "demo", "make", "--now", "yesterday")
        assert refused.returncode == 1
        assert "“yesterday” is not one" in refused.stderr

    def test_compare_the_drawn_figures_with_the_published_ones(self, tmp_path):
        printed = onroll(tmp_path, "demo", "figures").stdout
        assert "Persistently absent" in printed
        assert "23.8" in printed

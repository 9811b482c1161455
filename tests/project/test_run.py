"""`./run` understands what it is given, with nothing but Python."""

import re
import runpy
import subprocess
import sys

import pytest

from tests.project.sources import ROOT, tree

RUN = ROOT / "run"


@pytest.fixture
def run(monkeypatch):
    """Give the names of `run`, with what it would do put on a list instead of done."""
    names = runpy.run_path(str(RUN))
    done = []
    module = names["main"].__globals__
    module["set_up"] = lambda level, rebuild=False: done.append(level)
    module["become"] = lambda program, *words: done.append([program.name, *words])
    monkeypatch.setenv("ONROLL_DATA", "data")
    return names, done


class TestRun:
    def test_with_nothing_serves(self, run):
        names, done = run
        names["main"]([])
        assert done == [names["SERVICE"], ["onroll", "serve"]]

    def test_with_options_alone_serves_with_them(self, run):
        names, done = run
        names["main"](["--empty", "--port", "8001"])
        assert done[-1] == ["onroll", "serve", "--empty", "--port", "8001"]

    def test_fetches_the_embedded_server_only_where_it_is_asked_for(self, run):
        names, done = run
        names["main"](["--postgres"])
        assert done[0] == names["POSTGRES"]

    def test_passes_anything_else_to_onroll(self, run):
        names, done = run
        names["main"](["registers", "due", "--json"])
        assert done[-1] == ["onroll", "registers", "due", "--json"]

    @pytest.mark.parametrize(
        "words", [["--data", "/d", "registers", "due"], ["registers", "due", "--data=/d"]]
    )
    def test_takes_the_data_folder_from_wherever_it_stands(self, run, words, monkeypatch):
        names, done = run
        names["main"](words)
        assert done[-1] == ["onroll", "registers", "due"]
        assert names["os"].environ["ONROLL_DATA"] == "/d"

    def test_gives_pytest_whatever_follows_test(self, run):
        names, done = run
        names["main"](["test", "-k", "gate", "--postgres"])
        assert done == [names["DEV"], ["python", "-m", "tests.support.suite", "-k", "gate", "--postgres"]]

    def test_says_which_python_it_needs_on_an_older_one(self, run, monkeypatch, capsys):
        names, done = run
        monkeypatch.setattr(names["sys"], "version_info", (3, 9, 2))
        assert names["main"]([]) == 1
        assert "Python 3.11 or later; this is 3.9" in capsys.readouterr().err
        assert done == []

    def test_explains_every_command_it_knows(self, run):
        names, _ = run
        assert [name for name in names["COMMANDS"] if f"./run {name}" not in names["__doc__"]] == []

    def test_uses_nothing_that_python_does_not_bring(self):
        import ast

        imports = {
            alias.name.split(".")[0]
            for node in ast.walk(tree(RUN))
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for alias in ([ast.alias(node.module)] if isinstance(node, ast.ImportFrom) else node.names)
        }
        assert imports <= set(sys.stdlib_module_names)

    def test_may_be_run_as_a_file(self):
        mode = subprocess.run(
            ["git", "ls-files", "-s", "run", ".ci/run"], cwd=ROOT, capture_output=True, text=True
        )
        assert re.findall(r"^(\d{6})", mode.stdout, re.MULTILINE) == ["100755", "100755"]

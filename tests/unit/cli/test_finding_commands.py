"""Commands are the modules beside `main`."""

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

import onroll.cli
from onroll.cli.main import CommandsBeside, app

run = CliRunner().invoke


def every_command(group, *words):
    """Yield the words of each command there is, groups and what is in them."""
    for name in group.list_commands(context := group.make_context("onroll", [], resilient_parsing=True)):
        command = group.get_command(context, name)
        yield (*words, name)
        if hasattr(command, "list_commands"):
            yield from every_command(command, *words, name)


class TestTheCommands:
    def test_are_the_modules_beside_main(self):
        listed = CommandsBeside(name="onroll").list_commands(None)
        assert {"docs", "serve"} <= set(listed)
        assert "main" not in listed

    def test_drop_the_underscore_that_keeps_a_name_clear_of_python(self, tmp_path, monkeypatch):
        (tmp_path / "import_.py").touch()
        (tmp_path / "due_today.py").touch()
        monkeypatch.setattr(onroll.cli, "__path__", [str(tmp_path)])
        assert CommandsBeside(name="onroll").list_commands(None) == ["due-today", "import"]

    def test_are_each_listed_in_the_help_with_a_sentence(self):
        printed = run(app, ["--help"]).output
        assert "serve" in printed
        assert "serve the pages" in " ".join(printed.split())

    def test_an_unknown_one_is_refused_by_name(self):
        refused = run(app, ["registres"])
        assert refused.exit_code == 2
        assert "registres" in refused.output

    @pytest.mark.parametrize("words", list(every_command(typer.main.get_command(app))), ids=" ".join)
    def test_each_says_what_it_is_for_where_there_are_no_data(self, words, tmp_path):
        printed = run(app, ["--data", str(tmp_path / "none"), *words, "--help"])
        assert printed.exit_code == 0
        assert "Usage" in printed.output

    def test_the_help_loads_no_django(self):
        code = "import sys; from typer.testing import CliRunner; from onroll.cli.main import app\n"
        code += "CliRunner().invoke(app, ['--help']); sys.exit('django' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0

"""Commands are the modules beside `main`."""

import subprocess
import sys

from typer.testing import CliRunner

import onroll.cli
from onroll.cli.main import CommandsBeside, app

run = CliRunner().invoke


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

    def test_the_help_loads_no_django(self):
        code = "import sys; from typer.testing import CliRunner; from onroll.cli.main import app\n"
        code += "CliRunner().invoke(app, ['--help']); sys.exit('django' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0

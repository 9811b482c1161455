"""`onroll serve` goes from no folder at all to a page, leaves nothing running, and starts again on what is there."""

import json
import os
import re
import socket
import stat
import subprocess
import sys
import urllib.request

import pytest

READY = "Ctrl-C stops it."
COMMAND = [sys.executable, "-m", "onroll.cli.main", "serve"]


def own_environment() -> dict[str, str]:
    """Return the environment without what the tests' own Django was given."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ONROLL_"))}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """A service of its own process, on a port of its own."""

    def __init__(self, folder, *options):
        self.port = free_port()
        words = ["--data", str(folder), "--port", str(self.port), *options]
        self.process = subprocess.Popen(
            [*COMMAND, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=own_environment(),
        )
        self.said = ""

    def __enter__(self):
        for line in self.process.stdout:
            self.said += line
            if READY in line:
                return self
        raise AssertionError(self.said)

    def __exit__(self, *_):
        self.process.terminate()
        self.said += self.process.communicate(timeout=30)[0]

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


class TestServingAnEmptyFolder:
    def test_answers_with_a_page_and_its_styles(self, folder):
        with Served(folder, "--empty") as service:
            status, page = service.get("/")
            styles = re.search(r'href="(/static/build/onroll\.[0-9a-f]{12}\.css)"', page)
            assert status == 200
            assert service.get(styles[1])[0] == 200

    def test_keeps_the_folder_to_its_owner(self, folder):
        with Served(folder, "--empty"):
            modes = {
                path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [folder, *folder.iterdir()]
            }
        assert set(modes.values()) == {0}
        assert {"onroll.sqlite3", "secret.key", "serving.json"} <= modes.keys()

    def test_tells_other_commands_where_it_is_until_it_stops(self, folder):
        with Served(folder, "--empty") as service:
            told = json.loads((folder / "serving.json").read_text())
        assert told["address"] == f"http://localhost:{service.port}"
        assert service.process.returncode == 0
        assert not (folder / "serving.json").exists()

    def test_starts_again_on_what_is_there(self, folder):
        with Served(folder, "--empty") as first:
            pass
        with Served(folder, "--empty") as second:
            assert second.get("/")[0] == 200
        assert "preparing the database" in first.said
        assert "preparing the database" not in second.said


class TestServingIsRefused:
    def refusal(self, *words):
        done = subprocess.run([*COMMAND, *words], capture_output=True, text=True, env=own_environment())
        assert done.returncode == 1
        return done.stderr

    def test_on_a_port_that_is_taken(self, folder):
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
            port = holder.getsockname()[1]
            said = self.refusal("--data", str(folder), "--port", str(port))
        assert (
            said
            == f"Onroll: Port {port} cannot be used: address already in use. Choose another, such as --port {port + 1}.\n"
        )
        assert not folder.exists()

    def test_from_a_moment_that_is_not_one(self, folder):
        said = self.refusal("--data", str(folder), "--port", str(free_port()), "--now", "Tuesday")
        assert said == "Onroll: --now is a day and a time, such as 2026-11-20T09:05; “Tuesday” is not one.\n"

    def test_of_a_folder_that_is_being_served(self, folder):
        with Served(folder, "--empty") as service:
            said = self.refusal("--data", str(folder), "--port", str(free_port()), "--empty")
        assert f"is being served already, at http://localhost:{service.port}" in said

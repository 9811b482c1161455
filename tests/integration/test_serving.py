"""`onroll serve` goes from no folder at all to a page, leaves nothing running, and starts again on what is there."""

import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import urllib.request

import pytest

# It is served from SQLite, whichever database the tests are on.
pytestmark = pytest.mark.one_database

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
        self.folder = folder
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


@pytest.fixture(scope="module")
def served(tmp_path_factory, prepared_folder):
    """Serve a folder whose database is migrated and empty; starting takes seconds, so that these tests share it."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(prepared_folder, folder)
    with Served(folder, "--empty") as service:
        yield service


class TestServingAnEmptyFolder:
    def test_answers_with_a_page_and_its_styles(self, served):
        status, page = served.get("/")
        styles = re.search(r'href="(/static/build/onroll\.[0-9a-f]{12}\.css)"', page)
        assert status == 200
        assert served.get(styles[1])[0] == 200

    def test_keeps_the_folder_to_its_owner(self, served):
        kept = [served.folder, *served.folder.iterdir()]
        assert {"onroll.sqlite3", "secret.key", "serving.json"} <= {path.name for path in kept}
        assert [path.name for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []

    def test_tells_other_commands_where_it_is(self, served):
        told = json.loads((served.folder / "serving.json").read_text())
        assert told["address"] == f"http://localhost:{served.port}"

    def test_is_not_served_twice(self, served):
        said = refusal("--data", str(served.folder), "--port", str(free_port()), "--empty")
        assert f"is being served already, at http://localhost:{served.port}" in said


class TestStopping:
    def test_leaves_a_folder_that_starts_again_and_has_said_how_to_set_up(self, tmp_path):
        with Served(tmp_path / "data", "--empty") as first:
            pass
        assert first.process.returncode == 0
        assert not (first.folder / "serving.json").exists()
        with Served(first.folder, "--empty") as second:
            assert second.get("/")[0] == 200
        assert "preparing the database" in first.said
        assert "preparing the database" not in second.said
        word = re.search(r"/set-up/\?token=(\S+)", first.said)[1]
        assert f"The set-up word is {word}." in first.said


def refusal(*words):
    done = subprocess.run([*COMMAND, *words], capture_output=True, text=True, env=own_environment())
    assert done.returncode == 1
    return done.stderr


class TestServingIsRefused:
    def test_on_a_port_that_is_taken(self, tmp_path):
        with socket.socket() as holder:
            holder.bind(("127.0.0.1", 0))
            holder.listen()
            port = holder.getsockname()[1]
            said = refusal("--data", str(tmp_path / "data"), "--port", str(port))
        assert (
            said
            == f"Onroll: Port {port} cannot be used: address already in use. Choose another, such as --port {port + 1}.\n"
        )
        assert list(tmp_path.iterdir()) == []

    def test_from_a_moment_that_is_not_one(self, tmp_path):
        said = refusal("--data", str(tmp_path / "data"), "--port", str(free_port()), "--now", "Tuesday")
        assert said == "Onroll: --now is a day and a time, such as 2026-11-20T09:05; “Tuesday” is not one.\n"

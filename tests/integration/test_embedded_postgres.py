"""The embedded PostgreSQL hands out a role that row-level security binds, and stops with its last holder."""

import subprocess
import sys

import pytest

from onroll.service import embedded_postgres

HELD = """
import sys
from pathlib import Path
import psycopg
from onroll.service.embedded_postgres import running
with running(Path(sys.argv[1]), durable=False) as url, psycopg.connect(url) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
    connection.execute("INSERT INTO kept VALUES ('again')")
    role = connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    words = connection.execute("SELECT count(*) FROM kept").fetchone()
    print(*role, *words)
"""


def hold(folder):
    done = subprocess.run([sys.executable, "-c", HELD, str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def folder(tmp_path_factory):
    # A socket's path may be about a hundred characters long; pytest's own folders are longer.
    import shutil
    import tempfile
    from pathlib import Path

    short = Path(tempfile.mkdtemp(prefix="onroll-"))
    yield short / "postgres"
    shutil.rmtree(short)


class TestTheEmbeddedServer:
    def test_hands_out_a_plain_role_that_owns_its_database(self, folder):
        assert hold(folder)[:4] == [embedded_postgres.ROLE, "False", "False", "False"]

    def test_keeps_what_was_written_and_stops_in_between(self, folder):
        assert hold(folder)[-1] == "1"
        assert not (folder / "postmaster.pid").exists()
        assert hold(folder)[-1] == "2"

    def test_is_not_kept_running_by_a_holder_that_was_killed(self, folder):
        hold(folder)
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        (folder / ".handle_pids.json").write_text(f"[{gone.pid}]")
        hold(folder)
        assert not (folder / "postmaster.pid").exists()

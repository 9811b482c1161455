"""`./run test`: the tests on SQLite, then those that use a database again on PostgreSQL, and one line of totals."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from onroll.service import embedded_postgres
from tests.support import chromium
from tests.support.databases import RUN_ONCE

ROOT = Path(__file__).resolve().parent.parent.parent

NOTHING_TO_RUN = 5  # pytest's own status where no test was left


def main(arguments: list[str]) -> int:
    """Run what is asked for; return 0 only where every run passed."""
    only = {word for word in arguments if word in {"--sqlite", "--postgres"}}
    arguments = [word for word in arguments if word not in only]
    started = time.monotonic()
    if chromium.find_or_install() is None:
        print(f"Onroll: {chromium.MISSING}", flush=True)
    totals: Counter[str] = Counter()
    statuses = []
    if only != {"--postgres"}:
        print("Onroll: tests on SQLite", flush=True)
        statuses.append(run_pytest(arguments, totals, database_url=""))
    if only != {"--sqlite"}:
        print("Onroll: tests on PostgreSQL", flush=True)
        with tempfile.TemporaryDirectory(prefix="onroll-tests-") as folder:
            server = embedded_postgres.running(
                Path(folder) / "postgres", may_create_databases=True, durable=False
            )
            with server as url:
                statuses.append(run_pytest([*_left_out(), *arguments], totals, database_url=url))
    failed = totals["failed"] + totals["error"]
    seconds = time.monotonic() - started
    print(f"{totals['passed']} passed, {failed} failed, {totals['skipped']} skipped in {seconds:.0f} s")
    if not totals.total():
        print("Onroll: no test ran", file=sys.stderr)
        return 1
    return 0 if all(status in {0, NOTHING_TO_RUN} for status in statuses) else 1


def _left_out() -> list[str]:
    """Return what has pytest not even look into the folders whose tests all run once: reading them takes seconds."""
    return [f"--ignore={ROOT / folder}" for folder in RUN_ONCE]


def run_pytest(arguments: list[str], totals: Counter[str], *, database_url: str) -> int:
    """Run pytest on one database, and add its counts to the totals."""
    with tempfile.NamedTemporaryFile(suffix=".json") as counts:
        environment = {**os.environ, "ONROLL_TEST_TOTALS": counts.name, "ONROLL_DATABASE_URL": database_url}
        # Without its bytecode every worker rewrites every test, and every command of a test compiles the whole of Onroll.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment)
        written = Path(counts.name).read_text()
    totals.update(json.loads(written) if written else {})
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

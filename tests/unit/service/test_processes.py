"""One process holds the web server and the jobs worker: both end with it, and a worker that dies is replaced."""

import os
import signal
import subprocess
import sys

import pytest

HOLD = """
import os, signal, sys, time
from onroll.service import processes
processes.SECONDS_BEFORE_RESTART = 0
def web():
    while True: time.sleep(60)
def jobs():
    print("jobs started", flush=True)
    if not os.path.exists(sys.argv[1]):
        open(sys.argv[1], "w").close()
        os._exit(7)
    print("ready", os.getpid(), flush=True)
    time.sleep(60)
def essential_ends():
    os._exit(3)
programs = {"web server": essential_ends if sys.argv[2] == "ends" else web, "jobs worker": jobs}
sys.exit(processes.hold(programs, essential="web server", say=lambda words: print(words, flush=True)))
"""


def start(tmp_path, web):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "died-once"), web], stdout=subprocess.PIPE, text=True
    )


def lines_until(process, word):
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith(word):
            return lines
    raise AssertionError(lines)


class TestHolding:
    def test_starts_a_worker_that_died_again(self, tmp_path):
        with start(tmp_path, "stays") as process:
            said = lines_until(process, "ready")
            process.terminate()
        assert said[:3] == [
            "jobs started",
            "The jobs worker stopped with status 7; starting it again.",
            "jobs started",
        ]

    def test_ends_everything_when_it_is_told_to_stop(self, tmp_path):
        with start(tmp_path, "stays") as process:
            worker = int(lines_until(process, "ready")[-1].split()[1])
            process.send_signal(signal.SIGINT)
        assert process.returncode == 0
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)

    def test_ends_everything_when_it_is_killed(self, tmp_path):
        with start(tmp_path, "stays") as process:
            lines_until(process, "ready")
            process.kill()
            # The children hold the pipe: it ends when the last of them does.
            assert process.stdout.read() == ""

    def test_ends_with_the_web_server_and_its_status(self, tmp_path):
        (tmp_path / "died-once").touch()
        with start(tmp_path, "ends") as process:
            said = process.communicate(timeout=20)[0]
        assert process.returncode == 3
        assert "The web server stopped with status 3." in said

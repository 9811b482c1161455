"""A command of Onroll's own, as a process of its own: how long it took, and how much memory it held at most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import NamedTuple


class CommandFailed(Exception):
    """A command refused what the bench asked of it."""


class Ran(NamedTuple):
    """How long a command ran, and the most memory its process held; the database's own is not counted."""

    seconds: float
    megabytes: float


def run_command(*words: object, environment: Mapping[str, str]) -> Ran:
    """Give an `onroll` command. Raises CommandFailed with what it said."""
    return run_program([sys.executable, "-m", "onroll.cli.main", *map(str, words)], environment=environment)


def run_program(command: list[str], *, environment: Mapping[str, str]) -> Ran:
    """Run a program of ours. Raises CommandFailed with what it said."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - this very program
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise CommandFailed(said)
    return Ran(time.perf_counter() - started, usage.ru_maxrss / 1_024)

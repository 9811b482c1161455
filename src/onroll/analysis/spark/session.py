"""A session of Spark: the one that is running, the one the machine is set up for, or one on this machine alone."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_NO_PYSPARK = "Spark is an extra, and is not installed. Install it with: pip install 'onroll[spark]'"
_NO_JAVA = (
    "Spark needs Java 17 or later, and none was found. Install it (on Debian: apt-get install openjdk-17-jre-headless), "
    "or say in JAVA_HOME where it is."
)
_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_UNITS |= {"KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}
# Below this Spark does not start.
_LEAST_MEGABYTES = 512


class SparkIsNotHere(ValueError):
    """Spark was asked for, and this machine lacks it or what it needs. The message says how to get it."""


@contextmanager
def session_here(*, threads: int | None, memory: str) -> Iterator[SparkSession]:
    """Give a session, and stop it afterwards if it was started for this.

    Under `spark-submit`, or with a master in Spark's own settings, those decide; otherwise Spark runs on this machine,
    where it has `threads` and `memory` to itself. Raises `SparkIsNotHere`.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise SparkIsNotHere(_NO_PYSPARK)
    from pyspark.sql import SparkSession

    already = running()
    if already is not None:
        yield already
        return
    if not (os.environ.get("JAVA_HOME") or shutil.which("java") or os.environ.get("SPARK_REMOTE")):
        raise SparkIsNotHere(_NO_JAVA)
    builder = SparkSession.builder.appName("onroll").config("spark.ui.showConsoleProgress", False)
    if not _is_set_up_elsewhere():
        for name, value in _on_this_machine(threads, memory).items():
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def running() -> SparkSession | None:
    """Answer the session that is running in this process, where one is."""
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def _is_set_up_elsewhere() -> bool:
    """Answer whether something else says where Spark runs: spark-submit, a server, or its own folder of settings."""
    return any(
        os.environ.get(name)
        for name in ("SPARK_REMOTE", "SPARK_CONF_DIR", "SPARK_ENV_LOADED", "PYSPARK_SUBMIT_ARGS")
    )


def _on_this_machine(threads: int | None, memory: str) -> dict[str, str]:
    """Answer the settings of a Spark on this machine, which nobody else can reach."""
    cores = threads or os.cpu_count() or 1
    return {
        "spark.master": f"local[{cores}]",
        # Spark's own 200 are for a cluster: here each costs more than it divides.
        "spark.sql.shuffle.partitions": str(cores * 2),
        "spark.driver.memory": f"{megabytes(memory)}m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
    }


def megabytes(memory: str) -> int:
    """Answer an amount of memory in megabytes. Raises `ValueError` where it is none."""
    found = re.fullmatch(r"\s*([0-9.]+)\s*([KMGT]I?B)\s*", memory.upper())
    if found is None:
        raise ValueError(f"“{memory}” is not an amount of memory. Write it as 4GB or 800MB.")
    return max(_LEAST_MEGABYTES, int(float(found[1]) * _UNITS[found[2]]) // 2**20)

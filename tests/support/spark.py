"""One Spark for all its tests of a worker: one core, one partition, no page of its own.

@pytest.mark.spark
def test_counts_what_duckdb_counts(spark): ...
"""

import os
import shutil
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MISSING = (
    "Spark needs Java 17 or later, and none was found. On Debian: apt-get install openjdk-17-jre-headless"
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests of Spark first, and skip them, visibly, where there is no Java; in CI let them fail.

    Those that stand together first are run by one worker: Spark takes longer to begin, and to learn its work, than to do it.
    """
    items.sort(key=lambda item: item.get_closest_marker("spark") is None)
    if _has_java() or os.environ.get("CI", "").lower() in {"1", "true"}:
        return
    for item in items:
        if item.get_closest_marker("spark"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


def _has_java() -> bool:
    return bool(os.environ.get("JAVA_HOME") or shutil.which("java"))


@pytest.fixture(scope="session")
def spark() -> Iterator["SparkSession"]:
    """Give a session on one core."""
    if not _has_java():
        pytest.fail(MISSING)
    with warnings.catch_warnings():
        # Spark warns of the newest pandas, which it is never asked to read.
        warnings.simplefilter("ignore", FutureWarning)
        from pyspark.sql import SparkSession
    session = (
        SparkSession.builder.master("local[1]")
        .appName("tests")
        .config("spark.ui.enabled", False)
        .config("spark.ui.showConsoleProgress", False)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "700m")
        .config("spark.sql.shuffle.partitions", 1)
        .config("spark.sql.adaptive.enabled", False)
        # Few rows and many queries: compiling each would take longer than all the counting.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.codegen.wholeStage", False)
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()

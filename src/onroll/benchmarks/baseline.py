"""What the machine itself does today: plain SQL and plain hashing, so that figures compare as ratios between machines."""

from __future__ import annotations

from hashlib import sha256
from statistics import median
from typing import Any

from django.db import connection, transaction

from onroll.benchmarks.counting import milliseconds

_ROWS = 380_000
_TABLE = "bench_baseline"
_COLUMNS = "pupil, day, half, code"


def baseline() -> dict[str, object]:
    """Measure hashing 380,000 short texts, loading and reading as many plain rows, and one small durable transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {_TABLE} (pupil integer, day varchar(10), half varchar(2), code varchar(2))"
        )
        try:
            hashing = milliseconds(_hash)
            loading = milliseconds(lambda: _load(cursor))
            reading = milliseconds(lambda: _read(cursor))
            saves = [milliseconds(_save_thirty) for _ in range(40)]
            answers = [milliseconds(lambda: _one_row(cursor)) for _ in range(200)]
        finally:
            cursor.execute(f"DROP TABLE {_TABLE}")
    return {
        "hash_380000_seconds": round(hashing / 1_000, 3),
        "load_380000_rows_seconds": round(loading / 1_000, 3),
        "read_380000_rows_seconds": round(reading / 1_000, 3),
        "save_30_rows_ms": round(median(saves), 2),
        "one_statement_ms": round(median(answers), 3),
    }


def _hash() -> None:
    for number in range(_ROWS):
        sha256(f"1|{number}|2025-09-01|AM|/||||1756712400|||".encode()).digest()


def _load(cursor: Any) -> None:
    rows = ((number % 1_000, "2025-09-01", "AM", "/") for number in range(_ROWS))
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {_TABLE} ({_COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {_TABLE} ({_COLUMNS}) VALUES (%s, %s, %s, %s)", rows)


def _read(cursor: Any) -> None:
    cursor.execute(f"SELECT {_COLUMNS} FROM {_TABLE}")
    while cursor.fetchmany(5_000):
        pass


def _save_thirty() -> None:
    places = ", ".join(["(%s, %s, %s, %s)"] * 30)
    values = [value for number in range(30) for value in (number, "2025-09-02", "AM", "/")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_TABLE} ({_COLUMNS}) VALUES {places}", values)


def _one_row(cursor: Any) -> None:
    cursor.execute("SELECT 1")
    cursor.fetchone()

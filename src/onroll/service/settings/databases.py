"""Where the record is kept: SQLite in a folder, or PostgreSQL by its URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS = {
    # IMMEDIATE takes the write lock at BEGIN, so two writers wait for each other instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-32000;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;"
    ),
}

#: Commands, jobs and migrations see the rows of every school; a web process sees none but those its request may
#: (access.row_security).
EVERY_SCHOOL = "-c app.schools=*"
#: As SQLite's timeout: who cannot get a row's lock in this time is told to try again, and nothing is kept.
LOCK_WAIT = "-c lock_timeout=20s"
#: A statement of service.hand_written is prepared when a connection asks it the third time.
ASKED_BEFORE = 2


def sqlite(folder: Path) -> dict[str, Any]:
    """Describe the embedded database, `onroll.sqlite3` in a folder."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "onroll.sqlite3"),
        "OPTIONS": dict(SQLITE_OPTIONS),
        "CONN_MAX_AGE": None,
    }


def postgresql(url: str) -> dict[str, Any]:
    """Describe a PostgreSQL database by a URL such as postgresql://user:word@host:5432/name."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": f"{EVERY_SCHOOL} {LOCK_WAIT}", "prepare_threshold": ASKED_BEFORE},
        "CONN_MAX_AGE": None,
    }

"""A data folder whose database is migrated and empty: a copy of what a worker made for its own tests, for it takes seconds to make.

For programs that run over a folder in processes of their own. What is to be seen of a first start starts without it.
"""

from pathlib import Path

import pytest

_kept: list[bytes] = []


def keep() -> None:
    """Keep the database as it is now, where it is SQLite and any of the tests to run asked for one."""
    from django.db import connection

    if connection.vendor == "sqlite" and connection.connection is not None and not _kept:
        _kept.append(connection.connection.serialize())


@pytest.fixture(scope="session")
def prepared_folder(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with a migrated database in it, to be copied; an empty folder on PostgreSQL, and where no test uses a database."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    folder.mkdir(mode=0o700)
    for content in _kept:
        database = folder / "onroll.sqlite3"
        database.touch(mode=0o600)
        database.write_bytes(content)
    return folder

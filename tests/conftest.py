"""What every test stands on: a closed network, and databases that may be emptied between tests."""

import os

import pytest

# Playwright keeps an event loop in the test's own thread, and Django would otherwise refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

pytest_plugins = [
    "tests.support.network",
    "tests.support.databases",
    "tests.support.migrated",
    "tests.support.garbage",
    "tests.support.made_once",
    "tests.support.prepared",
    "tests.support.browser",
    "tests.support.spark",
    "tests.support.totals",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep what a database is before anything is written to it, for programs that run in processes of their own."""
    from tests.support import prepared

    with django_db_blocker.unblock():
        prepared.keep()

"""Which tests run on which database, and how a ledger is emptied between tests."""

from contextlib import contextmanager

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def uses_a_database(item: pytest.Item) -> bool:
    """Say whether a test touches the database at all."""
    return bool(
        item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep to the tests that say something new on this database.

    On PostgreSQL: those that use a database, but for the browser's. On SQLite: all but those of PostgreSQL alone.
    """
    from django.conf import settings

    on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")

    def says_something(item: pytest.Item) -> bool:
        if not on_postgres:
            return not item.get_closest_marker("postgres")
        once = item.get_closest_marker("one_database") or item.get_closest_marker("browser")
        return uses_a_database(item) and not once

    kept = [item for item in items if says_something(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not says_something(item)])
        items[:] = kept


@contextmanager
def ledgers_may_be_emptied():
    """Lift the triggers that refuse DELETE and TRUNCATE; put them back whatever happens."""
    from django.db import connection

    from onroll.service.audit.ledgers import LEDGERS, install

    with connection.cursor() as cursor:
        for ledger in LEDGERS:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {ledger.table} DISABLE TRIGGER USER")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {ledger.table}_refuses_{verb}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for ledger in LEDGERS:
                if connection.vendor == "postgresql":
                    cursor.execute(f"ALTER TABLE {ledger.table} ENABLE TRIGGER USER")
        if connection.vendor == "sqlite":
            with connection.schema_editor() as editor:
                install(*LEDGERS)(None, editor)


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_the_ledgers():
    """Let Django empty the tables after a test that commits, which the ledgers would rightly refuse.

    A test that rolls back never comes here.
    """
    from django.test import TransactionTestCase

    patch = pytest.MonkeyPatch()
    flush = TransactionTestCase._fixture_teardown

    def lifted(self):
        with ledgers_may_be_emptied():
            flush(self)

    patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
    yield
    patch.undo()

"""Which tests run on which database, and how a ledger is emptied between tests."""

from contextlib import contextmanager

import pytest

#: What Django writes of every model when it has migrated: it stays, and is not written again after each test.
LEFT_BY_MIGRATIONS = {"auth_permission", "django_content_type", "django_migrations"}
#: Folders of whose tests none runs again on PostgreSQL.
RUN_ONCE = ("tests/analysis", "tests/browser", "tests/law")
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
        return _runs_twice(item)

    forgotten = (
        [] if on_postgres else [item for item in items if _runs_twice(item) and _in_a_folder_run_once(item)]
    )
    if forgotten:
        raise pytest.UsageError(
            f"{forgotten[0].nodeid} uses a database, and of its folder nothing is run on PostgreSQL. Mark it one_database, or move it."
        )
    kept = [item for item in items if says_something(item)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not says_something(item)])
        items[:] = kept


def _runs_twice(item: pytest.Item) -> bool:
    once = item.get_closest_marker("one_database") or item.get_closest_marker("browser")
    return uses_a_database(item) and not once


def _in_a_folder_run_once(item: pytest.Item) -> bool:
    return item.nodeid.startswith(tuple(f"{folder}/" for folder in RUN_ONCE))


def empty_the_tables() -> None:
    """Delete every row but those that migrations leave; look first, for after any test most tables are empty."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        there = connection.introspection.django_table_names(only_existing=True, include_views=False)
        written = [table for table in there if table not in LEFT_BY_MIGRATIONS and _has_a_row(cursor, table)]
        # What refers to what is looked at when all of it is gone.
        with ledgers_may_be_emptied(written), transaction.atomic():
            for table in written:
                cursor.execute(f'DELETE FROM "{table}"')


def _has_a_row(cursor, table: str) -> bool:
    cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
    return cursor.fetchone() is not None


@contextmanager
def ledgers_may_be_emptied(tables: list[str]):
    """Lift the triggers that refuse DELETE and TRUNCATE on those of these tables that have any; put them back whatever happens."""
    from django.db import connection

    from onroll.service.audit.ledgers import LEDGERS, install

    ledgers = [ledger for ledger in LEDGERS if ledger.table in tables]
    with connection.cursor() as cursor:
        for ledger in ledgers:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {ledger.table} DISABLE TRIGGER USER")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {ledger.table}_refuses_{verb}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for ledger in ledgers:
                if connection.vendor == "postgresql":
                    cursor.execute(f"ALTER TABLE {ledger.table} ENABLE TRIGGER USER")
        if ledgers and connection.vendor == "sqlite":
            with connection.schema_editor() as editor:
                install(*ledgers)(None, editor)


@pytest.fixture(autouse=True, scope="session")
def _tests_that_commit_leave_nothing():
    """Empty the tables after a test that commits, as Django does, but those alone that were written to.

    A test that rolls back never comes here.
    """
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: empty_the_tables())
        yield
